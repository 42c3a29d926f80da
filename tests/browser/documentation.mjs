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
  const [page, made] = await Promise.all(["page.html", "figures/hosts.html"].map((name) => readFile(join(DOCS, name), "utf8")));
  await writeFile(join(folder, "index.html"), page.replace("<!-- hosts.html -->", () => made));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
