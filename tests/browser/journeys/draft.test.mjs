// A person's work survives: a reload, a crash, a sample.

import assert from "node:assert/strict";
import { visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

const MINE = "heat_template_version: 2018-08-31\ndescription: my own work\nresources:\n  mine: { type: OS::Heat::None }\n";

visit("a reload keeps the text and the parameters", {}, async (hotplate) => {
  await hotplate.parameters.getByLabel("instance_count", { exact: true }).fill("4");
  await hotplate.summary.getByText(/^4 servers$/).waitFor();
  await hotplate.page.reload();
  await hotplate.ready();
  await hotplate.summary.getByText(/^4 servers$/).waitFor();
  await hotplate.paste(MINE);
  await hotplate.box("mine").waitFor();
  await hotplate.page.reload();
  await hotplate.ready();
  await hotplate.line("my own work").waitFor();
  await hotplate.box("mine").waitFor();
});

visit("a crash keeps the text", { faults: [/.*/] }, async (hotplate) => {
  const { context, page } = hotplate;
  await hotplate.paste(MINE);
  await hotplate.box("mine").waitFor();
  await hotplate.kept("my own work");
  const [url] = page.url().split("#");
  await page.goto("chrome://crash").catch(() => {});
  const next = await context.newPage();
  await next.goto(url);
  await next.locator(".editor-host .cm-line", { hasText: "my own work" }).waitFor();
});

visit("a page whose code has stopped says so, and a reload brings the text back", { faults: [/unreachable/] }, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste(MINE);
  await hotplate.kept("my own work");
  await page.evaluate(() => {
    const error = new WebAssembly.RuntimeError("unreachable");
    dispatchEvent(new ErrorEvent("error", { error, message: error.message }));
  });
  const bar = page.getByRole("alert");
  await bar.getByText("Your text is kept").waitFor();
  await bar.getByRole("button", { name: "Reload" }).click();
  await hotplate.line("my own work").waitFor();
});

visit("a sample puts work away instead of destroying it", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste(MINE);
  await hotplate.box("mine").waitFor();
  await page.getByRole("button", { name: "Gallery" }).click();
  await hotplate.shoot("gallery");
  await page.getByRole("dialog").getByRole("button", { name: /^Hosts exchange/ }).click();
  await hotplate.box("server_group").waitFor();
  await page.getByRole("button", { name: "Gallery" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /my own work/ }).click();
  await hotplate.line("my own work").waitFor();
  await hotplate.box("mine").waitFor();
});

visit("a sample that the page does not hold is fetched from its site", { faults: [/ERR_FAILED/] }, async (hotplate) => {
  const { page } = hotplate;
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.getByRole("button", { name: "Gallery" }).click();
  assert.equal(asked.filter((path) => path.includes("/gallery/")).length, 0);
  await page.getByRole("dialog").getByRole("button", { name: /^Ring of neighbours.*4 instances/s }).click();
  await hotplate.box("link_all").waitFor();
  assert.deepEqual(asked.filter((path) => path.includes("/gallery/")), ["/gallery/ring.yaml"]);
  // As it came it is no work of anybody's, so there is nothing to put away.
  await page.getByRole("button", { name: "Gallery" }).click();
  assert.equal(await page.getByRole("heading", { name: "Earlier work" }).count(), 0);
  await page.route("**/gallery/*", (route) => route.abort());
  await page.getByRole("dialog").getByRole("button", { name: /^Leader by index/ }).click();
  await page.getByRole("alert").getByText("could not be fetched").waitFor();
});

visit("undo crosses the load of a sample", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste(MINE);
  await hotplate.box("mine").waitFor();
  await page.keyboard.press("Control+z");
  await hotplate.box("server_group").waitFor();
  await page.keyboard.press("Control+y");
  await hotplate.box("mine").waitFor();
});

visit("files: a second one has its own text and history", {}, async (hotplate) => {
  const { page } = hotplate;
  await page.getByRole("button", { name: "environment", exact: true }).click();
  await page.getByRole("textbox", { name: /^environment/ }).waitFor();
  await hotplate.paste("parameters:\n  instance_count: 6\n");
  await hotplate.summary.getByText(/^6 servers$/).waitFor();
  await page.getByRole("button", { name: /^hosts\.yaml/ }).click();
  await page.getByRole("textbox", { name: /^hosts\.yaml/ }).waitFor();
  await hotplate.line("heat_template_version").waitFor();
  await page.getByRole("button", { name: "environment", exact: true }).click();
  await hotplate.line("instance_count: 6").click();
  await page.keyboard.press("Control+z");
  await hotplate.summary.getByText(/^3 servers$/).waitFor();
});

visit("Ctrl+S hands the text out as a file", {}, async (hotplate) => {
  await hotplate.paste(MINE);
  const [download] = await Promise.all([hotplate.page.waitForEvent("download"), hotplate.page.keyboard.press("Control+s")]);
  assert.equal(download.suggestedFilename(), "hosts.yaml");
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).toString(), MINE);
});

visit("two words typed at once are both kept", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste(MINE);
  await page.keyboard.type("# one\n# two", { delay: 5 });
  await hotplate.kept("# two");
  await becomes(() => hotplate.line("# one").count(), 1);
});
