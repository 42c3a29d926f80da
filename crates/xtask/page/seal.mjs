// Runs after each build of the page. The release page must need nothing that its content security policy forbids: this
// checks it, so that a broken page is a failed build. The page of `trunk serve` carries Trunk's inline reload script,
// for which the policy is relaxed there and only there.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const file = join(process.env.TRUNK_STAGING_DIR, "index.html");
const page = await readFile(file, "utf8");

if (process.env.TRUNK_PROFILE === "debug") {
  await writeFile(file, page.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"));
} else {
  const faults = [
    [/<script(?![^>]*\ssrc=)[^>]*>/i, "an inline script"],
    [/<style[\s>]/i, "an inline style sheet"],
    [/<[^>]+\sstyle\s*=/i, "a style attribute"],
    [/<[^>]+\son\w+\s*=/i, "an event handler attribute"],
    [/(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i, "an address of another host"],
  ].filter(([pattern]) => pattern.test(page));
  if (!/http-equiv="?Content-Security-Policy/i.test(page)) faults.push([null, "no content security policy"]);
  for (const [pattern, name] of faults) console.error(`index.html has ${name}: ${pattern?.exec(page)[0] ?? ""}`);
  if (faults.length > 0) process.exit(1);
}
