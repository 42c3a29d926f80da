// The editor by itself, under the strictest policy that a page of ours sets.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { findings as axe } from "./axe.mjs";
import { serve } from "./site.mjs";
import { becomes, journey, leave } from "./visit.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'";
const TEXT = `heat_template_version: 2018-08-31
parameters:
  image: { type: string }
resources:
  port:
    type: OS::Neutron::Port
    properties:
      network: { get_param: image }
  setup:
    type: OS::Heat::SoftwareConfig
    properties:
      config: |
        #!/bin/sh
        # says who it is
        echo "$(hostname)" > /tmp/name
`;

let site;
before(async () => {
  const folders = [
    ["/editor/", here("../../crates/app/editor/dist")],
    ["/", here("bench")],
  ];
  site = await serve(folders, { "content-security-policy": POLICY });
});
after(async () => {
  await leave();
  await site.close();
});

/** A journey that begins with `TEXT` open in the editor. */
function editing(name, walk, setting = {}) {
  journey(name, () => site.origin, setting, async (page) => {
    await page.goto(`${site.origin}/`);
    await becomes(() => page.evaluate(() => "bench" in window), true);
    await page.evaluate((text) => {
      window.bench.editor.setText("a.yaml", text);
      window.bench.editor.show("a.yaml");
    }, TEXT);
    await walk(page, page.getByRole("textbox", { name: /^a\.yaml/ }));
  });
}

const call = (page, method, ...details) => page.evaluate(([name, args]) => window.bench.editor[name](...args), [method, details]);
const heard = (page, kind) => page.evaluate((wanted) => window.bench.heard.filter(([each]) => each === wanted).map(([, ...rest]) => rest), kind);
const text = (page, name = "a.yaml") => page.evaluate((wanted) => window.bench.texts.get(wanted), name);
const goTo = (page, word) => call(page, "jump", "a.yaml", TEXT.indexOf(word) + word.length, TEXT.indexOf(word) + word.length);
const colour = (page, word) =>
  page.locator(".cm-line span", { hasText: word }).last().evaluate((span) => getComputedStyle(span).color);

const FINDINGS = [
  {
    from: TEXT.indexOf("type: string"),
    to: TEXT.indexOf("type: string") + 4,
    severity: "warning",
    code: "vague-type",
    message: "`image` could be anything",
    help: "constrain it with `glance.image`",
    fix: null,
  },
  {
    from: TEXT.indexOf("network"),
    to: TEXT.indexOf("network") + 7,
    severity: "error",
    code: "unknown-property",
    message: "`network` is no property",
    help: null,
    fix: { title: "rename to net", edits: [{ from: TEXT.indexOf("network"), to: TEXT.indexOf("network") + 7, insert: "net" }] },
  },
];

editing("keys, functions, types, comments and scripts have colours of their own", async (page) => {
  const [key, call, type, shellComment] = await Promise.all([
    colour(page, "properties"),
    colour(page, "get_param"),
    colour(page, "OS::Neutron::Port"),
    colour(page, "# says who it is"),
  ]);
  assert.deepEqual([key, call, type, shellComment], ["rgb(44, 95, 179)", "rgb(156, 50, 16)", "rgb(122, 79, 181)", "rgb(91, 97, 105)"]);
});

editing("typing is heard, and undo crosses a load", async (page, box) => {
  await goTo(page, "image");
  await page.keyboard.type("s");
  await becomes(() => text(page), TEXT.replace("image", "images"));
  await call(page, "setText", "a.yaml", "outputs: {}\n");
  await box.getByText("outputs").waitFor();
  await page.keyboard.press("Control+z");
  await becomes(() => text(page), TEXT.replace("image", "images"));
  await page.keyboard.press("Control+z");
  await becomes(() => text(page), TEXT);
});

editing("each file keeps its own history", async (page) => {
  await goTo(page, "image");
  await page.keyboard.type("s");
  await call(page, "setText", "b.yaml", "b: 1\n");
  await call(page, "show", "b.yaml");
  await page.getByRole("textbox", { name: /^b\.yaml/ }).focus();
  await page.keyboard.press("Control+z");
  await call(page, "show", "a.yaml");
  await call(page, "focus");
  await page.keyboard.press("Control+z");
  await becomes(() => text(page), TEXT);
  assert.equal(await text(page, "b.yaml"), "b: 1\n");
});

editing("a file that gets another name keeps its history, and is told when another text takes the place of the whole", async (page, box) => {
  await goTo(page, "image");
  await page.keyboard.type("s");
  await box.press("Control+a");
  await page.keyboard.press("Delete");
  await call(page, "rename", "a.yaml", "c.yaml");
  const renamed = page.getByRole("textbox", { name: /^c\.yaml/ });
  await renamed.press("Control+z");
  await renamed.press("Control+z");
  await becomes(() => text(page, "c.yaml"), TEXT);
  const wholes = (await heard(page, "changed")).map(([name, , whole]) => [name, whole]);
  assert.deepEqual(wholes, [["a.yaml", false], ["a.yaml", true], ["c.yaml", true], ["c.yaml", false]]);
});

editing("Windows line ends are reported back as they are kept", async (page) => {
  await call(page, "setText", "b.yaml", "a: 1\r\nb: 2\r\n");
  assert.deepEqual(await heard(page, "changed"), [["b.yaml", "a: 1\nb: 2\n", false]]);
});

editing("F8 walks the findings, shows their help, and the fix mends", async (page, box) => {
  await call(page, "setFindings", "a.yaml", FINDINGS);
  await page.locator(".finding-mark-error").waitFor();
  assert.equal(await page.locator(".finding-mark-warning").getAttribute("title"), FINDINGS[0].message);
  await box.focus();
  await page.keyboard.press("F8");
  await page.locator(".cm-tooltip").getByText("constrain it with glance.image").waitFor();
  await page.keyboard.press("F8");
  const tooltip = page.locator(".cm-tooltip", { hasText: "network is no property" });
  await tooltip.getByText("unknown-property").waitFor();
  await page.keyboard.press("Shift+F8");
  await page.locator(".cm-tooltip").getByText("could be anything").waitFor();
  await page.keyboard.press("F8");
  await tooltip.getByRole("button", { name: "rename to net" }).click();
  await becomes(() => text(page), TEXT.replace("network", "net"));
});

editing("a fix by keyboard, and from the gutter to the message", async (page, box) => {
  await call(page, "setFindings", "a.yaml", FINDINGS);
  await page.locator(".finding-mark-error").click();
  await page.locator(".cm-tooltip").getByText("network is no property").waitFor();
  await box.press("Control+.");
  await becomes(() => text(page), TEXT.replace("network", "net"));
});

editing("offers come while typing and on Ctrl+Space, and lead on to the value", async (page) => {
  await goTo(page, "network: ");
  await page.keyboard.press("Control+Space");
  await page.getByRole("option", { name: /get_param/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.type("get_r");
  const offer = page.getByRole("option", { name: /get_resource/ });
  // For a moment after they appear offers take no click, so that nobody takes one they did not mean.
  await becomes(async () => {
    if (await offer.isVisible()) await offer.click();
    return text(page);
  }, TEXT.replace("network: ", "network: get_resource: "));
  await page.getByRole("option", { name: /port/ }).waitFor();
});

editing("facts on hover and by key", async (page) => {
  const word = await page.locator(".cm-line", { hasText: "port:" }).getByText("port").boundingBox();
  const about = page.locator(".about").getByText("OS::Neutron::Port");
  let x = word.x;
  await becomes(async () => {
    x = x > word.x + 12 ? word.x + 4 : x + 1;
    await page.mouse.move(x, word.y + word.height / 2);
    return about.waitFor({ timeout: 1_500 }).then(() => true, () => false);
  }, true);
  await page.mouse.move(0, 0);
  await page.locator(".about").waitFor({ state: "detached" });
  await goTo(page, "  port");
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+i");
  await about.waitFor();
});

editing("F12 and Ctrl+click ask for the definition", async (page) => {
  await goTo(page, "get_param: im");
  await page.keyboard.press("F12");
  const at = TEXT.indexOf("get_param: im") + "get_param: im".length;
  assert.deepEqual(await heard(page, "define"), [["a.yaml", at]]);
  await page.locator(".cm-line", { hasText: "get_param" }).getByText("image").last().click({ modifiers: ["Control"] });
  await becomes(async () => (await heard(page, "define")).length, 2);
});

editing("Ctrl+S and Ctrl+Enter reach the page", async (page, box) => {
  await box.focus();
  await page.keyboard.press("Control+s");
  await page.keyboard.press("Control+Enter");
  assert.deepEqual([await heard(page, "download"), await heard(page, "check")], [[[]], [[]]]);
  assert.equal(await text(page), TEXT);
});

editing("Tab indents; Escape, then Tab, leaves", async (page, box) => {
  await page.getByRole("button", { name: "before" }).focus();
  await page.keyboard.press("Tab");
  await box.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Tab");
  await becomes(() => text(page), `  ${TEXT}`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "after" }).and(page.locator(":focus")).waitFor();
});

editing("lines light up, stay with their text, and go out", async (page) => {
  const from = TEXT.indexOf("  port:");
  await call(page, "mark", "a.yaml", "selected", [{ from, to: TEXT.indexOf("  setup") - 1 }]);
  const lit = page.locator(".line-selected");
  await becomes(() => lit.count(), 4);
  await goTo(page, "2018-08-31");
  await page.keyboard.press("Enter");
  await becomes(async () => [await lit.count(), await lit.first().textContent()], [4, "  port:"]);
  await call(page, "mark", "a.yaml", "selected", []);
  await becomes(() => lit.count(), 0);
});

editing("read-only keeps the text, and can be read", async (page, box) => {
  await call(page, "setReadOnly", true);
  await box.focus();
  await page.keyboard.type("x");
  await page.keyboard.press("Control+f");
  await page.getByRole("textbox", { name: "Find" }).waitFor();
  assert.equal(await text(page), TEXT);
  assert.deepEqual(await heard(page, "changed"), []);
});

editing("axe finds nothing, in any part of it", async (page, box) => {
  await call(page, "setFindings", "a.yaml", FINDINGS);
  await call(page, "mark", "a.yaml", "selected", [{ from: 0, to: TEXT.length }]);
  await box.focus();
  await page.keyboard.press("Control+f");
  await page.getByRole("textbox", { name: "Find" }).waitFor();
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press("Escape");
  await page.keyboard.press("F8");
  await page.locator(".cm-tooltip").waitFor();
  assert.deepEqual(await axe(page), []);
  await goTo(page, "network: ");
  await page.keyboard.press("Control+Space");
  await page.getByRole("option").first().waitFor();
  assert.deepEqual(await axe(page), []);
});
