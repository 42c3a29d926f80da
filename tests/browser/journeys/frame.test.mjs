// A template in an <iframe> of somebody's page.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { findings as axe } from "../axe.mjs";
import { serve } from "../site.mjs";
import { becomes, journey, leave } from "../visit.mjs";

const PUBLISHED = fileURLToPath(new URL("../../../crates/link/tests/published/0.1.0-cluster.link", import.meta.url));
const SHOTS = fileURLToPath(new URL("../shots", import.meta.url));
const DIST = resolve(process.env.HOTPLATE_DIST);

let site;
let folder;
let link;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hotplate-frame-"));
  link = (await readFile(PUBLISHED, "utf8")).trim();
  const page = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Around</title><link rel="icon" href="data:,">${script}</head>
<body><main><h1>Around</h1><iframe src="/hotplate/embed/frame.html${link}" title="A cluster" width="100%"></iframe></main></body></html>`;
  await writeFile(join(folder, "index.html"), page('<script type="module" src="/hotplate/embed/hot-plate.js"></script>'));
  await writeFile(join(folder, "framed.html"), `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Around</title><link rel="icon" href="data:,"></head>
<body><main><h1>Around</h1><iframe src="/hotplate/" title="Hotplate" width="1200" height="800"></iframe></main></body></html>`);
  for (const name of ["embed", "hotplate-embed.js", "hotplate-embed_bg.wasm"]) {
    await cp(join(DIST, name), join(folder, "alone", name), { recursive: true });
  }
  site = await serve([["/hotplate/", DIST], ["/", folder]]);
});
after(async () => {
  await leave();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

const read = (name, at, setting, walk) =>
  journey(name, () => site.origin, setting, async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${site.origin}${at()}`);
    await walk(page, asked);
  });

/** The whole page in somebody's frame, which its own host should forbid. */
read("in a frame nobody can sign in or submit, and the page says where they can", () => "/framed.html", {}, async (page, asked) => {
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: /^server_group, / }).waitFor();
  await frame.getByRole("tab", { name: "Deploy" }).click();
  await frame.getByRole("heading", { name: "Not in a frame" }).waitFor();
  await page.screenshot({ path: join(SHOTS, "framed.png") });
  assert.equal(await frame.getByRole("button", { name: "Connect…" }).count(), 0);
  assert.equal(await frame.getByRole("textbox", { name: /Password|Secret|Token/ }).count(), 0);
  assert.deepEqual(await axe(page), []);
  const [whole] = await Promise.all([page.context().waitForEvent("page"), frame.getByRole("link", { name: "Open Hotplate on its own" }).click()]);
  await whole.getByRole("tab", { name: "Deploy" }).click();
  await whole.getByRole("button", { name: "Connect…" }).waitFor();
  assert.deepEqual(asked.filter((path) => path.includes("desk")), []);
});

const graph = (page) => page.getByRole("group", { name: "Deployment graph" });

read("a frame draws what a link holds, and is as high as that", () => "/", {}, async (page, asked) => {
  const frame = page.frameLocator("iframe");
  await graph(frame).locator("svg").waitFor();
  const inside = () => frame.locator("body").evaluate((body) => body.offsetHeight);
  const outside = () => page.locator("iframe").evaluate((element) => element.clientHeight);
  await becomes(async () => (await inside()) - (await outside()), 0);
  assert.ok((await outside()) > 150);
  await frame.getByText("Template", { exact: true }).click();
  await frame.getByText("heat_template_version").waitFor();
  await becomes(async () => (await inside()) - (await outside()), 0);
  assert.deepEqual(asked.filter((path) => /app|engine|desk|worker/.test(path)), [], "nothing but the drawing code");
  await page.screenshot({ path: join(SHOTS, "frame.png"), fullPage: true });
});

read("the frame's page alone", () => `/hotplate/embed/frame.html${link}`, {}, async (page) => {
  await graph(page).locator("svg").waitFor();
  assert.deepEqual(await axe(page), []);
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
});

read("a frame draws a file beside it", () => "/hotplate/embed/frame.html?src=../gallery/hosts.yaml", {}, async (page) => {
  await graph(page).getByText("server_group", { exact: true }).waitFor();
});

read("a frame plays a file beside it, when that is asked for, and leads to the whole of Hotplate", () => "/hotplate/embed/frame.html?src=../gallery/hosts.yaml&view=exchange", {}, async (page, asked) => {
  const told = page.getByRole("group", { name: "Exchange" });
  await told.getByText("None of them has been run yet.").waitFor();
  await page.getByRole("heading", { level: 1, name: "What its instances tell each other" }).waitFor();
  assert.deepEqual(asked.filter((path) => path.endsWith(".wasm")), ["/hotplate/hotplate-staged_bg.wasm"]);
  await page.getByRole("button", { name: /^Run its scripts/ }).click();
  await told.getByText("/etc/hosts").waitFor();
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await axe(page), []);
    await page.screenshot({ path: join(SHOTS, `frame-exchange-${colorScheme}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  const [whole] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("link", { name: "Open in Hotplate" }).click()]);
  await whole.getByRole("tab", { name: "Exchange", selected: true }).waitFor();
  await whole.getByText("export_hosts_sdg").first().waitFor();
  assert.equal(await whole.evaluate(() => window.opener), null);
});

read("what a frame leads to is all that its link holds", () => `/hotplate/embed/frame.html${link}`, {}, async (page) => {
  await graph(page).locator("svg").waitFor();
  const way = page.getByRole("link", { name: "Open in Hotplate" });
  assert.equal(await way.getAttribute("href"), `${site.origin}/hotplate/${link}`);
  assert.deepEqual([await way.getAttribute("target"), await way.getAttribute("rel")], ["_blank", "noopener"]);
});

read("a view that a frame has not is told", () => `/hotplate/embed/frame.html?view=plan${link}`, {}, async (page) => {
  await page.getByText("There is no view “plan”: it is one of graph, exchange.").waitFor();
  assert.equal(await graph(page).count(), 0);
});

read("where there is no Hotplate around it, a frame leads nowhere", () => `/alone/embed/frame.html${link}`, { faults: [/404/] }, async (page) => {
  await graph(page).locator("svg").waitFor();
  assert.equal(await page.getByRole("link", { name: "Open in Hotplate" }).count(), 0);
});

read("of two links named one after the other the later counts, however late the first is read", () => "/", {}, async (page) => {
  // What every link is packed with is held back until the second was named.
  let hold;
  const held = new Promise((resolve) => (hold = resolve));
  await page.route("**/embed/words/1.txt", hold);
  await page.goto(`${site.origin}/hotplate/embed/frame.html${link}`);
  const words = await held;
  await page.evaluate(() => (location.hash = "#v9.q.abc"));
  const told = page.getByText("This link is of a kind that this page does not know.");
  await told.waitFor();
  const arrived = page.waitForEvent("requestfinished", (request) => request.url().endsWith("/words/1.txt"));
  await words.continue();
  await arrived;
  // As much is unpacked again: what the first link leads to has come by then.
  await page.evaluate(async () => {
    for (let round = 0; round < 3; round++) {
      const packed = new Blob(["words"]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      await new Response(packed.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
    }
  });
  assert.equal(await told.count(), 1);
  assert.equal(await graph(page).count(), 0);
});

for (const [what, spoil] of [
  ["cut off", (whole) => whole.slice(0, -20)],
  ["changed", (whole) => whole.replace(/.(?=.{9}$)/, (letter) => (letter === "A" ? "B" : "A"))],
  ["not letters", (whole) => `${whole}!`],
]) {
  read(`a link that was ${what} is told`, () => `/hotplate/embed/frame.html${spoil(link)}`, {}, async (page) => {
    await page.getByText("This link was changed or cut off on its way").waitFor();
  });
}

read("a link of another kind is told", () => "/hotplate/embed/frame.html#v9.q.abc", {}, async (page) => {
  await page.getByText("This link is of a kind that this page does not know.").waitFor();
});
