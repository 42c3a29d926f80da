// Times the phases in wasm, as `src/main.rs` does natively, and prints the same lines. The argument is the module that
// wasm-bindgen made for node.

import { createRequire } from "node:module";
import { resolve } from "node:path";

const { Bench, templates } = createRequire(import.meta.url)(resolve(process.argv[2]));
const LONG = 400;
const OFTEN = 5;

for (const template of templates()) {
  const bench = new Bench(template);
  for (const [index, phase] of bench.phases.entries()) {
    const times = [];
    const start = performance.now();
    while (times.length < OFTEN || performance.now() - start < LONG) {
      const begin = performance.now();
      bench.run(index);
      times.push(performance.now() - begin);
    }
    times.sort((a, b) => a - b);
    console.log(JSON.stringify({ template, phase, ms: times[times.length >> 1], resources: bench.resources }));
  }
}
