// Mistakes: where they show, what they say, how to get to them, and that none takes the page down.

import assert from "node:assert/strict";
import { BROKEN, unmarked } from "../fixtures/broken.mjs";
import { fixture, visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

const active = (page) => page.evaluate(() => document.activeElement?.className);

visit("a mistake is underlined and listed; a click and F8 lead to it; its fix mends it", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste(fixture("seed-hosts.yaml").replace("type: OS::Heat::ResourceGroup", "type: OS::Heat::ResourceGrup"));
  const entry = hotplate.problem("OS::Heat::ResourceGrup");
  await entry.waitFor();
  await entry.getByRole("button").first().click();
  await becomes(() => active(page), "editor-host");
  await hotplate.line("OS::Heat::ResourceGrup").locator(".cm-lintRange").waitFor();
  await hotplate.shoot("mistake");

  await page.keyboard.press("Control+Home");
  const told = page.locator(".cm-tooltip", { hasText: "OS::Heat::ResourceGrup" });
  const findings = await hotplate.problems.getByRole("listitem").count();
  for (let press = 0; press < findings && !(await told.isVisible()); press += 1) {
    await page.keyboard.press("F8");
    await page.locator(".cm-tooltip .finding").first().waitFor();
  }
  await told.waitFor();
  await hotplate.shoot("mistake-in-place");

  await hotplate.tab("Graph").focus();
  await page.keyboard.press("F8");
  await becomes(() => active(page), "editor-host");

  await entry.getByRole("button", { name: /OS::Heat::ResourceGroup/ }).click();
  await entry.waitFor({ state: "detached" });
  await hotplate.box("server_group[1]").waitFor();
});

for (const broken of BROKEN) {
  visit(`${broken.name}: named at its line, with what to do`, {}, async (hotplate) => {
    const { text, line } = unmarked(broken);
    await hotplate.paste(text);
    const entry = hotplate.problems
      .getByRole("listitem")
      .filter({ has: hotplate.page.locator(".place", { hasText: new RegExp(`^${line}:\\d+$`) }) })
      .filter({ hasText: broken.says })
      .filter({ has: hotplate.page.locator(".help") });
    await entry
      .first()
      .waitFor()
      .catch(async () => assert.fail(`line ${line}, ${broken.says}; listed: ${await hotplate.problems.innerText()}`));
    await hotplate.page.locator(".finding-mark:not([title=''])").first().waitFor();
    assert.ok((await hotplate.preview.locator("#stage").innerText()).trim(), "the preview is not blank");
  });
}

visit("whatever is typed, the page stands", {}, async (hotplate) => {
  const { page } = hotplate;
  const seed = fixture("seed-hosts.yaml");
  const garbage = [
    "",
    "\u0000\u0007\ufeff\u202e",
    "{",
    "- - - -\n  - [",
    "[".repeat(5_000),
    "? !!python/object:os.system {a: *b}\n--- &b\n",
    `a: &a [1,1]\n${Array.from({ length: 30 }, (_, at) => `b${at}: &b${at} [*${at ? `b${at - 1}` : "a"}, *${at ? `b${at - 1}` : "a"}]`).join("\n")}`,
    "🔥: 🔥\nheat_template_version: 🔥\nresources: 🔥",
    `<script>alert(1)</script><img src=x onerror=alert(1)>`,
    seed.replace("instance_count\n    default: 2", "").replace(/default: 2/, "default: -1"),
    seed.replace(/default: 2/, "default: 100000"),
    seed.slice(0, 1_300),
    seed.split("").reverse().join(""),
    seed.replaceAll(":", " "),
  ];
  for (const text of garbage) {
    await hotplate.paste(text);
    for (const view of ["Exchange", "Plan", "Outputs", "Deploy", "Graph"]) {
      await hotplate.tab(view).click();
      await becomes(async () => (await hotplate.preview.locator("#stage").innerText()).trim() !== "", true);
    }
  }
  assert.equal(await page.getByRole("alert").count(), 0);
  await hotplate.paste(seed);
  await hotplate.box("server_group[1]").waitFor();
});

visit("a template without resources is told from one that cannot be read", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste("heat_template_version: 2018-08-31\nparameters:\n  size: { type: number }\n");
  await page.getByText("This one has none yet.").waitFor();
  await hotplate.problem("size").waitFor();
  await page.getByText("This one has none yet.").waitFor();
  await hotplate.paste("heat_template_version: 2018-08-31\nresources: [\n");
  await page.getByText("or they could not be read: see Problems.").waitFor();
});

visit("typing is read as it happens", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste("");
  await page.getByRole("heading", { name: "Paste a Heat template" }).waitFor();
  await hotplate.shoot("empty");
  const lines = ["heat_template_version: 2018-08-31", "resources:", "  one:", "type: OS::Heat::None"];
  for (const line of lines) {
    await page.keyboard.type(line);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
  }
  await hotplate.box("one").waitFor();
});

visit("completion offers what the template and Heat know", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste("heat_template_version: 2018-08-31\nparameters:\n  picture: { type: string }\nresources:\n  one:\n    type: OS::Nova::Server\n    properties:\n      image: { get_param: ");
  await page.keyboard.press("Control+Space");
  await page.getByRole("option", { name: /picture/ }).click();
  await hotplate.line("get_param: picture").waitFor();
  await page.keyboard.type(" }");
  await page.keyboard.press("Enter");
  await page.keyboard.type("flav");
  await page.getByRole("option", { name: /^flavor string, required/ }).waitFor();
  await hotplate.shoot("completion");
  await page.keyboard.press("Escape");
  const word = await hotplate.line("get_param: picture").getByText("picture").last().boundingBox();
  await page.mouse.move(word.x + 2, word.y + 4);
  await page.mouse.move(word.x + word.width / 2, word.y + word.height / 2, { steps: 3 });
  await page.locator(".about", { hasText: "picture" }).waitFor();
  await page.keyboard.down("Control");
  await page.mouse.click(word.x + word.width / 2, word.y + word.height / 2);
  await page.keyboard.up("Control");
  await page.keyboard.type("x");
  await hotplate.problem("picture").first().waitFor();
});
