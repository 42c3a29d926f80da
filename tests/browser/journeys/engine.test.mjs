// The engine works beside the page: whatever becomes of it, the text and the page stay.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fixture, visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

const LOADER = /\/hotplate-engine_loader\.js$/;
const [, VERSION] = /^version = "(.*)"$/m.exec(readFileSync(new URL("../../../Cargo.toml", import.meta.url), "utf8"));
const HANGING = `onmessage = () => { for (;;); }; postMessage("ready ${VERSION}");`;

/** Lets the first engine be another than the real one. */
const firstEngine = (stand) => async (context) => {
  let met = false;
  await context.route(LOADER, (route) => {
    const first = !met;
    met = true;
    return first ? stand(route) : route.continue();
  });
};

visit("while an engine hangs one can type; it is ended, and the next goes on", {
  prepare: firstEngine((route) => route.fulfill({ contentType: "text/javascript", body: HANGING })),
}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.preview.getByText("Reading the template").waitFor();
  await hotplate.editor.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# still here");
  await hotplate.line("# still here").waitFor();
  await hotplate.shoot("engine-hangs");
  const notice = hotplate.live.filter({ hasText: "took longer than 10 seconds" });
  await becomes(async () => (await notice.count()) + (await hotplate.box("server_group").count()) > 0, true);
  await hotplate.box("server_group").waitFor();
  await becomes(() => notice.count(), 0);
  assert.equal(await page.getByRole("alert").count(), 0);
});

visit("a text at which the engine hangs is not tried again by itself", {
  prepare: firstEngine((route) => route.fulfill({ contentType: "text/javascript", body: HANGING })),
}, async (hotplate) => {
  const notice = hotplate.live.filter({ hasText: "took longer than 10 seconds" });
  await notice.waitFor();
  await hotplate.shoot("engine-given-up");
  await new Promise((later) => setTimeout(later, 500));
  assert.equal(await hotplate.box("server_group").count(), 0);
  await notice.getByRole("button", { name: "Try again" }).click();
  await hotplate.box("server_group").waitFor();
  await becomes(() => notice.count(), 0);
});

visit("without an engine the text can be worked on, and one can try again", {
  prepare: firstEngine((route) => route.abort()),
  faults: [/Failed to load resource/, /engine/],
}, async (hotplate) => {
  const notice = hotplate.live.filter({ hasText: "did not start" });
  await notice.waitFor();
  await hotplate.paste(fixture("seed-hosts.yaml"));
  await notice.getByRole("button", { name: "Try again" }).click();
  await hotplate.summary.getByText(/^2 servers$/).waitFor();
});

visit("typing a hundred keys in a row ends in the plan of the last", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste("heat_template_version: 2018-08-31\nresources:\n  a: { type: OS::Heat::None }\n");
  await hotplate.box("a").waitFor();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.type("b".repeat(100));
  await hotplate.box(`a${"b".repeat(100)}`).waitFor();
});
