// What changes on the page changes in place: nobody loses focus, scroll or a half-typed word to a redraw.

import assert from "node:assert/strict";
import { fixture, visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

/** Marks an element, so that it can be told from one that was made in its place. */
const mark = (locator) => locator.evaluate((element) => void (element.dataset.marked = "yes"));
const isMarked = (locator) => locator.evaluate((element) => element.dataset.marked === "yes");

const wrong = fixture("seed-hosts.yaml").replace("key_name: { get_param: key_name }", "key_nam: { get_param: key_name }");

visit("a list that is made anew keeps its elements", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste(wrong);
  const entry = hotplate.problem("key_nam").first();
  await entry.waitFor();
  await mark(entry);
  const before = await hotplate.problems.getByRole("listitem").count();
  await page.evaluate(() => navigator.clipboard.writeText("paramters: {}\n"));
  await page.getByRole("list", { name: "Files" }).getByRole("button", { name: "environment" }).click();
  await hotplate.editor.focus();
  await page.keyboard.press("Control+v");
  await hotplate.problems.getByRole("listitem").nth(before).waitFor();
  assert.ok(await isMarked(entry), "the entry is another element");
});

visit("rows stay with their keys, whatever comes and goes around them", {}, async (hotplate) => {
  const { page } = hotplate;
  const files = page.getByRole("list", { name: "Files" });
  const item = (name) => files.getByRole("listitem").filter({ hasText: name });
  await mark(item("hosts.yaml"));
  for (const name of ["one.sh", "two.sh"]) {
    await page.getByRole("button", { name: "+ file" }).click();
    const field = page.getByRole("textbox", { name: "File name" });
    await field.and(page.locator(":focus")).waitFor();
    await field.fill(name);
    await page.keyboard.press("Enter");
    await item(name).waitFor();
  }
  assert.ok(await isMarked(item("hosts.yaml")));
  await files.getByRole("button", { name: "Close one.sh" }).click();
  await item("one.sh").waitFor({ state: "detached" });
  await becomes(() => files.getByRole("listitem").allInnerTexts().then((all) => all.map((text) => text.split("\n")[0])), ["hosts.yaml", "environment", "two.sh"]);
  assert.ok(await isMarked(item("hosts.yaml")));
});

visit("a field keeps focus and cursor while what follows from it is drawn anew", {}, async (hotplate) => {
  const { page } = hotplate;
  const count = hotplate.parameters.getByLabel("instance_count", { exact: true });
  await mark(count);
  await count.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("12");
  await hotplate.summary.getByText(/^12 servers$/).waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("0");
  await becomes(() => count.inputValue(), "102");
  assert.ok(await isMarked(count));
  assert.ok(await count.evaluate((field) => document.activeElement === field && field.selectionStart === 2));
});

visit("a listener is turned, not doubled, when its button is patched", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.choose("server_group");
  const fold = hotplate.inspector.getByRole("button", { name: /^(Fold|Unfold)$/ });
  const members = () => page.locator(".figure").getByRole("button", { name: /member of server_group/ }).count();
  await mark(fold);
  for (const left of [0, 3, 0, 3]) {
    await fold.click();
    await becomes(members, left);
  }
  assert.ok(await isMarked(fold));
  const close = hotplate.problems.getByRole("button", { name: /^Problems/ });
  for (const open of ["false", "true"]) {
    await close.click();
    await becomes(() => close.getAttribute("aria-expanded"), open);
  }
});

visit("what a view made goes with it", {}, async (hotplate) => {
  const { page } = hotplate;
  await page.evaluate(() => {
    const { disconnect } = ResizeObserver.prototype;
    window.disconnected = 0;
    ResizeObserver.prototype.disconnect = function (...rest) {
      window.disconnected += 1;
      return disconnect.apply(this, rest);
    };
  });
  // The graph has measured its room when it stands where it fits.
  const stands = () => hotplate.page.locator(".world[transform]").and(page.locator(":has(.node)")).waitFor();
  await stands();
  await hotplate.tab("Plan").click();
  await becomes(() => page.evaluate(() => window.disconnected), 1);
  await hotplate.tab("Graph").click();
  await stands();
  await hotplate.tab("Plan").click();
  await becomes(() => page.evaluate(() => window.disconnected), 2);
  await hotplate.parameters.getByRole("button", { name: "More" }).click();
  await hotplate.preview.getByRole("rowheader", { name: "server_group", exact: true }).waitFor();
  await hotplate.summary.getByText(/^4 servers$/).waitFor();
});
