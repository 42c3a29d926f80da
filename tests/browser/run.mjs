// Runs the browser tests: `node tests/browser/run.mjs --dist <folder> [pattern…]`. The folder holds the built page;
// patterns keep the files whose names contain one. Chromium is found by the environment's CHROMIUM, or at /usr/bin.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));

function stop(message) {
  console.error(message);
  process.exit(2);
}

const { values, positionals } = parseArgs({ options: { dist: { type: "string" } }, allowPositionals: true });
if (!values.dist) stop("say where the built page is: --dist <folder>");
const dist = resolve(values.dist);
if (!existsSync(join(dist, "index.html"))) stop(`${dist} holds no built page: build it first, with \`cargo xtask build\` or \`trunk build --release\``);

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(chromium)) stop(`no Chromium at ${chromium}: install it (Debian: \`apt install chromium\`), or set CHROMIUM to where it is`);

if (!existsSync(join(here, "node_modules", "playwright-core"))) stop("the tests' packages are not installed: run `npm ci` in tests/browser");

const files = readdirSync(here, { recursive: true })
  .filter((file) => file.endsWith(".test.mjs") && !file.includes("node_modules"))
  .filter((file) => positionals.length === 0 || positionals.some((pattern) => file.includes(pattern)))
  .sort();
if (files.length === 0) stop(`no browser test is named like ${positionals.join(" ")}`);

// Two at a time: each file drives a browser of its own, and a starved page is a slow page.
const { status } = spawnSync(
  process.execPath,
  ["--test", "--test-reporter=spec", "--test-concurrency=2", ...files.map((file) => join(here, file))],
  { stdio: "inherit", env: { ...process.env, CHROMIUM: chromium, HOTPLATE_DIST: dist } },
);
process.exit(status ?? 1);
