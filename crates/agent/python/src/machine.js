// MicroPython, ready to run a script: loaded, its library read, and put back into that state for the next one. The only
// file that knows it.
//
// To load it takes longer than to run most scripts, so its memory is kept as it was just before the first, and is put
// back before each: no script finds a trace of another, however that ended.

import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";
import library from "hotplate:library";
import { begin, counted, nextByte, placed, settle, written } from "./bounds.js";
import { LIBRARY, clear, put } from "./files.js";
import { regularExpressions } from "./regex.js";

const HEAP = 4 << 20;
/** Bytes of Python's own stack: how deep calls may be nested. */
const PYSTACK = 96 << 10;

/** What the interpreter asks of its surroundings, within the bounds of the run at hand. */
function bounded(imports, machine) {
  const { env, wasi_snapshot_preview1: wasi } = imports;
  // The call is over, but its caller is never told.
  const last = (call) => (...args) => {
    const result = call(...args);
    if (machine.run.halt) throw machine.run.halt;
    return result;
  };
  for (const name of ["call0", "call1", "call2", "calln", "call0_kwarg", "calln_kwarg"]) env[name] = last(env[name]);
  for (const name of ["__syscall_openat", "__syscall_mkdirat", "__syscall_renameat"]) env[name] = counted(machine, env[name]);
  wasi.fd_write = written(machine, wasi.fd_write);
  wasi.fd_seek = placed(machine, 1, wasi.fd_seek);
  return imports;
}

/** What the interpreter keeps in JavaScript's hands, by the names of its loader. */
const HANDS = ["Module", "pyProxyFinalizationRegistry", "proxy_js_ref", "proxy_js_ref_next", "proxy_js_ref_map", "proxy_js_map", "proxy_js_existing"];

/** A machine for one of the two Pythons. `host(machine)` makes what its library asks. */
export async function prepare(wasm, two, host) {
  const machine = { name: "light Python", run: begin(Infinity) };
  settle();
  const python = await loadMicroPython({
    heapsize: HEAP,
    pystack: PYSTACK,
    linebuffer: false,
    stdin: () => nextByte(machine),
    instantiate: (imports, done) => {
      WebAssembly.instantiate(wasm, bounded(imports, machine)).then((instance) => {
        machine.memory = instance.exports.memory;
        machine.exports = instance.exports;
        done(instance);
      });
      return {};
    },
  });
  const { FS } = python;
  put(FS, Object.entries(library).map(([name, source]) => [`${LIBRARY}/${name}`, source]));
  clear(FS);
  python.registerJsModule("_host", { two, ...regularExpressions(), ...host(machine) });
  // Nothing else of JavaScript is there for a script.
  globalThis.proxy_js_ref[0] = Object.freeze(Object.create(null));
  python.runPython(`import sys\nsys.path[:] = ['${LIBRARY}', '.frozen']\nimport _start`);
  const image = new Uint8Array(machine.memory.buffer).slice();
  const stack = machine.exports.emscripten_stack_get_current();
  const copy = (value) => (Array.isArray(value) ? [...value] : value instanceof Map ? new Map(value) : value);
  const hands = HANDS.map((name) => [name, copy(globalThis[name])]);
  return Object.assign(machine, {
    FS,
    /** Puts everything back to the state before the first script, for a run within a number of bytes. */
    reset(limit) {
      settle();
      machine.run = begin(limit);
      new Uint8Array(machine.memory.buffer).set(image);
      machine.exports._emscripten_stack_restore(stack);
      for (const [name, value] of hands) globalThis[name] = copy(value);
      clear(FS);
    },
    /** Whether the memory has grown: it cannot shrink again. */
    hasGrown: () => machine.memory.buffer.byteLength !== image.length,
    start: () => python.runPython("_start.run()"),
  });
}
