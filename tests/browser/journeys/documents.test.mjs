// Documentation pages that the real Sphinx and the real MkDocs made, under a strict policy, with scripts and without.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { findings as axe } from "../axe.mjs";
import { serve } from "../site.mjs";
import { becomes, journey, leave } from "../visit.mjs";

const BUILD = fileURLToPath(new URL("../../docs/build.py", import.meta.url));
const COMMAND = process.env.HOTPLATE ?? fileURLToPath(new URL("../../../target/debug/hotplate", import.meta.url));
const SHOTS = fileURLToPath(new URL("../shots", import.meta.url));
const UNABLE = 3;
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

let why = "";
let site;
let folder;

before(async () => {
  if (!existsSync(COMMAND)) return void (why = `there is no command ${COMMAND}: build it, or name it in HOTPLATE`);
  folder = await mkdtemp(join(tmpdir(), "hotplate-documents-"));
  const build = spawn("python3", [BUILD, folder, COMMAND], { stdio: ["ignore", "inherit", "inherit"] });
  const status = await new Promise((end) => {
    build.once("error", () => end(UNABLE));
    build.once("exit", end);
  });
  if (status === UNABLE) return void (why = "Sphinx and MkDocs cannot be set up here");
  assert.equal(status, 0, "the documents were not built: their own message stands above");
  const dist = resolve(process.env.HOTPLATE_DIST);
  const folders = [["/sphinx/_static/hotplate/", dist], ["/mkdocs/hotplate/", dist], ["/", folder]];
  site = await serve(folders, { "content-security-policy": POLICY });
}, { timeout: 600_000 });
after(async () => {
  await leave();
  await site?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** The themes write scripts and styles into their pages, which this policy forbids; what they ask for is not ours. */
const faults = [/^security policy: (script-src|style-src)(-elem|-attr)? (inline|eval)/, /^console: .*inline/, /^uncaught: .*(jQuery|base_url|\$) is not defined/];

const read = (name, setting, walk) =>
  journey(name, () => site?.origin, { faults, skip: () => why, ...setting }, async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await walk(page, asked);
  });

const SHOWS = "Draw what it deploys";

for (const [maker, pages] of [
  ["sphinx", ["index.html", "deep/page.html"]],
  ["mkdocs", ["index.html", "deep/page/index.html"]],
]) {
  read(`${maker}: without scripts a page has the picture and the text`, { javaScriptEnabled: false }, async (page) => {
    for (const name of pages) {
      await page.goto(`${site.origin}/${maker}/${name}`);
      const picture = page.locator("figure.hot-plate img");
      assert.match(await picture.getAttribute("alt"), /server/);
      assert.ok((await picture.boundingBox()).width > 200, name);
      assert.equal(await page.getByRole("button", { name: SHOWS }).count(), 0);
    }
    const images = await page.request.get(new URL(await page.locator("figure.hot-plate img").getAttribute("src"), page.url()).href);
    assert.equal(images.status(), 200);
  });

  read(`${maker}: on paper a page has the picture`, {}, async (page) => {
    await page.goto(`${site.origin}/${maker}/index.html`);
    await page.getByRole("button", { name: SHOWS }).first().waitFor();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("figure.hot-plate img").isVisible(), true);
    assert.equal(await page.getByRole("button", { name: SHOWS }).first().isVisible(), false);
    assert.ok((await page.pdf()).length > 10_000);
  });

  read(`${maker}: the exchange is in the page for everybody, and is played again for whoever asks`, {}, async (page, asked) => {
    await page.goto(`${site.origin}/${maker}/index.html`);
    const plate = page.locator("hot-plate[view=exchange]");
    const made = plate.locator("figure");
    await made.getByText("/etc/fstab").first().waitFor();
    await page.screenshot({ path: join(SHOTS, `documents-${maker}-exchange.png`), fullPage: true });
    await plate.getByRole("button", { name: "Show what its instances tell each other" }).press("Enter");
    await plate.getByRole("button", { name: /^Run its scripts/ }).press("Enter");
    const told = plate.getByRole("group", { name: "Exchange" });
    await told.getByText("/etc/fstab").first().waitFor();
    const words = (part) => part.locator(".hot-plate-exchange").evaluate((told) => told.textContent);
    assert.equal(await words(told), await words(made), "it is the same in both");
    assert.deepEqual(asked.filter((path) => path.endsWith(".wasm")).map((path) => path.split("/").pop()), ["hotplate-staged_bg.wasm", "hotplate-played_bg.wasm", "hotplate-worker_bg.wasm"]);
    assert.deepEqual(await axe(page, "hot-plate"), []);
  });

  read(`${maker}: one line draws every template of a page, and links to the whole`, {}, async (page, asked) => {
    await page.goto(`${site.origin}/${maker}/index.html`);
    const plates = page.locator("hot-plate");
    await becomes(() => plates.count(), 3);
    assert.equal(await page.locator("hot-plate").filter({ hasText: "nothing-of-ours" }).count(), 0);
    assert.deepEqual(asked.filter((path) => path.endsWith(".wasm")), []);
    const upgraded = plates.nth(2);
    await upgraded.getByRole("button", { name: SHOWS }).click();
    await upgraded.getByRole("group", { name: "Deployment graph" }).getByText("nodes", { exact: true }).waitFor();
    await page.screenshot({ path: join(SHOTS, `documents-${maker}.png`), fullPage: true });
    assert.deepEqual(await axe(page, "hot-plate"), []);
    const link = await upgraded.getByRole("link", { name: "Open in Hotplate" }).getAttribute("href");
    assert.match(link, /^https:\/\/hotplate\.example\.org\/#v1\.z\.[\w-]+$/);
    // What the page itself makes of that link.
    const opened = spawn(COMMAND, ["open", link, "-o", join(folder, `opened-${maker}`)], { stdio: "inherit" });
    assert.equal(await new Promise((end) => opened.once("exit", end)), 0);
    assert.match(await readFile(join(folder, `opened-${maker}`, "template.yaml"), "utf8"), /^heat_template_version: 2018-08-31\nresources:\n  nodes:/);
  });
}
