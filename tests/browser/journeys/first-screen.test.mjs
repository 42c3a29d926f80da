// What a person sees who opens the page, and who pastes their own template.

import assert from "node:assert/strict";
import { fixture, visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

visit("the first screen shows the sample's graph and what its instances end up with", {}, async (hotplate) => {
  for (const name of ["server_group", "export_hosts", "export_hosts_sdg", "populate_hosts", "populate_hosts_sdg"]) {
    await hotplate.box(name).waitFor();
  }
  const lines = hotplate.page.getByRole("list", { name: "Lines" }).getByRole("listitem");
  await becomes(() => lines.allInnerTexts(), ["exchanged value", "runs on", "config", "output"]);
  const cards = hotplate.instances.getByRole("listitem");
  await becomes(() => cards.count(), 3);
  for (let index = 0; index < 3; index += 1) {
    const card = cards.nth(index);
    await card.getByText("/etc/hosts").waitFor();
    for (const other of [0, 1, 2]) await card.getByText(new RegExp(`^10\\..* hosts-${other}$`)).waitFor();
  }
  const box = await hotplate.instances.boundingBox();
  assert.ok(box.y + 40 < 900, "the instances are on the first screen without scrolling");
  await hotplate.shoot("first-screen");
});

/** Notes down, frame by frame, where the box of the group stands and how many instances have told their files. */
function noteStands() {
  window.stands = [];
  const look = () => {
    const box = document.querySelector('.figure [role="button"][aria-label^="server_group, "]')?.getBoundingClientRect();
    const files = document.querySelectorAll(".dock .file").length;
    if (box) window.stands.push({ x: Math.round(box.x), y: Math.round(box.y), files });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

visit("the drawing stands still while the scripts are run", {
  prepare: (context) => context.addInitScript(noteStands),
}, async ({ page }) => {
  await becomes(() => page.locator(".dock .file").count(), 3);
  await becomes(() => page.evaluate(() => window.stands.at(-1).files), 3);
  const stands = await page.evaluate(() => window.stands);
  assert.deepEqual([...new Set(stands.map(({ x, y }) => `${x},${y}`))].length, 1, JSON.stringify(stands));
});

/** Notes down which parts are there when what stands first in the page goes, and how far anything jumps. */
function noteComing() {
  window.coming = { parts: [], jumps: 0 };
  const parts = ["header", "#template", "#preview", "dialog"];
  const watch = new MutationObserver(() => {
    if (document.getElementById("waiting") || !document.querySelector(parts.join())) return;
    window.coming.parts = parts.filter((part) => document.querySelector(part));
    watch.disconnect();
  });
  watch.observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) window.coming.jumps += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
}

for (const [device, viewport] of Object.entries({ "a desk": { width: 1440, height: 900 }, "a phone": { width: 360, height: 740 } })) {
  visit(`on ${device} the page comes whole, and hardly anything on it jumps`, {
    viewport,
    prepare: (context) => context.addInitScript(noteComing),
  }, async ({ page }) => {
    await becomes(() => page.locator(".dock .file").count(), 3);
    const { parts, jumps } = await page.evaluate(() => window.coming);
    assert.deepEqual(parts, ["header", "#template", "#preview", "dialog"]);
    assert.ok(jumps < 0.05, `${jumps}`);
  });
}

visit("the seed's template: five resources, two members, three waves, one merged map, no error", {}, async (hotplate) => {
  await hotplate.paste(fixture("seed-hosts.yaml"));
  await hotplate.summary.getByText(/^2 servers$/).waitFor();
  await hotplate.summary.getByText(/^3 waves$/).waitFor();
  const boxes = (name) => hotplate.page.locator(".figure").getByRole("button", { name }).count();
  await becomes(() => boxes(/, waits for .*, needed by /), 5);
  await becomes(() => boxes(/, output of the stack/), 1);
  for (const name of ["server_group[0]", "server_group[1]"]) await hotplate.box(name).waitFor();
  await becomes(() => hotplate.problems.getByText("error", { exact: true }).count(), 0);
  await hotplate.shoot("seed-graph");

  await hotplate.tab("Exchange").click();
  const merged = hotplate.preview.locator(".merged");
  await hotplate.preview.getByText("get_attr: [export_hosts_sdg, hosts]").first().waitFor();
  await merged.first().getByText(/^\{/).waitFor();
  assert.deepEqual(Object.keys(JSON.parse(await merged.first().innerText())), ["0", "1"]);
  await hotplate.shoot("seed-exchange");
});

visit("a template opens with its views in order", {}, async (hotplate) => {
  await hotplate.tab("Plan").click();
  const plan = hotplate.preview.getByRole("table");
  await plan.getByRole("row", { name: /Wave 3/ }).waitFor();
  await hotplate.shoot("plan");
  await hotplate.tab("Outputs").click();
  await hotplate.preview.getByRole("heading", { name: "deployment_results" }).waitFor();
  await hotplate.preview.getByText(/10\..* hosts-2/).first().waitFor();
  await hotplate.shoot("outputs");
  await hotplate.tab("Deploy").click();
  await hotplate.shoot("deploy");
  await hotplate.tab("Exchange").click();
  await hotplate.preview.getByRole("heading", { name: /Heat merges/ }).waitFor();
  await hotplate.shoot("exchange");
});

visit("without its bundle the editor stays a text area, and everything else works", {
  prepare: (context) => context.route(/\/editor-[0-9a-f]+\.js$/, (route) => route.abort()),
  faults: [/Failed to load resource/, /editor/i],
  bare: true,
}, async (hotplate) => {
  const area = hotplate.page.getByRole("textbox", { name: /, text/ });
  await area.fill("heat_template_version: 2018-08-31\nresources:\n  lonely: { type: OS::Heat::None }\n");
  await hotplate.box("lonely").waitFor();
  await area.fill("heat_template_version: 2018-08-31\nresources:\n  lonely: { type: OS::Heat::Nonne }\n");
  await hotplate.problem("OS::Heat::Nonne").getByRole("button").first().click();
  assert.ok(await area.evaluate((element) => element === document.activeElement), "the problem leads into the text");
});
