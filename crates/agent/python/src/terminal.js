// The same engine on a terminal; started with the interpreter's file.

import { readFileSync } from "node:fs";
import { prepare } from "./machine.js";
import { serve } from "./pipe.js";

const wasm = new WebAssembly.Module(readFileSync(process.argv[2]));
await serve((two, host) => prepare(wasm, two, host));
