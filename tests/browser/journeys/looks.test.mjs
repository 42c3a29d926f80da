// For every eye and hand: themes, narrow screens, the keyboard alone, and what axe thinks of it.

import assert from "node:assert/strict";
import { findings as axe } from "../axe.mjs";
import { fixture, visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

const VIEWS = ["Graph", "Exchange", "Plan", "Outputs", "Deploy"];
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const lightness = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 765;

/** No part of the page may be wider than its screen. */
async function fits(page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(width, 0, "the page scrolls sideways");
}

/** Whether the focused element looks different while it has the focus. */
function showsFocus(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const editor = element.shadowRoot?.querySelector(".cm-editor");
    if (element === document.body) return true;
    if (editor) return getComputedStyle(editor, "::after").borderTopStyle === "solid";
    const style = (each) => {
      const { outline, boxShadow, borderColor, stroke, strokeWidth, top } = getComputedStyle(each);
      return [outline, boxShadow, borderColor, stroke, strokeWidth, top].join();
    };
    const look = () => [element, element.parentElement, element.querySelector("rect")].filter(Boolean).map(style).join();
    const focused = look();
    element.blur();
    const blurred = look();
    element.focus({ focusVisible: true });
    return focused !== blurred;
  });
}

/** axe in every view, with a selection and a problem on screen. */
async function examine(hotplate, name) {
  await hotplate.paste(fixture("seed-hosts.yaml").replace("key_name: { get_param: key_name }", "key_nam: { get_param: key_name }"));
  await hotplate.problem("key_nam").waitFor();
  const found = {};
  for (const view of VIEWS) {
    await hotplate.tab(view).click();
    if (view === "Graph") await hotplate.choose("server_group");
    await hotplate.shoot(`${name}-${view.toLowerCase()}`);
    found[view] = await axe(hotplate.page);
  }
  assert.deepEqual(found, Object.fromEntries(VIEWS.map((view) => [view, []])));
}

visit("axe finds nothing in light", { colorScheme: "light" }, (hotplate) => examine(hotplate, "light"));
visit("axe finds nothing in dark", { colorScheme: "dark" }, (hotplate) => examine(hotplate, "dark"));

visit("axe finds nothing at 360 pixels, and both sides are usable", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, async (hotplate) => {
  const { page } = hotplate;
  const side = (name) => page.getByRole("navigation", { name: "Sides" }).getByRole("button", { name });
  await fits(page);
  await hotplate.instances.getByText(/^10\..* hosts-2$/).first().waitFor();
  await hotplate.shoot("narrow");
  const editors = () => page.evaluate(() => performance.getEntriesByType("resource").filter((each) => /\/editor-[0-9a-f]+\.js$/.test(each.name)).length);
  assert.equal(await editors(), 0, "nobody has asked for the text yet");
  await side("Template").click();
  await becomes(editors, 1);
  await fits(page);
  await hotplate.shoot("narrow-template");
  await hotplate.paste(fixture("seed-hosts.yaml").replace("key_name: { get_param: key_name }", "key_nam: { get_param: key_name }"));
  await hotplate.problem("key_nam").waitFor();
  assert.deepEqual(await axe(page), [], "template");
  await hotplate.shoot("narrow-mistake");
  await side("Preview").click();
  for (const view of VIEWS) {
    await hotplate.tab(view).click();
    await fits(page);
    assert.deepEqual(await axe(page), [], view);
    await hotplate.shoot(`narrow-${view.toLowerCase()}`);
  }
  await hotplate.tab("Graph").click();
  await hotplate.parameters.getByLabel("instance_count", { exact: true }).fill("3");
  await hotplate.summary.getByText(/^3 servers$/).waitFor();
  await side("Template").click();
  await hotplate.problem("key_nam").getByRole("button").first().click();
  await hotplate.line("key_nam:").waitFor();
});

visit("the dialogs please axe and give the focus back", {}, async (hotplate) => {
  const { page } = hotplate;
  for (const name of ["Gallery", "Docs"]) {
    const opener = page.getByRole("button", { name, exact: true });
    await opener.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(await axe(page), [], name);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await opener.and(page.locator(":focus")).waitFor();
  }
});

visit("a chosen theme wins over the system's, and is kept", { colorScheme: "light" }, async (hotplate) => {
  const { page } = hotplate;
  assert.ok(lightness(await background(page)) > 0.8);
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  await becomes(async () => lightness(await background(page)) < 0.2, true);
  await hotplate.shoot("dark");
  await page.reload();
  await hotplate.ready();
  await becomes(async () => lightness(await background(page)) < 0.2, true);
  const text = await hotplate.line("heat_template_version").evaluate((line) => getComputedStyle(line).color);
  assert.ok(lightness(text) > 0.6, "the editor is dark too");
  await page.getByRole("radio", { name: "As the system" }).check({ force: true });
  await becomes(async () => lightness(await background(page)) > 0.8, true);
  await page.emulateMedia({ colorScheme: "dark" });
  await becomes(async () => lightness(await background(page)) < 0.2, true);
});

visit("the keyboard alone: to every part, through the graph, and out of the editor", { reducedMotion: "reduce" }, async (hotplate) => {
  const { page } = hotplate;
  const where = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.closest("header, .params, .left, .right")?.className ?? element?.tagName;
    });
  const focusName = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.trim());

  // What is still coming would take the focus away from what it replaces.
  await hotplate.summary.getByText(/^3 servers$/).waitFor();
  await hotplate.instances.getByText(/^10\..* hosts-2$/).first().waitFor();

  // Around the whole page by Tab. In the editor Tab indents, so there Escape comes first.
  const seen = new Set();
  const before = await hotplate.line("").count();
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press("Tab");
    const part = await where();
    seen.add(part);
    if (await page.evaluate(() => document.activeElement?.className === "editor-host")) {
      seen.add("editor");
      await page.keyboard.press("Escape");
    }
    // The editor learns of its focus a moment later.
    for (let wait = 0; wait < 20 && !(await showsFocus(page)); wait += 1) await page.waitForTimeout(50);
    assert.ok(await showsFocus(page), `focus cannot be seen on ${await focusName()} (${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))})`);
    if (part === "BODY") break;
  }
  for (const part of ["bar", "left", "right", "params", "editor"]) assert.ok(seen.has(part), `Tab never reached ${part}: ${[...seen]}`);
  assert.equal(await hotplate.line("").count(), before, "no Tab went into the text");

  await page.locator(".figure").getByRole("button").and(page.locator("[tabindex='0']")).focus();
  await page.keyboard.press("Home");
  const first = await focusName();
  await page.keyboard.press("ArrowRight");
  await becomes(async () => (await focusName()) !== first, true);
  await page.keyboard.press("Enter");
  await hotplate.inspector.waitFor();
  const name = (await focusName()).split(",")[0];
  await hotplate.inspector.getByRole("heading", { name }).waitFor();
  await page.keyboard.press("Escape");
  await hotplate.inspector.waitFor({ state: "detached" });

  await hotplate.box("server_group").focus();
  await page.keyboard.press("Space");
  await becomes(() => page.locator(".figure").getByRole("button", { name: /member of server_group/ }).count(), 0);

  await hotplate.tab("Graph").focus();
  await page.keyboard.press("ArrowRight");
  await hotplate.tab("Exchange").and(page.locator(":focus")).waitFor();
  assert.equal(await hotplate.tab("Exchange").getAttribute("aria-selected"), "true");
});

visit("a graph that is drawn anew gives the focus back to its box, and takes it from nothing else", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.instances.getByText(/^10\..* hosts-2$/).first().waitFor();
  // A focus that is given back comes with the frame after the drawing: whoever leaves, leaves between the two.
  const fold = (leave) =>
    page.evaluate(async (leave) => {
      const box = [...document.querySelectorAll(".figure [role=button]")].find((each) => each.getAttribute("aria-label").startsWith("server_group,"));
      const drawn = new Promise((done) => {
        const watch = new MutationObserver(() => {
          watch.disconnect();
          if (leave) document.getElementById("tab-Graph").focus();
          requestAnimationFrame(() => requestAnimationFrame(done));
        });
        watch.observe(document.querySelector(".figure"), { childList: true, subtree: true });
      });
      box.focus();
      box.dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true }));
      await drawn;
      return document.activeElement.id;
    }, leave);
  const box = await hotplate.box("server_group").getAttribute("id");
  assert.equal(await fold(false), box);
  assert.equal(await fold(true), "tab-Graph");
});

visit("forced colours and reduced motion leave everything in place", { forcedColors: "active", reducedMotion: "reduce" }, async (hotplate) => {
  await hotplate.choose("server_group");
  await hotplate.inspector.waitFor();
  await hotplate.shoot("forced-colours");
  const animated = await hotplate.page.evaluate(() => document.getAnimations().filter((each) => each.effect.getTiming().duration > 1).length);
  assert.equal(animated, 0);
});
