// A lease and the stack that it starts, at a testbed that has Blazar too: `cargo xtask test --testbed` starts one, and says
// in `HOTPLATE_RELAYED` where `hotplate serve --cloud` serves the page for it.

import assert from "node:assert/strict";
import { findings as axe } from "../axe.mjs";
import { visit as open } from "../hotplate.mjs";
import { installed, proxy } from "../proxies.mjs";
import { agents, endpoint, guarded, hasNoSecret } from "../testbed.mjs";
import { becomes as comes } from "../visit.mjs";

const RELAYED = process.env.HOTPLATE_RELAYED;

/** The same page by a name that no service lets in. */
const STRANGER = RELAYED?.replace("127.0.0.1", "localhost");

const PASSWORD = "correct-horse";

const visit = guarded(open, PASSWORD);

const TEMPLATE = `heat_template_version: 2015-10-15
parameters:
  reservation_id: {type: string}
resources:
  given: {type: OS::Heat::Value, properties: {value: {get_param: reservation_id}}}
outputs:
  told: {value: {get_attr: [given, value]}}
`;

/** A lease takes its time, above all on a machine that has other work. */
const setting = { bare: true, patience: 180_000, faults: [/^request to http:\/\/(127\.0\.0\.1|localhost):\d+$/, /CORS policy|ERR_FAILED/, /^40[01] for http:\/\/127\.0\.0\.1:\d+\/v\d/, /status of 40[01]/], skip: () => !RELAYED && "no testbed with Blazar" };

/** Opens the page, and signs alice in. */
async function enter(hotplate, at = RELAYED) {
  const { page, context } = hotplate;
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(at).origin });
  await page.goto(at);
  await hotplate.ready();
  await hotplate.paste(TEMPLATE);
  await hotplate.box("given").waitFor();
  await signIn(hotplate);
}

async function signIn(hotplate) {
  const { preview } = hotplate;
  await hotplate.tab("Deploy").click();
  await preview.getByRole("button", { name: "Connect…" }).click();
  await preview.getByRole("combobox", { name: "Sign in with" }).selectOption({ label: "User and password" });
  await preview.getByLabel("User", { exact: true }).fill("alice");
  await preview.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await preview.getByLabel("Project", { exact: true }).fill("chi-one");
  await preview.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** A time for a field, in this machine's time. */
function inFiveMinutes(page) {
  return page.evaluate(() => {
    const then = new Date(Date.now() + 300_000);
    return new Date(then - then.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  });
}

/** What is followed: the lease, and the stack. */
function followed({ preview }) {
  return { lease: preview.getByRole("region", { name: "The lease at the testbed" }), stack: preview.getByRole("region", { name: "The stack at the testbed" }) };
}

async function becomes(region, status) {
  await region.getByRole("status").getByText(status, { exact: true }).waitFor();
}

/** The testbed behind the relay. */
async function relayed() {
  const [{ auth_url: authUrl }] = await (await fetch(new URL("testbeds.json", RELAYED))).json();
  return { authUrl, password: PASSWORD };
}

/** Deletes a lease behind the page's back. */
async function deleteElsewhere(name) {
  const { url, headers } = await endpoint(await relayed(), "reservation");
  const { leases } = await (await fetch(`${url}/leases`, { headers })).json();
  for (const lease of leases.filter((lease) => lease.name === name)) await fetch(`${url}/leases/${lease.id}`, { method: "DELETE", headers });
}

async function deleteLease(lease) {
  await lease.getByRole("button", { name: "Delete the lease…" }).click();
  await lease.getByRole("button", { name: "Delete it and the servers on it" }).click();
  await lease.waitFor({ state: "detached" });
}

async function deleteStack(stack) {
  await stack.getByRole("button", { name: "Delete the stack…" }).click();
  await stack.getByRole("button", { name: "Delete it and all that it created" }).click();
  await becomes(stack, "DELETE_COMPLETE");
}

for (const armed of [false, true]) {
  visit(`a lease starts ${armed ? "an armed" : "a stored"} stack`, setting, async (hotplate) => {
    const { page, preview } = hotplate;
    await enter(hotplate);
    await preview.getByLabel("Name of the stack").fill(armed ? "armed-journey" : "stored-journey");
    await preview.getByLabel("Hosts, at least").fill("9");
    await preview.getByRole("button", { name: "Review the requests…" }).click();
    await preview.getByText(/9 hosts are asked for, and only \d that fit are free then/).waitFor();
    await preview.getByLabel("Hosts, at least").fill("1");
    if (armed) await preview.getByRole("checkbox", { name: "Arm the template" }).check();
    await preview.getByRole("button", { name: "Review the requests…" }).click();
    const send = preview.getByRole("button", { name: "Store the stack, then make the lease" });
    await send.waitFor();
    assert.equal(await preview.getByText("The armed template", { exact: true }).count(), armed ? 1 : 0);
    await hotplate.shoot(armed ? "lease-armed" : "lease-review");
    assert.deepEqual(await axe(page), []);
    await send.click();
    const { lease, stack } = followed(hotplate);
    await becomes(stack, "UPDATE_COMPLETE");
    await becomes(lease, "ACTIVE");
    await stack.getByRole("heading", { name: "told" }).waitFor();
    await hotplate.shoot("lease-begun");
    await hasNoSecret(page, PASSWORD);
    await deleteLease(lease);
    await deleteStack(stack);
  });
}

visit("a page that was closed while it waited is asked to go on", { ...setting, faults: [...setting.faults, /^404 for /, /^console: Failed to load resource.*404/] }, async (hotplate) => {
  const { page, preview } = hotplate;
  const { lease, stack } = followed(hotplate);
  const left = preview.getByRole("region", { name: "Left to start" });
  await enter(hotplate);
  await preview.getByText(/^compute_skylake: \d of 3 free now/).waitFor();
  assert.match(await preview.locator(".free .bars").getAttribute("d"), /^M0 36V\d+H/);
  await preview.getByLabel("Name of the stack").fill("closed-journey");
  await preview.getByLabel("Hosts, at least").fill("1");
  await preview.getByRole("radio", { name: /^By this page, when the lease begins/ }).check();
  await preview.getByLabel("Starts; empty is at once").fill(await inFiveMinutes(page));
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  await preview.getByRole("button", { name: "Make the lease", exact: true }).click();
  await lease.getByText(/^This page starts the stack when the lease is active/).waitFor();
  assert.equal(await left.count(), 0);
  await page.reload();
  await hotplate.ready();
  // The template was read again.
  await hotplate.parameters.getByLabel("reservation_id").waitFor();
  await signIn(hotplate);
  await left.getByText(/This page was to start the stack closed-journey when the lease closed-journey-lease begins/).waitFor();
  await hotplate.shoot("left-to-start");
  assert.deepEqual(await axe(page), []);
  await hasNoSecret(page, PASSWORD);
  await left.getByRole("button", { name: "Take it up again" }).click();
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  await preview.getByRole("button", { name: "Wait for the lease", exact: true }).click();
  await lease.getByText(/^This page starts the stack when the lease is active/).waitFor();
  await left.waitFor({ state: "detached" });
  // Another end wants a whole date.
  await lease.getByRole("button", { name: "Another end…" }).click();
  const end = lease.getByLabel("New end, in this machine's time");
  await comes(async () => (await end.inputValue()) !== "", true);
  const given = await end.inputValue();
  await end.fill("");
  await lease.getByRole("button", { name: "Change the end" }).click();
  await lease.getByRole("alert").getByText("the new end is not complete: give a day and a time").waitFor();
  await hotplate.shoot("end-incomplete");
  await end.fill(`${Number(given.slice(0, 4)) + 1}${given.slice(4)}`);
  await lease.getByRole("button", { name: "Change the end" }).click();
  await lease.getByText(new RegExp(`ends ${Number(given.slice(0, 4)) + 1}-`)).waitFor();
  await comes(() => page.evaluate(() => document.activeElement.id), "lease");
  await deleteElsewhere("closed-journey-lease");
  await preview.getByText(/^the lease is not followed any more, and what waited for it is not started: Blazar does not find it/).waitFor();
  assert.equal(await lease.count() + await stack.count(), 0);
  await hotplate.shoot("lease-gone");
  await deleteElsewhere("closed-journey-lease");
});

visit("a page that was closed between the two halves says what is there", setting, async (hotplate) => {
  const { page, preview, context } = hotplate;
  let asked = 0;
  await context.route((url) => url.pathname.endsWith("/v1/leases"), (route) => (route.request().method() === "POST" ? (asked += 1) : route.continue()));
  await enter(hotplate);
  await preview.getByLabel("Name of the stack").fill("halved-journey");
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  await preview.getByRole("button", { name: "Store the stack, then make the lease" }).click();
  await comes(() => asked, 1);
  await page.reload();
  await hotplate.ready();
  await signIn(hotplate);
  const left = preview.getByRole("region", { name: "Left to start" });
  await left.getByText(/^The launch of the stack halved-journey was begun, and this page was not told how it ended\. The stack is there: INIT_COMPLETE/).waitFor();
  await left.getByRole("button", { name: "Follow the stack" }).click();
  const { stack } = followed(hotplate);
  await becomes(stack, "INIT_COMPLETE");
  await left.getByRole("button", { name: "Forget it" }).click();
  await left.waitFor({ state: "detached" });
  await deleteStack(stack);
});

visit("the first template of the gallery is deployed by its lease, instances and all", { ...setting, patience: 240_000 }, async (hotplate) => {
  const { page, preview } = hotplate;
  await page.goto(`${RELAYED}#sample=hosts.yaml`);
  await hotplate.ready();
  await hotplate.box("populate_hosts_sdg").waitFor();
  await signIn(hotplate);
  await preview.locator(".free").waitFor();
  await hotplate.parameters.getByLabel("instance_count", { exact: true }).fill("2");
  await preview.getByText("2 servers of the template start on the reservation.").waitFor();
  await preview.getByLabel("Name of the stack").fill("gallery-journey");
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  await preview.getByText("2 scripts will run as root").waitFor();
  await preview.getByRole("button", { name: "Store the stack, then make the lease" }).click();
  const { lease, stack } = followed(hotplate);
  await becomes(stack, "INIT_COMPLETE");
  await becomes(lease, "ACTIVE");
  const told = (name) => ({ deploy_stdout: `played by ${name}\n`, hosts: `10.0.0.${name} node-${name}` });
  const ended = () => stack.getByRole("status").getByText("UPDATE_COMPLETE", { exact: true }).isVisible();
  assert.equal(await agents(await relayed(), "gallery-journey", told, ended), 4);
  await stack.getByRole("heading", { name: "deployment_results" }).waitFor();
  await stack.getByText("What its script wrote").first().click();
  await stack.getByText(/played by \d/).first().waitFor();
  await hotplate.shoot("gallery-deployed");
  assert.deepEqual(await axe(page), []);
  await hotplate.tab("Graph").click();
  const chip = preview.locator(".lease-chip");
  await chip.getByText(/Lease gallery-journey-lease: ACTIVE Ends .* UTC.* left\./).waitFor();
  await hotplate.box("server_group").and(page.getByRole("button", { name: /(UPDATE|CREATE)_COMPLETE, on the lease gallery-journey-lease, ACTIVE$/ })).waitFor();
  // Only what stands on the lease says so.
  assert.equal(await page.locator(".figure .lease-tag").count(), 1);
  assert.deepEqual(await axe(page), []);
  await hotplate.shoot("gallery-graph");
  await page.setViewportSize({ width: 360, height: 740 });
  await hotplate.shoot("gallery-graph-narrow");
  await page.setViewportSize({ width: 1440, height: 900 });
  await chip.getByRole("button").click();
  await deleteLease(lease);
  await deleteStack(stack);
});

for (const kind of ["haproxy", "nginx"]) {
  const skip = () => setting.skip() || (!installed() && "HAProxy or nginx is not installed");
  visit(`the guide's lines let a page ask Blazar through ${kind}`, { ...setting, faults: [...setting.faults, /CORS policy|ERR_FAILED|^40[14] for|status of 40[14]/], skip }, async ({ page }) => {
    // Of the page's own origin, without the policy by which only its desk asks others.
    await page.goto(`${RELAYED}testbeds.json`);
    const { url, headers } = await endpoint(await relayed(), "reservation");
    const { host, pathname } = new URL(url);
    const ask = (address, path, headers) => page.evaluate(async ([url, headers]) => {
      const answer = await fetch(url, { headers }).catch(() => null);
      return answer && [answer.status, Boolean(answer.headers.get("x-openstack-request-id"))];
    }, [`${address}${pathname}${path}`, headers]);
    const mine = { accept: "application/json", "x-auth-token": headers["x-auth-token"] };
    const front = await proxy(kind, new URL(RELAYED).origin, host);
    const foreign = await proxy(kind, "https://elsewhere.example", host);
    try {
      assert.deepEqual(await ask(front.address, "/leases", mine), [200, true]);
      assert.equal((await ask(front.address, "/leases/0", mine))[0], 404);
      assert.equal((await ask(front.address, "/leases", { accept: "application/json" }))[0], 401);
      assert.equal(await ask(foreign.address, "/leases", mine), null);
      assert.equal(await ask(`http://${host}`, "/leases", mine), null);
    } finally {
      await front.stop();
      await foreign.stop();
    }
  });
}

for (const [words, at, closed] of [
  ["a service that is closed to the page is asked by the relay, the others directly", RELAYED, ["Blazar"]],
  ["a testbed that is closed to the page is asked by the relay alone", STRANGER, ["Keystone", "Heat", "Blazar", "Nova", "Glance", "Neutron"]],
]) {
  visit(words, setting, async (hotplate) => {
    const { page, preview } = hotplate;
    await enter(hotplate, at);
    await preview.getByRole("button", { name: "Check the connection" }).click();
    for (const service of ["Keystone", "Heat", "Blazar", "Nova", "Glance", "Neutron"]) {
      const row = preview.getByRole("row").filter({ has: page.getByRole("rowheader", { name: `✓ ${service}` }) });
      await row.getByText(closed.includes(service) ? "answers this page by the relay" : "answers this page", { exact: true }).waitFor();
    }
    await preview.getByText(/^\d+ requests$/).click();
    const made = preview.locator(".sent").getByRole("row");
    const count = (path, how) => made.filter({ has: page.getByRole("cell", { name: path }) }).filter({ has: page.getByRole("cell", { name: how }) }).count();
    // One try to learn that it is closed.
    assert.equal(await count(/^GET .*\/v1\/leases$/, /^no answer$/), 2);
    assert.ok((await count(/^GET .*\/v1\/leases$/, /^200, by the relay$/)) > 1);
    assert.equal((await count(/^POST .*\/v3\/auth\/tokens$/, /^201, by the relay$/)) > 0, closed.includes("Keystone"));
    assert.equal((await count(/\/stacks$/, /, by the relay$/)) > 0, closed.includes("Heat"));
    await hotplate.shoot(closed.length > 1 ? "relay-alone" : "relay-beside");
    assert.deepEqual(await axe(page), []);
  });
}

visit("this page starts a stack, and another by hand whose own lease was refused", { ...setting, faults: [...setting.faults, /^4\d\d for /, /^console: Failed to load resource.*4\d\d/] }, async (hotplate) => {
  const { page, preview } = hotplate;
  const { lease, stack } = followed(hotplate);
  await enter(hotplate);
  await preview.getByLabel("Name of the stack").fill("by-page-journey");
  await preview.getByLabel("Hosts, at least").fill("1");
  await preview.getByRole("radio", { name: /^By this page, when the lease begins/ }).check();
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  await preview.getByRole("button", { name: "Make the lease", exact: true }).click();
  await lease.getByText(/^This page starts the stack when the lease is active/).waitFor();
  await becomes(stack, "CREATE_COMPLETE");
  await stack.getByText("Predicted:", { exact: true }).waitFor();
  await becomes(lease, "ACTIVE");
  await stack.getByRole("heading", { name: "told" }).waitFor();
  await deleteStack(stack);

  // The testbed lends three addresses: it stores the stack, and refuses the lease.
  await preview.getByLabel("Name of the stack").fill("refused-journey");
  await preview.getByRole("radio", { name: /^By the testbed, when the lease begins/ }).check();
  await preview.getByText("More: node properties, devices, addresses, a network").click();
  await preview.getByLabel("Floating addresses").fill("9");
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  await preview.getByRole("button", { name: "Store the stack, then make the lease" }).click();
  await preview.getByText(/Not enough floating IPs available/).waitFor();
  await becomes(stack, "INIT_COMPLETE");
  await hotplate.shoot("lease-refused");
  assert.deepEqual(await axe(page), []);

  await preview.getByText("Leases and stacks of this project").click();
  await preview.getByRole("button", { name: "Look again" }).click();
  await preview.getByRole("listitem").filter({ hasText: "lease by-page-journey" }).getByRole("button", { name: "Follow" }).click();
  // The lease was not made for this stack: both are named, and asked about once more.
  assert.equal(await preview.getByRole("button", { name: "Start it now" }).count(), 0);
  await lease.getByText(/^The stack refused-journey waits for its reservation, but was not made for the lease by-page-journey-lease\.$/).waitFor();
  await hotplate.shoot("lease-other");
  await lease.getByRole("button", { name: "Start it on this lease…" }).click();
  await lease.getByRole("button", { name: "Start this stack on this lease" }).click();
  await becomes(stack, "UPDATE_COMPLETE");
  await stack.getByRole("heading", { name: "told" }).waitFor();
  await hasNoSecret(page, PASSWORD);
  await deleteLease(lease);
  await deleteStack(stack);
});
