// Draws and plays templates while the site is built, with the code that does it in documentation pages.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A part of the built page's own code, started. */
async function started(folder, name) {
  const code = await import(pathToFileURL(join(folder, `${name}.js`)).href);
  code.initSync({ module: await readFile(join(folder, `${name}_bg.wasm`)) });
  return code;
}

let answer = null;

/** A program that is made for a worker, started here: what it is given it answers at once. */
async function worker(folder, name) {
  globalThis.postMessage = (message) => (answer = message);
  await started(folder, name);
  const listen = globalThis.onmessage;
  return (data) => {
    listen({ data });
    return answer;
  };
}

/** What a template is in a page for readers: `draw(text)` gives its deployment graph as SVG, `play(text)` its exchange as HTML. */
export async function drawings(folder) {
  const [embed, played] = await Promise.all(["hotplate-embed", "hotplate-played"].map((name) => started(folder, name)));
  const [common, whole] = [await worker(folder, "hotplate-worker"), await worker(folder, "hotplate-tools")];
  const play = (text) => {
    const playing = new played.Playing(text);
    for (let jobs; (jobs = playing.jobs()); ) playing.take((playing.beyond() ? whole : common)(jobs));
    return playing.told();
  };
  return { draw: (text) => embed.draw(text, false), play };
}
