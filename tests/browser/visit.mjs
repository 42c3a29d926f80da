// Opens pages in Chromium and watches them: whatever a page does that it must never do (an error, a request to
// elsewhere, a break of its own security policy) fails the journey on which it happened.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"];

let browser = null;

async function launched() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  return browser;
}

/** How long one question may take: a page that is on its way to another may never answer it. */
const ONE = 5_000;

/** Waits until `question` answers as expected. (Playwright's own way needs `eval`, which our pages refuse.) */
export async function becomes(question, expected, patience = 30_000) {
  const end = Date.now() + patience;
  for (;;) {
    const late = new Promise((soon) => setTimeout(soon, ONE, "no answer").unref());
    const answer = await Promise.race([question(), late]);
    if (isDeepStrictEqual(answer, expected)) return;
    if (Date.now() > end) assert.deepEqual(answer, expected);
    await new Promise((soon) => setTimeout(soon, 25));
  }
}

/** Ends the browser. Call it once, after a file's last journey. */
export async function leave() {
  await browser?.close();
  browser = null;
}

/** Notes down in `faults` everything that no page of ours may do. */
async function watch(context, origin, faults) {
  await context.exposeBinding("reportViolation", (_, what) => faults.push(`security policy: ${what}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (failure) => faults.push(`uncaught: ${failure.error().stack ?? failure.error()}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !["data:", "blob:"].includes(url.protocol)) faults.push(`request to ${url.origin}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} for ${response.url()}`);
  });
}

/**
 * A journey: a test with a fresh browser profile. `setting` holds Playwright's context options, `faults` (patterns of
 * faults that this journey brings about on purpose), `patience` (how many milliseconds each step may take),
 * `prepare(context)`, and `skip()`, which says why it cannot be made.
 */
export function journey(name, origin, setting, walk) {
  const { faults: expected = [], patience = 30_000, prepare, skip, ...options } = setting;
  test(name, { timeout: 6 * patience }, async (run) => {
    const why = skip?.();
    if (why) return run.skip(why);
    const faults = [];
    const context = await (await launched()).newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block", ...options });
    try {
      context.setDefaultTimeout(patience);
      await watch(context, origin(), faults);
      await prepare?.(context);
      await walk(await context.newPage(), context);
    } catch (failure) {
      if (faults.length > 0) failure.message += `\nand the page had faults:\n${faults.join("\n")}`;
      throw failure;
    } finally {
      await context.close();
    }
    const unexpected = faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
    assert.deepEqual(unexpected, [], "the page did what it must not");
  });
}
