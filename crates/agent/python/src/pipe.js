// What an engine does on a terminal: reads messages from standard input and writes what came of them, each a length in
// bytes, a line's end, and the text; an empty one says that the script itself begins. Started by the command `hotplate
// exchange` with node's permissions off; ended by it when a script takes too long.

import { readSync, writeSync } from "node:fs";
import { play } from "./engine.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const leave = process.exit.bind(process);

function read(length) {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const count = readSync(0, bytes, at, length - at, null);
    if (count === 0) leave(0);
    at += count;
  }
  return bytes;
}

/** Plays what comes. */
export async function serve(prepare) {
  // The engine takes this for a worker, and finds nothing of node's.
  for (const name of ["process", "fetch", "WebSocket", "Buffer", "require", "navigator"]) delete globalThis[name];
  globalThis.WorkerGlobalScope = Object;
  globalThis.importScripts = () => {};
  globalThis.self = globalThis;
  globalThis.location = { href: "" };
  for (;;) {
    let length = "";
    for (let sign = ""; sign !== "\n"; length += sign) sign = decoder.decode(read(1));
    const reply = encoder.encode(await play(decoder.decode(read(Number(length))), prepare, () => writeSync(1, "0\n")));
    writeSync(1, `${reply.length}\n`);
    for (let at = 0; at < reply.length; ) at += writeSync(1, reply, at);
  }
}
