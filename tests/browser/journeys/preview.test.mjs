// The preview follows: parameters, folds, and one selection in every pane.

import assert from "node:assert/strict";
import { visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

const members = (hotplate) => hotplate.page.locator(".figure").getByRole("button", { name: /member of server_group/ }).count();

visit("a parameter changes everything that follows from it, and can be taken back", {}, async (hotplate) => {
  const count = hotplate.parameters.getByLabel("instance_count", { exact: true });
  assert.equal(await count.inputValue(), "3");
  await count.fill("5");
  await hotplate.summary.getByText(/^5 servers$/).waitFor();
  await becomes(() => hotplate.instances.getByRole("listitem").count(), 5);
  await hotplate.instances.getByText(/^10\..* hosts-4$/).first().waitFor();
  await hotplate.box("server_group").focus();
  await hotplate.shoot("five-members");

  await hotplate.parameters.getByRole("button", { name: "Less" }).click();
  await hotplate.summary.getByText(/^4 servers$/).waitFor();
  await hotplate.parameters.getByRole("button", { name: "Reset instance_count" }).click();
  await hotplate.summary.getByText(/^3 servers$/).waitFor();
  await becomes(() => members(hotplate), 3);
});

visit("a value that a constraint refuses is said beside its field", {}, async (hotplate) => {
  const count = hotplate.parameters.getByLabel("instance_count", { exact: true });
  await count.fill("0");
  await becomes(() => count.getAttribute("aria-invalid"), "true");
  await hotplate.parameters.getByText(/out of range|at least|between|1/).first().waitFor();
  await count.fill("2");
  await becomes(() => count.getAttribute("aria-invalid"), "false");
  await hotplate.summary.getByText(/^2 servers$/).waitFor();
});

visit("a group folds and unfolds", {}, async (hotplate) => {
  await becomes(() => members(hotplate), 3);
  await hotplate.choose("server_group");
  await hotplate.inspector.getByRole("button", { name: "Fold" }).click();
  await becomes(() => members(hotplate), 0);
  await hotplate.shoot("folded");
  await hotplate.inspector.getByRole("button", { name: "Unfold" }).click();
  await becomes(() => members(hotplate), 3);
});

visit("what is selected in one pane is selected in all", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.choose("export_hosts_sdg");
  await becomes(() => hotplate.box("export_hosts_sdg").getAttribute("aria-pressed"), "true");
  await hotplate.inspector.getByRole("heading", { name: "export_hosts_sdg" }).waitFor();
  const lines = page.locator(".line-selected");
  await becomes(async () => (await lines.first().textContent()).trim(), "export_hosts_sdg:");
  assert.ok(await lines.first().isVisible());
  await hotplate.shoot("selected");

  await hotplate.inspector.getByRole("button", { name: "Go to definition" }).click();
  await becomes(() => page.evaluate(() => document.activeElement.classList.contains("editor-host")), true);
  await page.keyboard.press("Home");
  for (let row = 0; row < 20; row += 1) await page.keyboard.press("ArrowDown");
  await becomes(async () => (await lines.first().textContent())?.trim() !== "export_hosts_sdg:", true);

  await hotplate.line("populate_hosts_sdg:").click();
  await becomes(() => hotplate.box("populate_hosts_sdg").getAttribute("aria-pressed"), "true");
  await hotplate.inspector.getByText("input_values").first().waitFor();

  await hotplate.tab("Plan").click();
  await hotplate.preview.locator("tr.selected", { hasText: "populate_hosts_sdg" }).waitFor();
  await hotplate.preview.getByRole("rowheader", { name: "export_hosts", exact: true }).getByRole("button").click();
  await becomes(async () => (await lines.first().textContent()).trim().startsWith("export_hosts:"), true);
});

visit("the graph moves, zooms and fits, by pointer and by button", {}, async (hotplate) => {
  const { page } = hotplate;
  const place = async () => (await hotplate.box("export_hosts").boundingBox());
  const start = await place();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await becomes(async () => (await place()).width > start.width * 1.1, true);
  const zoomed = await place();
  await page.getByRole("button", { name: "Move right" }).click();
  await becomes(async () => (await place()).x < zoomed.x, true);
  await page.getByRole("button", { name: "Fit the whole graph" }).click();
  await becomes(async () => (await place()).width < zoomed.width, true);
  const fitted = await place();
  const canvas = await page.locator(".canvas").boundingBox();
  await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + canvas.height - 90);
  await page.mouse.down();
  await page.mouse.move(canvas.x + canvas.width / 2 + 60, canvas.y + canvas.height - 120, { steps: 4 });
  await page.mouse.up();
  await becomes(async () => Math.round((await place()).x - fitted.x), 60);
  await page.mouse.wheel(0, -400);
  await becomes(async () => (await place()).width > fitted.width * 1.2, true);
});
