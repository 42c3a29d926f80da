// The page in a journey's words: what a person calls its parts, and what they do to it.

import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "./site.mjs";
import { becomes, journey, leave } from "./visit.mjs";

const SHOTS = fileURLToPath(new URL("shots", import.meta.url));

/** A text of the `fixtures` folder. */
export const fixture = (name) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");

let site;
let opened;
const served = new Promise((open) => (opened = open));

/** Serves the built page while a file's journeys run. */
before(async () => {
  const dist = process.env.HOTPLATE_DIST;
  if (!dist) throw new Error("run these through `node tests/browser/run.mjs --dist <folder>`");
  site = await serve([["/", resolve(dist)]]);
  opened(site.origin);
});
after(async () => {
  await leave();
  await site?.close();
});

/** Where the built page is served, once it is. */
export const origin = () => served;

/**
 * A journey through the built page, which is open when it begins, and ready unless the setting is `bare`. `at` gives
 * the fragment with which it is opened.
 */
export function visit(name, { bare = false, at = () => "", ...setting }, walk) {
  const grant = async (context) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.origin });
    await setting.prepare?.(context);
  };
  journey(name, () => site.origin, { ...setting, prepare: grant }, async (page, context) => {
    await page.goto(`${site.origin}/${at()}`);
    const hotplate = parts(page, context);
    if (!bare) await hotplate.ready();
    await walk(hotplate);
  });
}

function parts(page, context) {
  const region = (name) => page.getByRole("region", { name });
  const hotplate = {
    page,
    context,
    editor: page.locator(".editor-host").getByRole("textbox", { name: /, text/ }),
    preview: region("Preview"),
    problems: region("Problems"),
    parameters: region("Parameters"),
    summary: page.getByRole("list", { name: "Summary" }),
    instances: region("What each instance ends up with"),
    inspector: page.getByRole("complementary", { name: "Selected" }),
    live: page.getByRole("status"),

    /** The box of a resource or output in the graph, by its name. */
    box: (name) => page.locator(".figure").getByRole("button", { name: new RegExp(`^${escape(name)}, `) }),

    /** Clicks on the head of a box; further down a group has its members. */
    choose: (name) => hotplate.box(name).click({ position: { x: 24, y: 10 } }),

    /** A view's tab. */
    tab: (name) => page.getByRole("tab", { name, exact: true }),

    /** One entry of the list of problems, by a word in it. */
    problem: (text) => hotplate.problems.getByRole("listitem").filter({ hasText: text }),

    /** A line of the text on screen. */
    line: (text) => page.locator(".editor-host .cm-line", { hasText: text }),

    /** Waits until the page stands and, where the text is on screen, its editor has arrived. */
    async ready() {
      await page.getByRole("main").waitFor();
      if (await page.locator(".editor").isVisible()) await page.locator(".editor-host .cm-line").first().waitFor();
    },

    /** Replaces the whole text of the open file, as a person would. */
    async paste(text) {
      await page.evaluate((wanted) => navigator.clipboard.writeText(wanted), text);
      await hotplate.editor.focus();
      await page.keyboard.press("Control+a");
      if (text) await page.keyboard.press("Control+v");
      else await page.keyboard.press("Delete");
    },

    /** Waits until the draft that the browser keeps holds this text. */
    kept: (text) => hotplate.keeps(JSON.stringify(text).slice(1, -1)),

    /** Waits until this stands in the draft as the browser keeps it. */
    async keeps(json) {
      await becomes(() => page.evaluate((wanted) => (localStorage["hotplate.draft"] ?? "").includes(wanted), json), true);
    },

    /** Writes a picture for people to look at. */
    async shoot(name) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${name}.png`), animations: "disabled" });
    },
  };
  return hotplate;
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
