// Links: what was shared opens elsewhere as it was, a damaged link says how, and nobody's work is lost to one.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { findings as axe } from "../axe.mjs";
import { fixture, visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

const PUBLISHED = readFileSync(new URL("../../../crates/link/tests/published/0.1.0-cluster.link", import.meta.url), "utf8").trim();
const BOMB = readFileSync(new URL("../../fuzz/corpus/link/bomb.txt", import.meta.url), "utf8").trim();
const MINE = "heat_template_version: 2018-08-31\n# my own work\nresources:\n  mine: { type: OS::Heat::None }\n";
const SECRETS = `heat_template_version: 2018-08-31
parameters:
  key: { type: string, hidden: true }
resources:
  a: { type: OS::Heat::Value, properties: { value: { get_param: key } } }
  b: { type: OS::Keystone::User, properties: { name: me, password: s3cr3t } }
`;

const dialog = (page) => page.getByRole("dialog", { name: "Share this preview" });

/** The link that the dialog shows; the dialog stays open. */
async function shared(page) {
  await page.getByRole("button", { name: /^Share/ }).click();
  const field = dialog(page).getByRole("textbox", { name: "Link" });
  await field.waitFor();
  return field.inputValue();
}

const fragment = (address) => address.slice(address.indexOf("#"));
/** The address once it has followed: it waits for a second without a change. */
async function settled(page) {
  for (let last = ""; ; ) {
    await page.waitForTimeout(1500);
    const now = await address(page);
    if (now === last && now.includes("#v1.")) return now;
    last = now;
  }
}

const copied = (page) => page.evaluate(() => navigator.clipboard.readText());
const address = (page) => page.evaluate(() => location.href);
const bare = async (page) => (await address(page)).split("#")[0];
const earlier = (page) => page.evaluate(() => localStorage.getItem("hotplate.recent") ?? "");

/** Everything in the drawing: its words, and where they stand. */
const picture = (page) =>
  page.locator(".figure").evaluate((figure) =>
    [...figure.querySelectorAll("text, rect, path")].map((shape) =>
      [shape.tagName, shape.textContent, ...["x", "y", "d", "width"].map((name) => shape.getAttribute(name))].join(" "),
    ),
  );

let given = null;

visit("what is shared: files, a parameter, a fact, the view and what is selected", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste(fixture("seed-hosts.yaml"));
  await hotplate.summary.getByText(/^2 servers$/).waitFor();
  await page.getByRole("button", { name: "environment", exact: true }).click();
  await page.getByRole("textbox", { name: /^environment/ }).waitFor();
  await hotplate.paste("parameters:\n  instance_count: 4\n");
  await hotplate.summary.getByText(/^4 servers$/).waitFor();
  await hotplate.choose("export_hosts_sdg");
  const link = await shared(page);
  assert.ok(fragment(link).startsWith("#v1.z.") && fragment(link).length < 1000, link);
  await dialog(page).getByText(`${link.length} characters.`, { exact: true }).waitFor();
  await dialog(page).getByText("cannot be taken back").waitFor();
  await hotplate.shoot("share");
  assert.deepEqual(await axe(page), []);
  await becomes(async () => fragment(await address(page)), fragment(link));

  // The keyboard is on the button already.
  await page.keyboard.press("Enter");
  await dialog(page).getByText("Copied.").waitFor();
  assert.equal(await copied(page), link);
  given = { link: fragment(link), picture: await picture(page) };
});

/** Counts what the page tells its workers. */
const counting = (context) =>
  context.addInitScript(() => {
    window.told = 0;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...message) {
      window.told += 1;
      return post.apply(this, message);
    };
  });

visit("a link opens in a fresh profile as the same picture", { at: () => given.link, prepare: counting }, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.summary.getByText(/^4 servers$/).waitFor();
  await hotplate.line("instance_count: 4").waitFor();
  await hotplate.inspector.getByText("export_hosts_sdg").first().waitFor();
  await becomes(() => picture(page), given.picture);
  await hotplate.live.filter({ hasText: "Opened from a link: template.yaml, 1 more file" }).waitFor();
  await hotplate.shoot("opened");
  assert.equal(await earlier(page), "", "there was no work to put away");
  assert.equal(await page.evaluate(() => history.length), 2, "the address was replaced, not added to");

  // The address follows what changes, and asks for nothing while nothing does.
  const told = () => page.evaluate(() => window.told);
  await becomes(async () => {
    const before = await told();
    await new Promise((later) => setTimeout(later, 2500));
    return (await told()) - before;
  }, 0);

  // A reload keeps what was done since.
  const before = await address(page);
  await hotplate.paste("parameters:\n  instance_count: 6\n");
  await hotplate.summary.getByText(/^6 servers$/).waitFor();
  await becomes(async () => (await address(page)) !== before, true);
  await page.reload();
  await hotplate.summary.getByText(/^6 servers$/).waitFor();
  await hotplate.line("instance_count: 6").waitFor();
  assert.equal(await page.getByText("Opened from a link").count(), 0, "it is the same work, not a link that came in");
});

visit("a link takes nobody's work away, and Back leads to it", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste(MINE);
  await hotplate.box("mine").waitFor();
  const own = await settled(page);
  await page.evaluate((link) => { location.hash = link; }, PUBLISHED);
  await hotplate.box("announce").waitFor();
  const notice = hotplate.live.filter({ hasText: "Opened from a link" });
  await notice.getByRole("button", { name: "Back to it" }).click();
  await hotplate.line("my own work").waitFor();
  await hotplate.box("mine").waitFor();
  await becomes(() => notice.count(), 0);
  assert.equal(await address(page), own);

  await page.evaluate((link) => { location.hash = link; }, PUBLISHED);
  await hotplate.box("announce").waitFor();
  await page.getByRole("button", { name: "Gallery" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^template\.yaml/ }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.goBack();
  await hotplate.line("my own work").waitFor();
  assert.equal(await address(page), own);
});

visit("the address is the link of what is open, and that link takes nothing away", {}, async (hotplate) => {
  const { page, context } = hotplate;
  await hotplate.box("server_group").waitFor();
  const first = await settled(page);
  await hotplate.paste(MINE);
  await hotplate.box("mine").waitFor();
  await becomes(async () => (await address(page)) !== first, true);
  const own = await settled(page);
  await hotplate.kept("my own work");
  // In another tab, as from a bookmark.
  const other = await context.newPage();
  await other.goto(own);
  await other.locator(".editor-host .cm-line", { hasText: "my own work" }).waitFor();
  assert.equal(await other.getByText("Opened from a link").count(), 0);
  assert.equal(await earlier(other), "");
});

visit("a draft of the last visit waits among the earlier work", {}, async (hotplate) => {
  const { page, context } = hotplate;
  await hotplate.paste(MINE);
  await hotplate.box("mine").waitFor();
  await hotplate.kept("my own work");
  const other = await context.newPage();
  await other.goto(`${await bare(page)}${PUBLISHED}`);
  await other.locator(".figure").getByRole("button", { name: /^announce, / }).waitFor();
  assert.ok((await earlier(other)).includes("my own work"));
  await other.getByRole("button", { name: "Back to it" }).click();
  await other.locator(".editor-host .cm-line", { hasText: "my own work" }).waitFor();
});

const letters = PUBLISHED.slice("#v1.z.".length);
const inserted = `#v1.z.${letters.slice(0, 30)}A${letters.slice(30)}`;
const changed = `#v1.z.${letters.slice(0, 30)}${letters[30] === "A" ? "B" : "A"}${letters.slice(31)}`;
const DAMAGES = [
  ["the end is missing", PUBLISHED.slice(0, -10), "The link is cut off"],
  ["one letter is missing at the end", PUBLISHED.slice(0, -1), "The link is cut off"],
  ["only the beginning is there", "#v1.z.", "The link is cut off"],
  ["a letter is another", changed, "The link is damaged"],
  ["a letter is missing inside", `#v1.z.${letters.slice(0, 30)}${letters.slice(31)}`, "The link is cut off"],
  ["a letter too many", inserted, "The link is damaged"],
  ["all letters are small", PUBLISHED.toLowerCase(), "The link is damaged"],
  ["letters were escaped", PUBLISHED.replace(letters[20], `%${letters.charCodeAt(20).toString(16)}`), "The link is damaged"],
  ["something stands behind it", `${PUBLISHED}AAAA`, "The link is damaged"],
  ["a version of later", PUBLISHED.replace("#v1", "#v9"), "The link is of version v9"],
  ["a way of packing of later", PUBLISHED.replace(".z.", ".q."), "The link is packed as q"],
  ["it would grow without end", BOMB, "unpacks to more than a link may hold"],
];

visit("every kind of damage is told apart, and the text of the link stays", {}, async (hotplate) => {
  const { page, context } = hotplate;
  await hotplate.paste(MINE);
  await hotplate.box("mine").waitFor();
  await hotplate.kept("my own work");
  const at = await bare(page);
  for (const [what, link, told] of DAMAGES) {
    const other = await context.newPage();
    await other.goto(at + link);
    const notice = other.getByRole("status").filter({ hasText: "Copy its text" });
    await notice.filter({ hasText: told }).waitFor().catch((failure) => { throw new Error(`${what}: ${failure.message}`); });
    await other.locator(".editor-host .cm-line", { hasText: "my own work" }).waitFor();
    await notice.getByRole("button", { name: "Copy its text" }).click();
    await other.getByRole("button", { name: "Copied" }).waitFor();
    await becomes(() => copied(other), link);
    assert.equal(fragment(await address(other)), link, what);
    await other.close();
  }
});

visit("a damaged link shows no sample to who has no draft", { at: () => PUBLISHED.slice(0, -10) }, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.live.filter({ hasText: "The link is cut off" }).waitFor();
  await page.getByRole("heading", { name: "Paste a Heat template" }).waitFor();
  await hotplate.shoot("damaged");
  assert.deepEqual(await axe(page), []);
});

visit("secrets stay out: hidden ones always, others unless a person says so", {}, async (hotplate) => {
  const { page, context } = hotplate;
  await hotplate.paste(SECRETS);
  await hotplate.box("b").waitFor();
  await hotplate.parameters.getByLabel(/^key/).first().fill("hunter2");
  const link = await shared(page);
  await dialog(page).getByText("parameter key, which the template hides").waitFor();
  const tick = dialog(page).getByRole("checkbox", { name: /template\.yaml:6: what is set as password/ });
  assert.equal(await tick.isChecked(), false);
  await hotplate.shoot("share-secrets");
  assert.deepEqual(await axe(page), []);
  await tick.check();
  const field = dialog(page).getByRole("textbox", { name: "Link" });
  await becomes(async () => (await field.inputValue()) !== link, true);
  const all = await field.inputValue();
  for (const [address, word] of [[link, "password: left-out"], [all, "password: s3cr3t"]]) {
    const other = await context.newPage();
    await other.goto("about:blank");
    await other.goto(address);
    await other.locator(".editor-host .cm-line", { hasText: word }).waitFor();
    assert.equal(await other.getByRole("region", { name: "Parameters" }).getByLabel(/^key/).first().inputValue(), "");
    await other.close();
  }
});

visit("on a narrow screen the dialog is whole", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.box("server_group").waitFor();
  await shared(page);
  await hotplate.shoot("share-narrow");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  const box = await dialog(page).boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
});

visit("what is shared can be saved as files too", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.box("server_group").waitFor();
  await page.getByRole("button", { name: "environment", exact: true }).click();
  await page.getByRole("textbox", { name: /^environment/ }).waitFor();
  await hotplate.paste("parameters:\n  flavor: mine\n");
  await shared(page);
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), dialog(page).getByRole("button", { name, exact: true }).click()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return [download.suggestedFilename(), Buffer.concat(chunks)];
  };
  const begins = { Template: ["hosts.yaml", "heat_template_version"], Resolved: ["hosts.resolved.yaml", "# What Heat makes of the template"], PNG: ["hosts.png", "\x89PNG"], "All files": ["hosts.zip", "PK"], Page: ["hosts.html", "<!doctype html>"], SVG: ["hosts.svg", "<svg"], Mermaid: ["hosts.mmd", "flowchart LR"], DOT: ["hosts.dot", "digraph"] };
  for (const [button, [name, beginning]] of Object.entries(begins)) {
    const [suggested, bytes] = await saved(button);
    assert.equal(suggested, name);
    assert.ok(bytes.toString("latin1").startsWith(beginning), button);
    if (button === "Resolved") assert.ok(bytes.includes("flavor: mine") && !bytes.includes("get_param: flavor"));
    // The width and the height stand behind the name of the first chunk.
    if (button === "PNG") assert.ok(bytes.readUInt32BE(16) > 600 && bytes.readUInt32BE(20) > 200);
    if (button === "All files") assert.ok(bytes.includes("environment.yaml") && bytes.includes("flavor: mine"));
  }
});

visit("on paper there are the drawing and the template, and nothing to press", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.box("server_group").waitFor();
  await page.emulateMedia({ media: "print" });
  await hotplate.box("server_group").waitFor();
  await hotplate.line("heat_template_version").waitFor();
  for (const name of [/^Share/, "Gallery", "Fit", "open…"]) assert.equal(await page.getByRole("button", { name }).isVisible(), false, `${name}`);
  assert.equal(await page.getByRole("tab", { name: "Exchange" }).isVisible(), false);
  const pages = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages >= 1 && pages < 12, `${pages} pages`);
  await page.setViewportSize({ width: 740, height: 1100 });
  const edge = (locator) => locator.evaluate((element) => element.getBoundingClientRect());
  assert.ok((await edge(page.locator(".figure .world"))).right <= 740, "the whole drawing is on the paper");
  assert.ok((await edge(page.locator(".editor-host"))).bottom <= (await edge(page.locator(".problems"))).top + 1, "nothing stands on the text");
  assert.equal(await hotplate.line("description: >").evaluate((line) => getComputedStyle(line.parentElement).whiteSpace), "break-spaces");
  await hotplate.shoot("print");
});
