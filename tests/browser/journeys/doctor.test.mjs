// What stands between the page and a testbed: each service asked, and what would let the page in.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { findings as axe } from "../axe.mjs";
import { origin, visit as open } from "../hotplate.mjs";
import { credential, guarded, hasNoSecret, revoke, start, token } from "../testbed.mjs";
import { becomes } from "../visit.mjs";

/** The password of everybody at the testbed. */
const PASSWORD = "correct-horse";

const visit = guarded(open, PASSWORD);

let testbed;
let foreign;

before(async () => {
  testbed = await start(await origin());
  if (!testbed.why) foreign = await start("https://elsewhere.example");
}, { timeout: 1_200_000 });
after(async () => {
  await testbed?.stop?.();
  await foreign?.stop?.();
});

/** What a browser says aloud when an answer is kept from the page, or none comes. */
const setting = {
  patience: 90_000,
  faults: [/^request to http:\/\/(127\.0\.0\.1|localhost):\d+$/, /^(40\d|503) for http:\/\/127\.0\.0\.1:\d+\//, /^console: /],
  skip: () => testbed.why,
};

/** Opens the form for an address. */
async function connect({ tab, preview }, address) {
  await tab("Deploy").click();
  await preview.getByRole("button", { name: "Connect…" }).click();
  await preview.getByRole("combobox", { name: "Testbed", exact: true }).selectOption({ label: "Another address…" });
  await preview.getByLabel(/Address of Keystone/).fill(address);
}

const check = ({ preview }) => preview.getByRole("button", { name: "Check the connection" }).click();

const row = ({ preview }, service) => preview.getByRole("row").filter({ has: preview.page().getByRole("rowheader", { name: new RegExp(`${service}$`) }) });

/** What takes every call and never answers. */
async function silence() {
  const server = createServer(() => {});
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { address: `http://127.0.0.1:${server.address().port}/v3`, close: () => (server.closeAllConnections(), server.close()) };
}

/** What stands before a service: answers every `OPTIONS` with 401, as a service does that expects a token, and the rest with this. */
async function front(status, headers) {
  const server = createServer((request, response) => {
    if (request.method === "OPTIONS") response.writeHead(401).end();
    else response.writeHead(status, headers).end("{}");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { address: `http://127.0.0.1:${server.address().port}/v3`, close: () => (server.closeAllConnections(), server.close()) };
}

visit("each service of a testbed says how it answers", setting, async (hotplate) => {
  const { page, preview } = hotplate;
  await connect(hotplate, testbed.authUrl);
  await check(hotplate);
  await row(hotplate, "Keystone").getByText("answers this page", { exact: true }).waitFor();
  assert.equal(await preview.getByRole("row").count(), 2, "before a sign-in only Keystone is known");

  const { id, secret } = await credential(testbed, { name: "restricted", unrestricted: false });
  await preview.getByRole("combobox", { name: "Sign in with" }).selectOption({ label: "Application credential" });
  await preview.getByLabel("Id of the credential").fill(id);
  await preview.getByLabel("Its secret").fill(secret);
  await preview.getByRole("button", { name: "Sign in", exact: true }).click();
  await preview.getByText(/min left/).waitFor();
  await check(hotplate);
  await row(hotplate, "Keystone").getByText("answers this page", { exact: true }).waitFor();
  await row(hotplate, "Heat").getByText(/your application credential is restricted/).waitFor();
  await row(hotplate, "Blazar").getByText(/the catalog does not name Blazar/).waitFor();
  await hotplate.shoot("doctor");
  assert.deepEqual(await axe(page), []);
  await hasNoSecret(page, secret);
});

visit("a token that has ended is told", setting, async (hotplate) => {
  const { preview } = hotplate;
  const pasted = await token(testbed);
  await connect(hotplate, testbed.authUrl);
  await preview.getByRole("combobox", { name: "Sign in with" }).selectOption({ label: "Token" });
  await preview.getByLabel("Token", { exact: true }).fill(pasted);
  await preview.getByRole("button", { name: "Sign in", exact: true }).click();
  await preview.getByText(/min left/).waitFor();
  await revoke(testbed, pasted);
  await check(hotplate);
  // Other services may remember for a while that it was good.
  await row(hotplate, "Keystone").getByText(/Keystone does not take the token any more/).waitFor();
});

visit("a testbed that does not know this page gets the lines that let it in", { ...setting, viewport: { width: 360, height: 740 }, colorScheme: "dark" }, async (hotplate) => {
  const { page, preview } = hotplate;
  await page.getByRole("button", { name: "Preview", exact: true }).click();
  await connect(hotplate, foreign.authUrl);
  await check(hotplate);
  await row(hotplate, "Keystone").getByText("Access-Control-Allow-Origin", { exact: true }).waitFor();
  await preview.getByRole("button", { name: "keystone.conf", exact: true }).waitFor();
  await preview.locator(".examined").getByRole("button", { name: "Copy", exact: true }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, `[cors]\nallowed_origin = ${await origin()}\n`);
  await preview.getByRole("button", { name: "Your own machine" }).click();
  await preview.getByText("hotplate serve --cloud clouds.yaml").waitFor();
  await becomes(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  await hotplate.shoot("doctor-narrow");
  assert.deepEqual(await axe(page), []);
});

visit("what is half open, failing or away is told apart", setting, async (hotplate) => {
  const { preview } = hotplate;
  const named = { "access-control-allow-origin": await origin(), "content-type": "application/json" };
  const half = await front(401, named);
  const failing = await front(503, {});
  const silent = await silence();
  try {
    await connect(hotplate, half.address);
    await check(hotplate);
    await row(hotplate, "Keystone").getByText("Access-Control-Allow-Headers", { exact: true }).waitFor();
    await preview.getByLabel(/Address of Keystone/).fill(failing.address);
    await check(hotplate);
    await row(hotplate, "Keystone").getByText("Access-Control-Allow-Origin", { exact: true }).waitFor();
    await preview.getByLabel(/Address of Keystone/).fill("http://127.0.0.1:9/v3");
    await check(hotplate);
    await row(hotplate, "Keystone").getByText(/Keystone did not answer/).waitFor();
    await row(hotplate, "Keystone").getByText(/does not trust the certificate/).waitFor();
    assert.equal(await preview.getByRole("button", { name: "Your own machine" }).count(), 0);
    await preview.getByLabel(/Address of Keystone/).fill(silent.address);
    await check(hotplate);
    await row(hotplate, "Keystone").getByText(/Keystone did not answer: nothing came within 20 seconds/).waitFor();
  } finally {
    half.close();
    failing.close();
    silent.close();
  }
});
