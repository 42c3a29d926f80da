// Writes the page's service worker last, when all files are there: it is told which of them make the page, and a number
// that stands for them all, so that any change is another version.

import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const OUT = process.env.TRUNK_STAGING_DIR;

/**
 * What the page needs whatever is done with it, its icon among them. What is read or asked for is kept when it has been
 * used.
 */
const NEEDED = /^(?!sw\.js$|_headers$|testbeds\.json$|hotplate-embed|hotplate-played|hotplate-staged)([^/]+|gallery\/.*\.yaml|guide\/icon\.svg|snippets\/.*)$/;

if (process.env.TRUNK_PROFILE === "debug") {
  // Where the page is being worked on, the last build is the one to see.
  await writeFile(join(OUT, "sw.js"), "registration.unregister();\n");
} else {
  const entries = await readdir(OUT, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(OUT.length + 1)).sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(name).update(await readFile(join(OUT, name)));
  const facts = { version: hash.digest("hex").slice(0, 16), needed: names.filter((name) => NEEDED.test(name)) };
  const worker = await readFile("site/sw.js", "utf8");
  await writeFile(join(OUT, "sw.js"), `const { version, needed } = ${JSON.stringify(facts)};\n${worker}`);
}
