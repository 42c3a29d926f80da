// Draws templates while the site is built, with the code that draws them in documentation pages.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Makes `draw(text)` of the built page's own drawing code: a template's deployment graph as SVG for an HTML page. */
export async function drawings(folder) {
  const code = await import(pathToFileURL(join(folder, "hotplate-embed.js")).href);
  code.initSync({ module: await readFile(join(folder, "hotplate-embed_bg.wasm")) });
  return (text) => code.draw(text, false);
}
