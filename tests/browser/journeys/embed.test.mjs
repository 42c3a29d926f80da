// A template in somebody else's documentation page, under a policy stricter than most have.

import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { findings as axe } from "../axe.mjs";
import { documentation } from "../documentation.mjs";
import { serve } from "../site.mjs";
import { becomes, journey, leave } from "../visit.mjs";

const SHOTS = fileURLToPath(new URL("../shots", import.meta.url));
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types hot-plate",
].join("; ");

let site;
let docs;

before(async () => {
  docs = await documentation();
  const folders = [["/hotplate/", resolve(process.env.HOTPLATE_DIST)], ["/docs/", docs.folder]];
  site = await serve(folders, { "content-security-policy": POLICY });
});
after(async () => {
  await leave();
  await site?.close();
  await docs?.remove();
});

const read = (name, setting, walk) =>
  journey(name, () => site.origin, setting, async (page, context) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${site.origin}/docs/`);
    await walk({ page, context, asked, section: (id) => page.locator(`#${id}`) });
  });

const SHOWS = "Draw what it deploys";

read("a reader without scripts sees the picture and the text", { javaScriptEnabled: false }, async ({ page, section }) => {
  const picture = section("made").getByRole("img");
  assert.match(await picture.getAttribute("alt"), /server_group/);
  // Without scripts the page cannot be asked what it shows; the picture's own size says that it arrived.
  assert.ok((await picture.boundingBox()).width > 300);
  await section("made").getByText("Template", { exact: true }).click();
  await section("made").getByText("heat_template_version: ").waitFor();
  await section("inside").getByText("OS::Heat::ResourceGroup").waitFor();
  assert.equal(await page.getByRole("button").count(), 0);
});

read("nothing of the drawing code is fetched until a reader asks", {}, async ({ page, asked, section }) => {
  await section("inside").getByRole("button", { name: SHOWS }).waitFor();
  assert.deepEqual(asked.filter((path) => path.includes("hotplate-embed")), []);
  await section("inside").getByRole("button", { name: SHOWS }).focus();
  await page.keyboard.press("Enter");
  const drawing = section("inside").getByRole("group", { name: "Deployment graph" });
  await drawing.getByText("nodes", { exact: true }).waitFor();
  assert.equal(await drawing.getByText("[0]").count(), 0, "folded was asked for");
  assert.equal(asked.filter((path) => path.endsWith(".wasm")).length, 1);
  assert.equal(await page.locator("hot-plate img[src=x]").count(), 0, "a name became markup");
  await section("inside").getByRole("button", { name: "Hide the drawing" }).click();
  assert.equal(await drawing.isVisible(), false);
});

read("the live drawing takes the place of the picture, and follows the page's light and dark", {}, async ({ page, section }) => {
  await section("made").getByRole("button", { name: SHOWS }).click();
  const drawing = section("made").getByRole("group", { name: "Deployment graph" });
  await drawing.getByText("server_group", { exact: true }).waitFor();
  assert.equal(await section("made").locator("figure img").isVisible(), false);
  const ground = () => drawing.evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.equal(await ground(), "rgb(247, 246, 243)");
  await page.screenshot({ path: join(SHOTS, "embed-light.png"), fullPage: true });
  assert.deepEqual(await axe(page), []);
  await page.evaluate(() => document.documentElement.classList.add("night"));
  await becomes(ground, "rgb(22, 24, 27)");
  await page.screenshot({ path: join(SHOTS, "embed-dark.png"), fullPage: true });
  assert.deepEqual(await axe(page), []);
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, "the page scrolls sideways");
  await page.screenshot({ path: join(SHOTS, "embed-narrow.png"), fullPage: true });
});

const PLAYS = "Play what its instances tell each other";

read("a reader without scripts sees what the instances told each other, in the page and on paper", { javaScriptEnabled: false }, async ({ page, section }) => {
  const told = section("played").locator(".hot-plate-exchange");
  await told.getByText("the stack is CREATE_COMPLETE after 6:03").waitFor();
  assert.equal(await told.getByRole("insertion").count(), 3);
  await told.getByText("In the end every instance knows every other.").waitFor();
  // Without scripts the page cannot be asked for its styles; that a line is as wide as its file says that they arrived.
  assert.ok((await told.getByRole("insertion").first().boundingBox()).width > 300);
  await page.emulateMedia({ media: "print" });
  assert.equal(await told.isVisible(), true);
  assert.ok((await page.pdf()).length > 10_000);
});

read("by keys alone a reader has the scripts played, by code of their own, under the page's policy", {}, async ({ page, asked, section }) => {
  await section("played").getByRole("button", { name: PLAYS }).focus();
  await page.keyboard.press("Enter");
  const told = section("played").getByRole("group", { name: "Exchange" });
  await told.getByText("/etc/hosts").waitFor();
  assert.equal(await told.getByRole("insertion").count(), 3);
  assert.equal(await section("played").locator("figure").isVisible(), false, "the same would be there twice");
  assert.deepEqual(asked.filter((path) => path.endsWith(".wasm")), ["/hotplate/hotplate-played_bg.wasm"]);
  await section("played").getByRole("status").getByText("Played.").waitFor();
  await section("asked").getByRole("button", { name: PLAYS }).press("Enter");
  await section("asked").getByText("It is Python, which is not played in this page.").waitFor();
  await section("asked").getByRole("status").getByText("Not all of it can be played here.").waitFor();
  await section("asked").getByText("it = <img src=x onerror=alert(1)>").waitFor();
  assert.equal(await page.locator("hot-plate img[src=x]").count(), 0, "a text became markup");
  for (const [theme, name] of [["", "light"], ["night", "dark"]]) {
    await page.evaluate((theme) => (document.documentElement.className = theme), theme);
    assert.deepEqual(await axe(page), [], name);
    await page.screenshot({ path: join(SHOTS, `embed-exchange-${name}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, "the page scrolls sideways");
  await page.screenshot({ path: join(SHOTS, "embed-exchange-narrow.png"), fullPage: true });
  await section("played").getByRole("button", { name: "Hide the exchange" }).press("Enter");
  assert.equal(await section("played").locator("figure").isVisible(), true);
});

read("a view that there is not is told, and nothing else is shown for it", {}, async ({ section }) => {
  await section("other").getByText("There is no view “plan”: it is one of graph, exchange.").waitFor();
  assert.equal(await section("other").getByRole("button").count(), 0);
});

read("a file that is not there is named", { faults: [/404/] }, async ({ section }) => {
  await section("beside").getByRole("button", { name: SHOWS }).click();
  await section("beside").getByText("The template figures/missing.yaml could not be fetched (status 404).").waitFor();
  await section("beside").getByRole("button", { name: SHOWS }).waitFor();
});
