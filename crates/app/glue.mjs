// Minifies what wasm-bindgen writes between the page and its wasm files. Trunk runs this after each build; a debug build
// keeps it readable.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

const staging = process.env.TRUNK_STAGING_DIR;

if (process.env.TRUNK_PROFILE !== "debug") {
  for (const name of readdirSync(staging).filter((name) => /^hotplate-.*\.js$/.test(name))) {
    const file = join(staging, name);
    const { code } = transformSync(readFileSync(file, "utf8"), { format: "esm", minify: true, target: "es2022" });
    writeFileSync(file, code);
  }
}
