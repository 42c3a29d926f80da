// Links that name where a template lies: who would be asked is said first, a press asks, and nobody's work is lost.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { findings as axe } from "../axe.mjs";
import { visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

const MINE = "heat_template_version: 2018-08-31\n# my own work\nresources:\n  mine: { type: OS::Heat::None }\n";
const THEIRS = "heat_template_version: 2018-08-31\n# é\nresources:\n  theirs: { type: OS::Heat::None }\n";
const SHA256 = createHash("sha256").update(THEIRS).digest("hex");
const ARTIFACT = "108beeac-564f-4030-b126-ec4d903e680e";

/** Another host. What it was asked for is noted. */
const asked = [];
let other;
let host;
before(async () => {
  const open = { "access-control-allow-origin": "*" };
  const answers = {
    "/theirs.yaml": [200, open, THEIRS],
    "/closed.yaml": [200, {}, THEIRS],
    "/moved.yaml": [302, { ...open, location: "/theirs.yaml" }, ""],
    "/large.yaml": [200, open, "#".repeat((1 << 20) + 1)],
    "/picture.yaml": [200, open, Buffer.from([0x89, 0x50, 0xff])],
    "/refused.yaml": [403, open, ""],
  };
  other = createServer(({ url, headers }, response) => {
    asked.push(`${url}${headers.cookie ?? ""}${headers.referer ?? ""}`);
    const [status, heads, body] = answers[url] ?? [404, open, ""];
    response.writeHead(status, heads).end(body);
  });
  await new Promise((listening) => other.listen(0, "127.0.0.1", listening));
  host = `127.0.0.1:${other.address().port}`;
});
after(() => other.close());

const FAULTS = [/^request to http:\/\/127\.0\.0\.1:/, /for http:\/\/127\.0\.0\.1:/, /console: .*(404|403|CORS|ERR_FAILED)/];
const hash = (page, fragment) => page.evaluate((fragment) => { location.hash = fragment; }, fragment);
const names = (path, sha256 = SHA256) => `from=http://${host}/${path}&sha256=${sha256}`;

visit("it is said who would be asked, a press asks, and the work from before is kept", { faults: FAULTS }, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste(MINE);
  await hotplate.box("mine").waitFor();
  asked.length = 0;
  await hash(page, names("theirs.yaml"));
  const notice = hotplate.live.filter({ hasText: "names a template elsewhere" });
  await notice.filter({ hasText: `${host} would be asked for /theirs.yaml` }).filter({ hasText: SHA256 }).waitFor();
  await hotplate.shoot("pointer");
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(asked, [], "nobody is asked before the press");
  await hotplate.line("my own work").waitFor();

  await notice.getByRole("button", { name: `Ask ${host}` }).click();
  await hotplate.box("theirs").waitFor();
  assert.deepEqual(asked, ["/theirs.yaml"], "with no cookie and no referrer");
  await page.getByRole("button", { name: "theirs.yaml", exact: true }).waitFor();
  await page.getByRole("button", { name: "Back to it" }).click();
  await hotplate.line("my own work").waitFor();
});

visit("what cannot be had is told apart, and the open work stays", { faults: FAULTS }, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste(MINE);
  await hotplate.box("mine").waitFor();
  for (const [link, told] of [
    [names("missing.yaml"), "has no such file (status 404)"],
    [names("refused.yaml"), "refuses the file (status 403)"],
    [names("closed.yaml"), "lets no page of another site read this file"],
    [names("moved.yaml"), "sends on to another address"],
    [names("large.yaml"), "larger than 1 MiB"],
    [names("picture.yaml"), "no text in UTF-8"],
    [names("theirs.yaml", "0".repeat(64)), `its SHA-256 is ${SHA256}`],
  ]) {
    await hash(page, link);
    await page.getByRole("button", { name: `Ask ${host}` }).click();
    const notice = hotplate.live.filter({ hasText: told });
    await notice.waitFor().catch((failure) => { throw new Error(`${link}: ${failure.message}`); });
    await hotplate.line("my own work").waitFor();
    await notice.getByRole("button", { name: "Dismiss" }).click();
  }
  asked.length = 0;
  for (const [link, told] of [
    ["from=http://example.org/a.yaml", "begin with https://"],
    ["from=https://example.org@evil.example/a.yaml", "is not plain to see"],
    ["from=https://example.org/a.yaml&sha256=12", "has 64 digits"],
    [`from=trovi:${ARTIFACT}/a.yaml`, "trovi:ID@VERSION"],
  ]) {
    await hash(page, link);
    await hotplate.live.filter({ hasText: told }).waitFor();
  }
  assert.deepEqual(asked, []);
});

visit("an address is opened from the gallery, and shared with its digest", { faults: FAULTS }, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.box("server_group").waitFor();
  await page.getByRole("button", { name: "Gallery" }).click();
  const field = page.getByRole("dialog").getByRole("textbox", { name: /address of a template/ });
  await field.fill(`http://${host}/theirs.yaml`);
  await hotplate.shoot("open-address");
  await page.keyboard.press("Enter");
  await hotplate.box("theirs").waitFor();

  await page.getByRole("button", { name: /^Share/ }).click();
  const dialog = page.getByRole("dialog", { name: "Share this preview" });
  await dialog.getByText("names where the template lies").click();
  const place = dialog.getByRole("textbox", { name: /^Its address/ });
  await place.fill("http://example.org/a.yaml");
  await dialog.getByText("Only addresses that begin with").waitFor();
  assert.ok((await dialog.locator(".trouble").boundingBox()).height < 60, "it is one sentence, on one line");
  await place.fill(`http://${host}/theirs.yaml`);
  await dialog.getByRole("button", { name: "Copy this link" }).click();
  await hotplate.shoot("share-pointer");
  assert.deepEqual(await axe(page), []);
  await becomes(() => page.evaluate(() => navigator.clipboard.readText()), `${page.url().split("#")[0]}#${names("theirs.yaml")}`);
});

const trovi = async (context) => {
  const answer = (route, body) => route.fulfill({ headers: { "access-control-allow-origin": "*" }, body });
  await context.route("https://trovi.chameleoncloud.org/**", (route) => {
    const version = (slug, urn) => ({ slug, created_at: "2024-05-06T00:00:00Z", contents: { urn }, links: [] });
    const versions = [
      version("2024-05-06.1", "urn:trovi:contents:git:https://github.com/me/lab.git@0a1b2c"),
      version("2024-05-06", `urn:trovi:contents:chameleon:${ARTIFACT}`),
    ];
    return answer(route, JSON.stringify({ uuid: ARTIFACT, title: "Lab", versions }));
  });
  await context.route("https://raw.githubusercontent.com/**", (route) => answer(route, THEIRS));
};
const TROVI = [/^request to https:\/\/(trovi|raw)\./];

visit("an artifact of Trovi leads to its file, and who has that is said again", { prepare: trovi, faults: TROVI, at: () => `#from=trovi:${ARTIFACT}@2024-05-06.1/heat/theirs.yaml&sha256=${SHA256}` }, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.live.filter({ hasText: "version 2024-05-06.1 keeps heat/theirs.yaml" }).waitFor();
  await page.getByRole("button", { name: "Ask trovi.chameleoncloud.org" }).click();
  await hotplate.live.filter({ hasText: "asked for /me/lab/0a1b2c/heat/theirs.yaml" }).filter({ hasText: SHA256 }).waitFor();
  await page.getByRole("button", { name: "Ask raw.githubusercontent.com" }).click();
  await hotplate.box("theirs").waitFor();
  for (const [version, told] of [["2024-05-06", "in an archive"], ["2023", "has no version 2023; it has 2024-05-06.1, 2024-05-06"]]) {
    await hash(page, `from=trovi:${ARTIFACT}@${version}/heat/theirs.yaml`);
    await page.getByRole("button", { name: "Ask trovi.chameleoncloud.org" }).click();
    await hotplate.live.filter({ hasText: told }).waitFor();
  }
});

visit("on a narrow screen the notice is whole", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, at: () => `#from=trovi:${ARTIFACT}@1/heat/hosts.yaml&sha256=${SHA256}` }, async (hotplate) => {
  const { page } = hotplate;
  await page.getByRole("button", { name: "Ask trovi.chameleoncloud.org" }).waitFor();
  await hotplate.shoot("pointer-narrow");
  const words = await hotplate.live.filter({ hasText: "names a template" }).getByRole("paragraph").boundingBox();
  assert.ok(words.width > 240, JSON.stringify(words));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
});
