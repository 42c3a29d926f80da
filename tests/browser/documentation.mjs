// Somebody else's documentation page, with a template in it in every way.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DOCS = fileURLToPath(new URL("fixtures/docs", import.meta.url));

/** Makes the page in a folder of its own; it looks for Hotplate at `/hotplate/`. Resolves to `{folder, remove}`. */
export async function documentation() {
  const folder = await mkdtemp(join(tmpdir(), "hotplate-docs-"));
  await cp(DOCS, folder, { recursive: true });
  let page = await readFile(join(DOCS, "page.html"), "utf8");
  for (const name of ["hosts.html", "hosts.exchange.html"]) {
    const made = await readFile(join(DOCS, "figures", name), "utf8");
    page = page.replace(`<!-- ${name} -->`, () => made);
  }
  await writeFile(join(folder, "index.html"), page);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
