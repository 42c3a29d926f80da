// Pyodide, ready to run a script: the whole of Python 3 without threads, processes and connections. The only file that
// knows it.
//
// Only its interpreter is used, which is emscripten's: files, a memory, calls to its surroundings. Pyodide's own bridge
// to JavaScript is never built, so none is there for a script. As with the light Python, the memory is kept as it was
// just before the first script, and is put back before each.

import createModule from "hotplate:pyodide";
import library from "hotplate:exact";
import { begin, counted, nextByte, placed, settle, stop, tooMuch, written } from "./bounds.js";
import { LIBRARY, clear, put } from "./files.js";

/** 128 MB, as the light Python may use. */
const MEMORY = 128 << 20;
const DEVICE = "/dev/hotplate";

const OPENING = ["openat", "mkdirat", "renameat", "symlinkat", "mknodat"];

/** What the interpreter asks of its surroundings, within the bounds of the run at hand, and in UTC. */
function bounded(imports, machine) {
  const { env, wasi_snapshot_preview1: wasi } = imports;
  for (const name of OPENING) env[`__syscall_${name}`] = counted(machine, env[`__syscall_${name}`]);
  for (const name of ["truncate64", "ftruncate64"]) env[`__syscall_${name}`] = placed(machine, 1, env[`__syscall_${name}`]);
  env.__syscall_fallocate = placed(machine, 3, env.__syscall_fallocate);
  const write = written(machine, wasi.fd_write);
  wasi.fd_write = (fd, ...rest) => {
    // Behind a hole: its bytes are made as well.
    if (machine.FS.streams[fd]?.position > machine.run.limit) tooMuch(machine);
    return write(fd, ...rest);
  };
  wasi.fd_pwrite = placed(machine, 3, wasi.fd_pwrite);
  const grow = env.emscripten_resize_heap;
  env.emscripten_resize_heap = (size) => {
    if (size >>> 0 > MEMORY) stop(machine, "it takes more memory than there is here", "refused");
    return grow(size);
  };
  return imports;
}

/** The file through which the library asks: what is written there is a question, what is read its answer. */
function ask(FS, answers) {
  let answer = [];
  const device = FS.makedev(64, 0);
  FS.registerDevice(device, {
    open(stream) {
      stream.seekable = false;
    },
    write(stream, bytes, from, length) {
      const [name, ...words] = JSON.parse(new TextDecoder().decode(bytes.slice(from, from + length)));
      answer = [...new TextEncoder().encode(JSON.stringify(answers(name, words) ?? null))];
      return length;
    },
    read(stream, bytes, from, length) {
      const part = answer.splice(0, length);
      bytes.set(part, from);
      return part.length;
    },
  });
  FS.mkdev(DEVICE, 0o666, device);
}

/** A machine; its parts are the compiled interpreter and Python's own library, packed. `host(machine)` makes what its library asks. */
export async function prepare({ wasm, library: packed }, host) {
  const machine = { name: "exact Python", run: begin(Infinity) };
  settle();
  const python = await createModule({
    noImageDecoding: true,
    noAudioDecoding: true,
    noWasmDecoding: true,
    API: { config: { jsglobals: {} }, lockFilePromise: new Promise(() => {}) },
    arguments: [],
    thisProgram: "/usr/bin/python3",
    locateFile: (name) => name,
    stdin: () => nextByte(machine),
    print() {},
    printErr() {},
    preRun: [({ FS, ENV }) => {
      machine.FS = FS;
      put(FS, Object.entries(library).map(([name, source]) => [`${LIBRARY}/${name}`, source]));
      FS.writeFile(`${LIBRARY}/python.zip`, packed);
      const path = `${LIBRARY}:${LIBRARY}/python.zip`;
      Object.assign(ENV, { PYTHONPATH: path, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", PYTHONINSPECT: "1", LANG: "C.UTF-8", TZ: "UTC" });
    }],
    instantiateWasm: (imports, done) => {
      WebAssembly.instantiate(wasm, bounded(imports, machine)).then((instance) => {
        machine.memory = instance.exports.memory ?? imports.env.memory;
        done(instance, wasm);
      });
      return {};
    },
  });
  const FS = (machine.FS = python.FS);
  clear(FS);
  const answers = host(machine);
  ask(FS, (name, words) => {
    const answer = answers[name](...words);
    if (machine.run.halt) throw machine.run.halt;
    return answer;
  });
  const call = (source) => python._PyRun_SimpleString(python.stringToNewUTF8(source));
  if (call("import _start") !== 0) {
    const said = new TextDecoder().decode(machine.run.streams[2].at(-1));
    throw new Error(`the library of the exact Python does not start: ${said}`);
  }
  const run = python.stringToNewUTF8("_start.run()");
  const image = new Uint8Array(machine.memory.buffer).slice();
  const stack = python.stackSave();
  return Object.assign(machine, {
    /** Puts everything back to the state before the first script, for a run within a number of bytes. */
    reset(limit) {
      machine.pass = settle();
      machine.run = begin(limit);
      new Uint8Array(machine.memory.buffer).set(image);
      python.stackRestore(stack);
      clear(FS);
    },
    /** Whether the memory has grown: it cannot shrink again. */
    hasGrown: () => machine.memory.buffer.byteLength !== image.length,
    start: () => python._PyRun_SimpleString(run),
  });
}
