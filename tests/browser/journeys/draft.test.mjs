// A person's work survives: a reload, a crash, a sample.

import assert from "node:assert/strict";
import { findings as axe } from "../axe.mjs";
import { visit } from "../hotplate.mjs";
import { keepsNoSecret } from "../testbed.mjs";
import { becomes } from "../visit.mjs";

const MINE = "heat_template_version: 2018-08-31\ndescription: my own work\nresources:\n  mine: { type: OS::Heat::None }\n";

visit("a reload keeps the text and the parameters", {}, async (hotplate) => {
  await hotplate.parameters.getByLabel("instance_count", { exact: true }).fill("4");
  await hotplate.summary.getByText(/^4 servers$/).waitFor();
  await hotplate.keeps('"instance_count": "4"');
  await hotplate.page.reload();
  await hotplate.ready();
  await hotplate.summary.getByText(/^4 servers$/).waitFor();
  await hotplate.paste(MINE);
  await hotplate.box("mine").waitFor();
  await hotplate.kept("my own work");
  await hotplate.page.reload();
  await hotplate.ready();
  await hotplate.line("my own work").waitFor();
  await hotplate.box("mine").waitFor();
});

/** Lets the page take three seconds for what it does after a pause of a third of one. */
function linger() {
  const set = window.setTimeout.bind(window);
  window.setTimeout = (act, after, ...given) => set(act, after === 300 ? 3000 : after, ...given);
}

visit("who leaves before the text is kept is asked", { prepare: (context) => context.addInitScript(linger) }, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.box("server_group").waitFor();
  const asked = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await hotplate.paste(MINE);
  await page.evaluate(() => location.reload());
  await hotplate.kept("my own work");
  await hotplate.line("my own work").waitFor();
  assert.deepEqual(asked, ["beforeunload"]);
  await page.evaluate(() => location.reload());
  await hotplate.box("mine").waitFor();
  assert.equal(asked.length, 1);
});

const SECRETIVE = `heat_template_version: 2018-08-31
parameters:
  key: { type: string, hidden: true }
  size: { type: number, default: 1 }
resources:
  mine: { type: OS::Heat::Value, properties: { value: { get_param: key } } }
`;

visit("what is secret is kept nowhere, stays as long as the page does, and is asked for again", {}, async (hotplate) => {
  const { page, context } = hotplate;
  const secrets = ["hunter2", "hunter3", "hunter4"];
  const environment = () => page.getByRole("button", { name: "environment", exact: true });
  const key = hotplate.parameters.getByLabel("key");
  await hotplate.paste(SECRETIVE);
  await hotplate.box("mine").waitFor();
  await environment().click();
  await page.getByRole("textbox", { name: /^environment/ }).waitFor();
  await hotplate.paste(`parameters:\n  key: ${secrets[0]}\n  size: 3\nparameter_defaults: {db_password: ${secrets[1]}}\n`);
  await key.fill(secrets[2]);
  await hotplate.kept("size: 3");
  await keepsNoSecret(page, ...secrets);
  // Other work and back: nothing is lost.
  await page.getByRole("button", { name: "Gallery" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Hosts exchange/ }).click();
  await hotplate.box("server_group").waitFor();
  await page.getByRole("button", { name: "Gallery" }).click();
  await becomes(() => page.evaluate(() => (localStorage.getItem("hotplate.recent") ?? "").includes("size: 3")), true);
  await keepsNoSecret(page, ...secrets);
  await page.getByRole("dialog").locator(".shelves").last().getByRole("button").first().click();
  await hotplate.box("mine").waitFor();
  await environment().click();
  await hotplate.line(`key: ${secrets[0]}`).waitFor();
  await hotplate.line(`db_password: ${secrets[1]}`).waitFor();
  const notice = hotplate.live.filter({ hasText: "This browser keeps nothing that is secret" });
  assert.equal(await notice.count(), 0);
  await hotplate.kept("size: 3");
  await keepsNoSecret(page, ...secrets);

  await page.reload();
  await hotplate.ready();
  await hotplate.line("key: left-out").waitFor();
  await hotplate.line("size: 3").waitFor();
  for (const words of ["parameter key, which the template hides", "environment:2: the value of key, which the template hides", "environment:4: what is set as db_password"]) {
    await notice.getByText(words).waitFor();
  }
  await hotplate.shoot("draft-left-out");
  assert.deepEqual(await axe(page), []);
  assert.equal(await key.inputValue(), "");
  // It is said until somebody has read it, also to a new tab.
  const next = await context.newPage();
  await next.goto(page.url());
  await next.getByRole("status").filter({ hasText: "This browser keeps nothing that is secret" }).waitFor();
  await next.close();
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await becomes(() => notice.count(), 0);
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
  assert.equal(download.suggestedFilename(), "template.yaml");
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
