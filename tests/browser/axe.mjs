// Asks axe what a page does to people who cannot see it, or cannot see it well.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds, one line for each element at fault: in the whole page, or in the elements that a selector names. */
export async function findings(page, part = null) {
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    ([values, selector]) => window.axe.run(selector ?? document, { runOnly: { type: "tag", values } }),
    [RULES, part],
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(" ")}: ${failureSummary}`));
}
