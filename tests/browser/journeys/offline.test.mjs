// The page without a network, and what becomes of it when a newer one is published.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after } from "node:test";
import { visit } from "../hotplate.mjs";
import { serve } from "../site.mjs";
import { becomes, journey } from "../visit.mjs";

/** Waits until the page is kept, and comes from what is kept. */
const kept = (page) => becomes(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)), true);

visit("once it is kept, the first visit itself needs no network", { serviceWorkers: "allow" }, async (hotplate) => {
  const { page, context } = hotplate;
  await kept(page);
  await context.setOffline(true);
  await page.goto(new URL("#sample=nfs.yaml", page.url()).href);
  await hotplate.summary.getByText(/^4 servers$/).waitFor();
  await hotplate.instances.getByText("/etc/exports").first().waitFor();
});

visit("after the first visit all works without a network", { serviceWorkers: "allow" }, async (hotplate) => {
  const { page, context } = hotplate;
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  await hotplate.ready();
  await hotplate.parameters.getByLabel("instance_count", { exact: true }).fill("5");
  await hotplate.summary.getByText(/^5 servers$/).waitFor();
  await hotplate.instances.getByText(/^10\..* hosts-4$/).first().waitFor();
  await page.goto(new URL("#sample=nfs.yaml", page.url()).href);
  await hotplate.summary.getByText(/^4 servers$/).waitFor();
  await hotplate.instances.getByText("/etc/exports").first().waitFor();
});

visit("a page that was read can be read again without a network", { serviceWorkers: "allow" }, async ({ page, context }) => {
  await kept(page);
  // Only a page that was opened under the worker's eyes is kept by it.
  await page.reload();
  const guide = new URL("guide/exchange.html", page.url()).href;
  await page.goto(guide);
  await page.goto(new URL("../index.html", guide).href);
  await context.setOffline(true);
  await page.goto(guide);
  await page.getByRole("heading", { level: 1 }).waitFor();
});

let folder;
let site;
const published = (async () => {
  folder = await mkdtemp(join(tmpdir(), "hotplate-"));
  await cp(resolve(process.env.HOTPLATE_DIST), folder, { recursive: true });
  site = await serve([["/", folder]]);
  return site.origin;
})();
after(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Publishes another version of the page, told by its title. */
async function publish(title) {
  const [page, worker] = [join(folder, "index.html"), join(folder, "sw.js")];
  await writeFile(page, (await readFile(page, "utf8")).replace(/<title>[^<]*/, `<title>${title}`));
  await writeFile(worker, (await readFile(worker, "utf8")).replace(/"version":"[^"]*/, `"version":"${title}`));
}

journey("a newer page waits until no tab works with the older one", () => "", { serviceWorkers: "allow", faults: [/^request to/] }, async (page, context) => {
  const origin = await published;
  const open = async (tab) => {
    await tab.goto(`${origin}/`);
    await tab.getByRole("main").waitFor();
  };
  const waits = (tab) => tab.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
  await open(page);
  await kept(page);
  await page.reload();

  const testbeds = () => page.evaluate(() => fetch("testbeds.json").then((answer) => answer.text()));
  await testbeds();
  await writeFile(join(folder, "testbeds.json"), "[]");
  assert.equal(await testbeds(), "[]", "whoever serves the page may change its testbeds at any time");

  await publish("Newer");
  const other = await context.newPage();
  await open(other);
  await other.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await becomes(() => waits(other), true);
  await page.reload();
  await page.getByRole("main").waitFor();
  assert.notEqual(await page.evaluate(() => document.title), "Newer", "another tab still works with the older page");

  await other.close();
  await page.reload();
  await becomes(() => page.evaluate(() => document.title).catch(() => ""), "Newer");
  await page.getByRole("main").waitFor();
});
