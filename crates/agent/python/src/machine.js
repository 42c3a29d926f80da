// MicroPython, ready to run a script: loaded, its library read, and put back into that state for the next one. The only
// file that knows it.
//
// To load it takes longer than to run most scripts, so its memory is kept as it was just before the first, and is put
// back before each: no script finds a trace of another, however that ended.

import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";
import library from "hotplate:library";
import { LIBRARY, clear, put } from "./files.js";
import { regularExpressions } from "./regex.js";

const HEAP = 4 << 20;
/** Bytes of Python's own stack: how deep calls may be nested. */
const PYSTACK = 96 << 10;
const MOST_FILES = 10_000;
/** 2024-01-01, as the agent's `date` says it. */
const NOW = 1704067200000;

/** What ends a run from the outside: no script can catch it. */
export class Halt {
  constructor(kind, reason, call = []) {
    Object.assign(this, { kind, reason, call });
  }
}

/** A clock and dice that are always the same. */
function settle() {
  let ticks = 0;
  let seed = 1;
  Date.now = () => NOW + (ticks += 1);
  performance.now = () => (ticks += 1);
  const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0);
  Math.random = () => next() / 2 ** 32;
  if (globalThis.crypto) {
    crypto.getRandomValues = (array) => {
      for (const index of array.keys()) array[index] = next() >>> 8;
      return array;
    };
  }
}

/** What the interpreter asks of its surroundings, within the bounds of the run at hand. */
function bounded(imports, machine) {
  const { env, wasi_snapshot_preview1: wasi } = imports;
  const halt = (reason) => {
    throw (machine.run.halt = new Halt("stopped", reason));
  };
  const tooMuch = () => halt(`it wrote more than ${machine.run.limit.toLocaleString("en")} bytes`);
  // The call is over, but its caller is never told.
  const last = (call) => (...args) => {
    const result = call(...args);
    if (machine.run.halt) throw machine.run.halt;
    return result;
  };
  const counted = (call) => (...args) => {
    if ((machine.run.files += 1) > MOST_FILES) halt(`it opened more than ${MOST_FILES.toLocaleString("en")} files`);
    return call(...args);
  };
  for (const name of ["call0", "call1", "call2", "calln", "call0_kwarg", "calln_kwarg"]) env[name] = last(env[name]);
  for (const name of ["__syscall_openat", "__syscall_mkdirat", "__syscall_renameat"]) env[name] = counted(env[name]);
  const write = wasi.fd_write;
  wasi.fd_write = (fd, vectors, count, result) => {
    const { buffer } = machine.memory;
    const view = new DataView(buffer);
    let total = 0;
    for (let index = 0; index < count; index += 1) {
      const start = view.getUint32(vectors + 8 * index, true);
      const length = view.getUint32(vectors + 8 * index + 4, true);
      total += length;
      if ((machine.run.written += length) > machine.run.limit) tooMuch();
      if (fd === 1 || fd === 2) machine.run.streams[fd].push(new Uint8Array(buffer).slice(start, start + length));
    }
    if (fd !== 1 && fd !== 2) return write(fd, vectors, count, result);
    view.setUint32(result, total, true);
    return 0;
  };
  const seek = wasi.fd_seek;
  wasi.fd_seek = (fd, offset, ...rest) => {
    if (Number(offset) > machine.run.limit) tooMuch();
    return seek(fd, offset, ...rest);
  };
  return imports;
}

/** What the interpreter keeps in JavaScript's hands, by the names of its loader. */
const HANDS = ["Module", "pyProxyFinalizationRegistry", "proxy_js_ref", "proxy_js_ref_next", "proxy_js_ref_map", "proxy_js_map", "proxy_js_existing"];

/** A machine for one of the two Pythons. `host(machine)` makes what its library asks. */
export async function prepare(wasm, two, host) {
  const machine = { run: start(Infinity) };
  settle();
  const python = await loadMicroPython({
    heapsize: HEAP,
    pystack: PYSTACK,
    linebuffer: false,
    stdin: () => null,
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
      machine.run = start(limit);
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

function start(limit) {
  return { limit, written: 0, files: 0, streams: { 1: [], 2: [] }, remarks: [], asked: 0, status: 0, halt: null };
}
