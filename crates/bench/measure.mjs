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
    let least = Infinity;
    const start = performance.now();
    for (let runs = 0; runs < OFTEN || performance.now() - start < LONG; runs += 1) {
      const begin = performance.now();
      bench.run(index);
      least = Math.min(least, performance.now() - begin);
    }
    console.log(JSON.stringify({ template, phase, ms: least, resources: bench.resources }));
  }
}
