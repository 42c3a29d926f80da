// Makes what plays Python: `dist/page/` for the page (the frame, the worker's script, the interpreter), `dist/exact/` for
// who wants the exact one, `dist/terminal.mjs` and `dist/exact.mjs` for node. Trunk runs this before each build, so a file
// is written only when its bytes changed.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "../../app/package.json");
const need = createRequire(packages);
const MICROPYTHON = "@micropython/micropython-webassembly-pyscript/micropython";

function stop(message) {
  console.error(message);
  process.exit(1);
}

function resolve(name) {
  try {
    return need.resolve(name);
  } catch {
    return stop("the packages that play Python are not installed: run `npm ci` in crates/app, with Node 20 or newer");
  }
}

/** Puts `new` in the one place where `old` is. */
function replaceOnce(bytes, old, now, what) {
  const at = bytes.indexOf(old);
  if (at < 0 || bytes.indexOf(old, at + 1) >= 0) stop(`MicroPython is another than expected: ${what}`);
  now.copy(bytes, at);
}

/** The interpreter, with maps that keep their order as Python's do, and with 128 MB at most. */
function interpreter() {
  const bytes = readFileSync(resolve(`${MICROPYTHON}.wasm`));
  const hex = (text) => Buffer.from(text.replaceAll(" ", ""), "hex");
  // The function that begins a map: its flags (all keys are names: 1) get the one that orders it (4).
  const begin = "36 02 00 20 00 20 01 36 02 08";
  replaceOnce(bytes, hex(`20 00 41 01 ${begin}`), hex(`20 00 41 05 ${begin}`), "its maps");
  // The memory: from 259 pages up to 32,768, now 2,048, both written in three bytes.
  replaceOnce(bytes, hex("01 01 83 02 80 80 02"), hex("01 01 83 02 80 90 00"), "its memory");
  return bytes;
}

/** What is changed in the interpreter's loader: it is given the compiled module, is silent, and knows nothing of node. */
const CHANGES = [
  ["let Module={locateFile:", "let Module={instantiateWasm:options.instantiate,print(){},printErr(){},locateFile:"],
  ["ENVIRONMENT_IS_NODE=globalThis.process?.versions?.node&&", "ENVIRONMENT_IS_NODE=false&&"],
  ['if(globalThis.loadMicroPython=loadMicroPython,"object"==typeof process&&', "if(false&&"],
];

const loading = {
  name: "loading",
  setup(build) {
    build.onResolve({ filter: /^@micropython/ }, ({ path }) => ({ path: resolve(path) }));
    build.onLoad({ filter: /micropython\.mjs$/ }, ({ path }) => {
      let contents = readFileSync(path, "utf8");
      for (const [old, now] of CHANGES) {
        if (contents.split(old).length !== 2) stop(`MicroPython is another than expected: ${old}`);
        contents = contents.replace(old, () => now);
      }
      return { contents, loader: "js" };
    });
  },
};

/** What the exact Python takes of the light one's library. */
const SHARED = ["_common.py", "_spawn.py", "subprocess.py"];

function texts(folder, names) {
  return names.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(here, folder, name), "utf8")]);
}

function scripts(folder) {
  return readdirSync(join(here, folder), { recursive: true }).filter((name) => name.endsWith(".py")).sort();
}

/** The files of both libraries by name, as texts. */
const LIBRARIES = {
  library: () => texts("library", scripts("library")),
  exact: () => [...texts("library", SHARED), ...texts("exact", scripts("exact"))],
};

const library = {
  name: "library",
  setup(build) {
    build.onResolve({ filter: /^hotplate:(library|exact)$/ }, ({ path }) => ({ path: path.slice(9), namespace: "hotplate" }));
    build.onLoad({ filter: /.*/, namespace: "hotplate" }, ({ path }) => {
      return { contents: JSON.stringify(Object.fromEntries(LIBRARIES[path]())), loader: "json" };
    });
  },
};

/** Pyodide's interpreter; the part of it that would make code of texts is never reached, and is not there. */
const pyodide = {
  name: "pyodide",
  setup(build) {
    build.onResolve({ filter: /^hotplate:pyodide$/ }, () => ({ path: resolve("pyodide/pyodide.asm.js") }));
    build.onLoad({ filter: /pyodide\.asm\.js$/ }, ({ path }) => {
      return { contents: `${readFileSync(path, "utf8")}\nexport default _createPyodideModule;`, loader: "js" };
    });
  },
};

const { build } = await import(pathToFileURL(resolve("esbuild")));

async function bundle(entry, options) {
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: [`src/${entry}`],
    bundle: true,
    minify: true,
    target: "es2022",
    legalComments: "none",
    define: { "import.meta.url": '""' },
    plugins: [loading, library, pyodide],
    external: ["node:*", "child_process", "crypto", "fs", "module", "path", "url", "ws"],
    write: false,
    logLevel: "error",
    ...options,
  });
  return outputFiles[0].text;
}

const MPL = `/*! Contains Pyodide, https://pyodide.org, under the Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/, and
CPython, https://python.org, under the Python Software Foundation License. */
`;

const NOTICE = `/*! Contains MicroPython, https://micropython.org
${readFileSync(join(here, "MIT.txt"), "utf8").trim()}
*/
`;

function keep(name, bytes) {
  const target = join(here, "dist", name);
  if (existsSync(target) && readFileSync(target).equals(bytes)) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}

const script = (await bundle("frame.js", { format: "esm" })).trim();
const hash = `sha256-${createHash("sha256").update(script).digest("base64")}`;
const frame = readFileSync(join(here, "src/frame.html"), "utf8").replace("SCRIPT-HASH", hash).replace("SCRIPT<", () => `${script}<`);
keep("page/frame.html", Buffer.from(frame));
keep("page/worker.js", Buffer.from(NOTICE + (await bundle("worker.js", { format: "iife" }))));
keep("page/python.wasm", interpreter());
keep("exact/worker.js", Buffer.from(MPL + (await bundle("exact-worker.js", { format: "iife" }))));
keep("exact/python.wasm", readFileSync(resolve("pyodide/pyodide.asm.wasm")));
keep("exact/library.zip", readFileSync(resolve("pyodide/python_stdlib.zip")));
keep("exact.mjs", Buffer.from(MPL + (await bundle("exact-terminal.js", { format: "esm", platform: "neutral" }))));
keep("terminal.mjs", Buffer.from(NOTICE + (await bundle("terminal.js", { format: "esm", platform: "neutral" }))));
