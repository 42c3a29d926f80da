// Bundles the editor into one minified ES module, `dist/editor.js`. Trunk runs this before each build, so the file is
// written only when its bytes changed: Trunk watches it, and would otherwise build for ever.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const app = dirname(here);
const target = join(here, "dist", "editor.js");

const NOTICE = `/*! Contains CodeMirror and Lezer, https://codemirror.net
Copyright (C) by Marijn Haverbeke <marijn@haverbeke.berlin>, Adrian Heine and others, under the MIT licence:

${readFileSync(join(here, "MIT.txt"), "utf8").trim()}
*/`;

const { build } = await import("esbuild").catch(() => {
  console.error("the editor's packages are not installed: run `npm ci` in crates/app, with Node 20 or newer");
  process.exit(1);
});
const { outputFiles } = await build({
  absWorkingDir: app,
  entryPoints: ["editor/src/editor.js"],
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  banner: { js: NOTICE },
  legalComments: "none",
  write: false,
});

const bytes = Buffer.from(outputFiles[0].contents);
if (!existsSync(target) || !readFileSync(target).equals(bytes)) {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}
