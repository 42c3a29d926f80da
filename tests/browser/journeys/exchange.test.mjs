// The exchange: what the instances tell each other, moment by moment, and what becomes of it when something goes wrong.

import assert from "node:assert/strict";
import { findings } from "../axe.mjs";
import { visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

/** Opens the exchange of the sample, once its scripts have run. */
async function opened(hotplate) {
  await hotplate.summary.getByText(/^3 servers$/).waitFor();
  await hotplate.tab("Exchange").click();
  const fate = hotplate.page.getByRole("region", { name: "What becomes of the stack" });
  await fate.getByText("The stack is CREATE_COMPLETE after 6:03.").waitFor();
  return { fate, replay: hotplate.page.getByRole("region", { name: "Replay" }) };
}

const card = (hotplate, name) => hotplate.preview.locator(".cards > .card").filter({ hasText: name });

visit("the conversation is replayed by slider, button and key", {}, async (hotplate) => {
  const { replay } = await opened(hotplate);
  const slider = replay.getByRole("slider", { name: "Moment" });
  const merged = hotplate.preview.locator(".merged");
  await hotplate.shoot("exchange");
  await slider.focus();
  await hotplate.page.keyboard.press("Home");
  await replay.getByText("The stack is begun").first().waitFor();
  await merged.getByText("0 of 3 signals have come").waitFor();
  await hotplate.preview.getByText("0 of 9 pairs").waitFor();
  assert.equal(await hotplate.preview.locator(".reported").count(), 0);

  for (let step = 0; step < 4; step += 1) await hotplate.page.keyboard.press("ArrowRight");
  await becomes(() => replay.locator(".clock").textContent(), "5:31");
  await becomes(() => card(hotplate, "server_group[0]").locator(".pill").first().textContent(), "has run");
  await hotplate.preview.locator(".reported", { hasText: "hosts-2" }).waitFor();
  await merged.getByText("0 of 3 signals have come").waitFor();
  await replay.getByRole("button", { name: "One step on" }).click();
  await merged.getByText("hosts-1").first().waitFor();
  await hotplate.preview.getByText("0 of 9 pairs").waitFor();
  await hotplate.shoot("exchange-replayed");

  await replay.getByRole("button", { name: "Every step" }).click();
  await replay.getByRole("button", { name: /^6:02/ }).click();
  await hotplate.preview.getByText("All-to-all: 9 of 9 pairs").waitFor();
  await slider.focus();
  await hotplate.page.keyboard.press("Home");
  await replay.getByRole("button", { name: "Play" }).click();
  await replay.getByRole("button", { name: "Pause" }).waitFor();
  await becomes(() => replay.locator(".clock").textContent(), "5:00");
  await replay.getByRole("button", { name: "Pause" }).click();
  await replay.getByRole("button", { name: "Play" }).waitFor();
});

visit("a script that fails, a dead agent and a lost signal are told, kept and taken back", {}, async (hotplate) => {
  const { fate, replay } = await opened(hotplate);
  const second = card(hotplate, "server_group[1]");
  await second.getByRole("button", { name: "What if something goes wrong with export_hosts_sdg[1]?" }).click();
  await second.getByLabel("Its script ends with status").fill("4");
  await second.getByLabel("Its script ends with status").press("Tab");
  await fate.getByText("The stack is CREATE_FAILED after 5:32.").waitFor();
  await fate.getByText("Resource CREATE failed: Error: resources.export_hosts_sdg.resources[1]: Deployment to server failed: deploy_status_code : Deployment exited with non-zero status code: 4").waitFor();
  await second.getByText("supposed: exit 4").waitFor();
  await hotplate.shoot("exchange-failed");

  await second.getByRole("button", { name: "As on a good day" }).click();
  await fate.getByText("The stack is CREATE_COMPLETE after 6:03.").waitFor();
  await second.getByLabel("The instance's agent never polls").check();
  await fate.getByText("Heat waits in vain, and gives up after 60:00: CREATE_FAILED.").waitFor();
  await fate.getByText("is held by export_hosts_sdg[1], from which no signal comes").waitFor();
  await replay.getByLabel("Heat gives up after (minutes)").fill("20");
  await replay.getByLabel("Heat gives up after (minutes)").press("Tab");
  await fate.getByText("Heat waits in vain, and gives up after 20:00: CREATE_FAILED.").waitFor();
  await hotplate.shoot("exchange-stuck");
  assert.deepEqual(await findings(hotplate.page), []);

  await becomes(() => hotplate.page.evaluate(() => localStorage["hotplate.draft"].includes('["server_group[1]", "dead", ""]')), true);
  await hotplate.page.reload();
  await hotplate.ready();
  await fate.getByText("gives up after 20:00").waitFor();
  await replay.getByRole("button", { name: "Suppose nothing any more" }).click();
  await fate.getByText("The stack is CREATE_COMPLETE after 6:03.").waitFor();

  await second.getByRole("button", { name: /^What if/ }).click();
  await second.getByLabel("Its signal is lost").check();
  await fate.getByText("from which no signal comes").waitFor();
});

visit("commands are supposed to fail, and a link carries it", {}, async (hotplate) => {
  await hotplate.ready();
  await hotplate.paste(`heat_template_version: 2018-08-31
resources:
  node: { type: OS::Nova::Server, properties: { image: i, flavor: f, user_data_format: SOFTWARE_CONFIG, user_data: { get_resource: boot } } }
  other: { type: OS::Nova::Server, properties: { image: i, flavor: f, user_data_format: RAW, user_data: "#!/bin/sh\\necho other\\n" } }
  boot: { type: OS::Heat::CloudConfig, properties: { cloud_config: { packages: [ jq ] } } }
  install: { type: OS::Heat::SoftwareConfig, properties: { group: script, config: "#!/bin/sh\\nyum install -y x || exit 7\\n" } }
  installed: { type: OS::Heat::SoftwareDeployment, properties: { config: { get_resource: install }, server: { get_resource: node }, actions: [ CREATE, DELETE ] } }
`);
  await hotplate.tab("Exchange").click();
  const fate = hotplate.page.getByRole("region", { name: "What becomes of the stack" });
  await fate.getByText("The stack is CREATE_COMPLETE").waitFor();
  const started = hotplate.preview.getByRole("region", { name: "What instances are started with" });
  await started.getByText("- jq").waitFor();
  await started.getByText("text/cloud-boothook · boothook.sh").waitFor();
  // Only the first stands open, and the text of another comes when it is opened.
  await becomes(() => started.getByText("echo other").count(), 0);
  const other = started.locator("summary", { hasText: "other" });
  await other.click();
  await started.getByText("echo other").waitFor();
  await other.click();
  await becomes(() => started.getByText("echo other").count(), 0);
  await started.scrollIntoViewIfNeeded();
  await hotplate.shoot("exchange-user-data");

  const everywhere = hotplate.preview.getByLabel("Commands that fail everywhere");
  await everywhere.fill("yum apt-get");
  await everywhere.press("Tab");
  await fate.getByText("non-zero status code: 7").waitFor();
  await becomes(() => everywhere.inputValue(), "yum, apt-get");
  assert.deepEqual(await findings(hotplate.page), []);
  await hotplate.shoot("exchange-failing");

  await hotplate.page.getByRole("button", { name: "Share" }).click();
  const dialog = hotplate.page.getByRole("dialog");
  await dialog.getByText("2 suppositions about the exchange").waitFor();
  await hotplate.page.keyboard.press("Escape");
  await everywhere.fill("");
  await everywhere.press("Tab");
  await fate.getByText("The stack is CREATE_COMPLETE").waitFor();

  await hotplate.preview.getByLabel("Once it is there").selectOption("DELETE");
  const later = hotplate.preview.getByRole("region", { name: "What runs afterwards" });
  await later.getByText("DELETE installed").waitFor();
  await later.getByText("exit 0").waitFor();
  await later.getByText("What the script saw and said").click();
  await later.getByText("deploy_action=DELETE").waitFor();
  await later.scrollIntoViewIfNeeded();
  await hotplate.shoot("exchange-deleted");
  assert.deepEqual(await findings(hotplate.page), []);
  await hotplate.preview.getByRole("button", { name: "Suppose nothing any more" }).click();
  await becomes(() => later.count(), 0);

  await hotplate.preview.getByRole("button", { name: /^What if/ }).click();
  await hotplate.preview.getByLabel("Commands that fail on the instance").fill("yum");
  await hotplate.preview.getByLabel("Commands that fail on the instance").press("Tab");
  await hotplate.preview.getByText("supposed: yum fails").waitFor();
  await fate.getByText("non-zero status code: 7").waitFor();
});

visit("facts and numbers are supposed, and a line says where it came from", {}, async (hotplate) => {
  const { replay } = await opened(hotplate);
  await replay.getByLabel("server_group (by instance_count)").fill("2");
  await replay.getByLabel("server_group (by instance_count)").press("Tab");
  await hotplate.summary.getByText(/^2 servers$/).waitFor();
  await hotplate.preview.getByText("All-to-all: 4 of 4 pairs").waitFor();
  const host = hotplate.preview.getByLabel("hostname of server_group[1]");
  await host.fill("db");
  await host.press("Tab");
  const lines = hotplate.preview.locator(".received .file-lines");
  await lines.getByText("db", { exact: true }).waitFor();
  await lines.focus();
  await hotplate.page.keyboard.press("End");
  await hotplate.preview.getByText("10.140.81.12 is the ipaddress of server_group[1]; db is the hostname of server_group[1]").waitFor();
  await hotplate.shoot("exchange-provenance");
});

visit("what the image lacks is said, and the ways out are made", {}, async (hotplate) => {
  const { page } = hotplate;
  const { fate } = await opened(hotplate);
  await fate.getByText("has no Heat agents, has no facter, as far as is known").waitFor();
  await fate.getByRole("button", { name: "Two ways out" }).click();
  const images = page.getByRole("region", { name: "Will this image do it?" });
  await images.getByText("are built without Heat agents").waitFor();
  await images.getByText("As known on 2025-09-22.").waitFor();
  await images.getByRole("button", { name: "Ansible playbook" }).click();
  await images.getByText("ansible.builtin.command").waitFor();
  await hotplate.shoot("exchange-playbook");
  assert.deepEqual(await findings(page), []);
  await images.getByRole("button", { name: "Copy" }).click();
  await becomes(async () => (await page.evaluate(() => navigator.clipboard.readText())).includes("- name: \"populate_hosts_sdg\""), true);
  await images.getByRole("button", { name: "Boot script with the agents" }).click();
  await images.getByText("apt-get install -y facter").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), images.getByRole("button", { name: "Download" }).click()]);
  assert.equal(file.suggestedFilename(), "heat-agents.sh");
});

visit("a hundred instances stay readable", {}, async (hotplate) => {
  const { replay } = await opened(hotplate);
  await replay.getByLabel("server_group (by instance_count)").fill("100");
  await replay.getByLabel("server_group (by instance_count)").press("Tab");
  await hotplate.preview.getByText("All-to-all: 10000 of 10000 pairs").waitFor();
  await hotplate.preview.getByRole("button", { name: "Show 88 more" }).first().waitFor();
  await replay.getByRole("slider", { name: "Moment" }).focus();
  await hotplate.page.keyboard.press("Home");
  await hotplate.preview.getByText("0 of 10000 pairs").waitFor();
  await hotplate.shoot("exchange-hundred");
  await hotplate.preview.getByRole("searchbox").fill("hosts-57");
  await becomes(() => hotplate.preview.locator(".cards > .card").count(), 1);
});

for (const [name, setting] of [["dark", { colorScheme: "dark" }], ["narrow", { viewport: { width: 360, height: 800 } }]]) {
  visit(`the exchange reads well, ${name}`, setting, async (hotplate) => {
    const { fate } = await opened(hotplate);
    const first = card(hotplate, "server_group[0]");
    await first.getByRole("button", { name: /^What if/ }).click();
    await first.getByLabel("Its signal is lost").check();
    await fate.getByText("from which no signal comes").waitFor();
    // So that no field is cut by the edge to which the page happens to be scrolled.
    await fate.evaluate((panel) => panel.scrollIntoView());
    assert.deepEqual(await findings(hotplate.page), []);
    await hotplate.shoot(`exchange-${name}`);
    const wide = await hotplate.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} pixels stand out`);

  });
}
