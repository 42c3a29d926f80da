// Asks Lighthouse what the built pages are like on a phone, which it simulates: `node tests/lighthouse/run.mjs --dist
// <folder>`. The times depend on the machine, so this is no test; it ends with 1 if a page is below the aim.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { documentation } from "../browser/documentation.mjs";
import { serve } from "../browser/site.mjs";

/** Of 100, in each category. */
const AIM = 95;
const PAGES = { landing: "hotplate/about/", app: "hotplate/", guide: "hotplate/guide/exchange.html", gallery: "hotplate/gallery/", embedding: "docs/" };
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const LIGHTHOUSE = fileURLToPath(new URL("node_modules/lighthouse/cli/index.js", import.meta.url));

const { values } = parseArgs({ options: { dist: { type: "string" } } });
const folder = await mkdtemp(join(tmpdir(), "hotplate-lighthouse-"));
const docs = await documentation();
const site = await serve([["/hotplate/", resolve(values.dist)], ["/docs/", docs.folder]], {}, true);
let below = 0;
try {
  console.log(`${"of 100".padEnd(12)}${CATEGORIES.map((name) => name.padStart(16)).join("")}`);
  for (const [name, path] of Object.entries(PAGES)) {
    const scores = await ask(`${site.origin}/${path}`);
    below += CATEGORIES.filter((category) => scores[category] < AIM).length;
    console.log(`${name.padEnd(12)}${CATEGORIES.map((category) => String(scores[category]).padStart(16)).join("")}`);
  }
} finally {
  await site.close();
  await Promise.all([docs.remove(), rm(folder, { recursive: true, force: true })]);
}
console.log(below === 0 ? `all at ${AIM} or above` : `${below} below ${AIM}`);
process.exitCode = below === 0 ? 0 : 1;

/** One run; what keeps a page from 100 for other reasons than speed is said above its line. */
async function ask(url) {
  const file = join(folder, "report.json");
  const options = ["--quiet", `--only-categories=${CATEGORIES}`, "--chrome-flags=--headless=new --no-sandbox --disable-gpu", "--output=json", `--output-path=${file}`];
  const child = { stdio: "inherit", env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? "/usr/bin/chromium" } };
  // The site answers from this process, so it must not wait for the child.
  const status = await new Promise((done) => spawn(process.execPath, [LIGHTHOUSE, url, ...options], child).on("close", done));
  if (status !== 0) throw new Error(`Lighthouse failed on ${url}`);
  const { categories, audits } = JSON.parse(await readFile(file, "utf8"));
  for (const category of CATEGORIES.slice(1)) {
    for (const { id, weight } of categories[category].auditRefs) {
      if (weight > 0 && audits[id].score !== null && audits[id].score < 1) console.log(`  ${category}: ${audits[id].title}`);
    }
  }
  return Object.fromEntries(CATEGORIES.map((category) => [category, Math.round(categories[category].score * 100)]));
}
