// The exact Python on a terminal; started with the files of the interpreter and of its library.

import { readFileSync } from "node:fs";
import { prepare } from "./exact.js";
import { serve } from "./pipe.js";

const [wasm, library] = process.argv.slice(2, 4).map((name) => readFileSync(name));
const parts = { wasm: new WebAssembly.Module(wasm), library: new Uint8Array(library) };
await serve((two, host) => prepare(parts, host));
