// Python scripts: fetched when needed, run where they can do no harm, two results where two Pythons differ.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fixture, visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

const SEED = readFileSync(new URL("../../suite/exchange/seed-hosts.yaml", import.meta.url), "utf8");

/** A template with one server that runs one Python script. */
const single = (script) => fixture("one-script.yaml").replace("        SCRIPT\n", script.trim().split("\n").map((line) => `        ${line}\n`).join(""));

/** Pastes a template with this script and gives the card that tells of it, once the script has ended. */
async function run(hotplate, script, end) {
  await hotplate.paste(single(script));
  await hotplate.tab("Exchange").click();
  const card = hotplate.page.locator(".exchange .cards > .card").first();
  await card.getByText(end).first().waitFor();
  await unfold(card);
  return card;
}

/** Opens what a script saw and said. */
async function unfold(card) {
  const details = card.locator("details.run:not([open]) > summary");
  if (await details.count()) await details.first().click();
}

/** Waits until a card says this; one that is made anew meanwhile is closed again. */
const said = (card, text) =>
  becomes(async () => {
    await unfold(card);
    return card.getByText(text).first().isVisible();
  }, true);

/** Notes what is fetched of the engines. */
function fetched(page) {
  const files = [];
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (path.startsWith("/python")) files.push(path);
  });
  return files;
}

/** Has the exact engine play what the light one cannot. */
async function exactly(hotplate) {
  await hotplate.page.getByRole("button", { name: /^Play it with the exact Python/ }).first().click();
}

// The browser asks for the page's icon when it likes, which may be after the network is gone.
visit("nothing of Python is fetched before a script needs it; then it works without a network", {
  faults: [/ERR_INTERNET_DISCONNECTED.*icon-/],
}, async (hotplate) => {
  const files = fetched(hotplate.page);
  await hotplate.summary.getByText(/^3 servers$/).waitFor();
  assert.deepEqual(files, []);
  await run(hotplate, "print('hello from Python')", "exit 0");
  assert.deepEqual([...files].sort(), ["/python/frame.html", "/python/python.wasm", "/python/worker.js"]);
  await hotplate.context.setOffline(true);
  const card = await run(hotplate, "import sys\nprint('again')\nsys.exit(3)", "exit 3");
  await card.getByText("again").waitFor();
});

visit("the progress of fetching is said", {
  prepare: (context) => context.route("**/python/python.wasm", async (route) => {
    await new Promise((later) => setTimeout(later, 1500));
    await route.continue();
  }),
}, async (hotplate) => {
  await hotplate.paste(single("print(1)"));
  await hotplate.tab("Exchange").click();
  await hotplate.page.getByText(/^Fetching what plays Python/).waitFor();
  await hotplate.shoot("python-loading");
  await hotplate.page.locator(".exchange .cards > .card").getByText("exit 0").waitFor();
  await becomes(() => hotplate.page.getByText(/^Fetching what plays Python/).count(), 0);
});

visit("what cannot be fetched is said and tried again, and the script is played then", {
  faults: [/Failed to load resource/],
}, async (hotplate) => {
  await hotplate.context.route("**/python/python.wasm", (route) => route.abort());
  await hotplate.paste(single("print('at last')"));
  await hotplate.tab("Exchange").click();
  await hotplate.page.getByText(/^What plays Python cannot be fetched/).waitFor();
  assert.equal(await hotplate.page.getByText(/^Fetching what plays Python/).count(), 0);
  await hotplate.shoot("python-unreachable");
  await hotplate.context.unroute("**/python/python.wasm");
  await hotplate.page.evaluate(() => dispatchEvent(new Event("online")));
  await hotplate.page.locator(".exchange .cards > .card").getByText("exit 0").waitFor();
  await becomes(() => hotplate.page.getByText(/^What plays Python cannot be fetched/).count(), 0);
});

visit("two Pythons, two results, and either can count", {}, async (hotplate) => {
  await hotplate.paste(SEED);
  await hotplate.problem("string.replace").first().waitFor();
  await hotplate.tab("Exchange").click();
  const card = hotplate.page.locator(".received");
  await card.getByText("exit 1", { exact: true }).waitFor();
  await card.getByText(/^exit 1, AttributeError: module 'string' has no attribute 'replace'$/).waitFor();
  await card.getByText("exit 0, changes /etc/hosts").waitFor();
  await hotplate.shoot("two-pythons");
  await card.getByRole("radio", { name: /Python 2/ }).check();
  await card.getByText("exit 0", { exact: true }).waitFor();
  await hotplate.page.getByText(/^All-to-all: /).waitFor();
  await card.getByRole("radio", { name: /Python 3/ }).check();
  await card.getByText("exit 1", { exact: true }).waitFor();
});

visit("the fix for the old call is certain: with it Python 3 gives the same files", {}, async (hotplate) => {
  await hotplate.paste(SEED);
  await hotplate.problem("string.replace").first().getByRole("button", { name: /change to/ }).click();
  await hotplate.tab("Exchange").click();
  await hotplate.page.locator(".received").getByText("exit 0", { exact: true }).waitFor();
  await hotplate.page.getByText(/^All-to-all: /).waitFor();
  await becomes(() => hotplate.page.locator(".pythons").count(), 0);
});

visit("a script starts commands of its instance", {}, async (hotplate) => {
  const card = await run(hotplate, "import subprocess\nprint(subprocess.check_output(['hostname']).decode().strip() + ' ' + subprocess.getoutput('facter ipaddress'))\nsubprocess.call(['yum', 'install', '-y', 'nfs-utils'])", "exit 0");
  await card.getByText(/^node 10\./).waitFor();
  await card.getByText("yum install -y nfs-utils", { exact: true }).waitFor();
});

visit("a shell script goes on with what Python wrote, and what is too much for the common programs has another worker", {}, async (hotplate) => {
  const fetches = [];
  hotplate.page.on("request", (request) => fetches.push(new URL(request.url()).pathname));
  const has = (name) => fetches.some((path) => path.includes(name));
  const shell = (script) => single(script).replace("/usr/bin/env python3", "/bin/sh");
  await hotplate.paste(shell("name=$(python3 -c 'import os; print(os.popen(\"hostname\").read().strip().upper())')\npython3 - <<EOF\nopen('/etc/motd', 'w').write('welcome to $name\\\\n')\nEOF\ncat /etc/motd"));
  await hotplate.tab("Exchange").click();
  const card = hotplate.page.locator(".exchange .cards > .card").first();
  await said(card, "welcome to NODE");
  assert.ok(has("/hotplate-worker_bg.wasm") && !has("/hotplate-tools"), fetches.join(" "));

  await hotplate.paste(shell("echo one two | awk '{ print \"second: \" $2 }'\n. /etc/os-release; echo $ID"));
  await said(card, "second: two ubuntu");
  assert.ok(has("/hotplate-tools_bg.wasm"), fetches.join(" "));
});

visit("what Python starts may need the other worker", {}, async (hotplate) => {
  const card = await run(hotplate, "import os\nprint(os.popen('echo 3 4 | awk \"{ print \\\\$1 + \\\\$2 }\"').read(), end='')\nprint(os.popen('echo [1] | jq -c .').read())", "exit 0");
  await card.getByText("7 [1]").waitFor();
});

const NETWORKS = `
import argparse, ipaddress, os, re
parser = argparse.ArgumentParser()
parser.add_argument('--count', type=int, default=3)
count = parser.parse_args([]).count
hosts = list(ipaddress.ip_network('10.0.0.0/28').hosts())[:count]
with open('/etc/networks', 'w') as out:
    for index, address in enumerate(hosts):
        out.write(f'{address!s:<12} node-{index}\\n')
print(re.findall(r'(?<=node-)\\d+', open('/etc/networks').read()), os.popen('hostname').read().strip())
`;

visit("what the light Python lacks, the exact one plays, fetched when it is asked for", {}, async (hotplate) => {
  const files = fetched(hotplate.page);
  const card = await run(hotplate, NETWORKS, "not run");
  await card.getByText(/the light Python has no module/).first().waitFor();
  assert.ok(files.every((file) => !file.startsWith("/python-exact/")), files.join(" "));
  await hotplate.shoot("python-exact-offer");
  await exactly(hotplate);
  await said(card, "['0', '1', '2'] node");
  assert.deepEqual(files.filter((file) => file.startsWith("/python-exact/")).sort(), ["/python-exact/library.zip", "/python-exact/python.wasm", "/python-exact/worker.js"]);
  await hotplate.shoot("python-exact");
  await hotplate.context.setOffline(true);
  const next = await run(hotplate, "import sys\nprint(sys.version_info[:2])\nsys.exit(5)", "exit 5");
  await next.getByText("(3, 12)").waitFor();
  await hotplate.page.getByRole("button", { name: "Play it with the light one" }).click();
  await hotplate.page.getByText("is played by a light engine").waitFor();
  await said(next, "(3, 10)");
});

visit("the exact Python is stopped within the same bounds, and the page goes on", {}, async (hotplate) => {
  await run(hotplate, "print(1)", "exit 0");
  await exactly(hotplate);
  await run(hotplate, "import argparse\nwhile True:\n    pass", /longer than 5 seconds/);
  await run(hotplate, "import argparse\nrows = []\nwhile True:\n    rows.append('x' * 1000000)", /more memory than there is/);
  await run(hotplate, "import argparse\nwhile True:\n    print('x' * 10000)", /wrote more than 16,777,216 bytes/);
  const card = await run(hotplate, `
import argparse
for name in ('js', 'pyodide', '_pyodide_core', '_host'):
    try:
        __import__(name)
        print('found', name)
    except ImportError:
        print('no', name)
import urllib.request
urllib.request.urlopen('http://10.0.0.1/')
`, "not run");
  await card.getByText(/opens no connections/).first().waitFor();
});

const ENDLESS = [
  ["an endless loop", "while True:\n    pass", /longer than 5 seconds/],
  ["output without end", "while True:\n    print('x' * 10000)", /wrote more than 16,777,216 bytes/],
  ["a file without end", "with open('/tmp/x', 'w') as out:\n    while True:\n        out.write('x' * 10000)", /wrote more than 16,777,216 bytes/],
  ["memory without end", "rows = []\nwhile True:\n    rows.append('x' * 1000000)", /more memory than there is/],
  ["commands without end", "import os\nwhile True:\n    os.system('true')", /more than 100 commands/],
  ["a hole in a file", "with open('/tmp/x', 'w') as out:\n    out.seek(10 ** 9)\n    out.write('x')", /wrote more than/],
];
for (const [name, script, end] of ENDLESS) {
  visit(`${name} is stopped, and the page goes on`, {}, async (hotplate) => {
    await run(hotplate, script, end);
    await run(hotplate, "print('next')", "exit 0");
  });
}

visit("JavaScript, the page and the network are not there for a script", {}, async (hotplate) => {
  const card = await run(hotplate, `
import sys
for name in ('js', 'jsffi', '_host', 'micropython'):
    try:
        __import__(name)
        print('found', name)
    except ImportError:
        print('no', name)
import socket
try:
    socket.create_connection(('10.0.0.1', 80))
except Exception as error:
    print('refused')
`, "not run");
  await card.getByText(/opens no connections/).waitFor();
  const next = await run(hotplate, "for name in ('js', 'jsffi', '_host', 'micropython', 'uctypes'):\n    try:\n        __import__(name)\n        print('found ' + name)\n    except ImportError:\n        print('no ' + name)", "exit 0");
  await next.getByText("no js no jsffi no _host no micropython no uctypes").waitFor();
});

// Even an engine that is the enemy's own code stays within the frame: it is put in place of ours.
const HOSTILE = `
const tried = {};
const attempt = async (name, act) => {
  try { await act(); tried[name] = "reached"; } catch (reason) { tried[name] = "refused"; }
};
onmessage = async ({ data }) => {
  if (typeof data !== "string") return postMessage({ ready: true });
  await attempt("own site", () => fetch(ORIGIN + "/index.html"));
  await attempt("another site", () => fetch("https://example.org/", { mode: "no-cors" }));
  await attempt("script", () => importScripts(ORIGIN + "/start.js"));
  await attempt("module", () => import(ORIGIN + "/start.js"));
  await attempt("socket", () => new Promise((opened, failed) => {
    const socket = new WebSocket(ORIGIN.replace("http", "ws"));
    socket.onopen = opened;
    socket.onerror = failed;
  }));
  await attempt("events", () => new Promise((opened, failed) => {
    const source = new EventSource(ORIGIN + "/start.js");
    source.onopen = opened;
    source.onerror = failed;
  }));
  await attempt("request", () => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", ORIGIN + "/start.js");
    request.onload = done;
    request.onerror = failed;
    request.send();
  }));
  await attempt("database", () => new Promise((done, failed) => {
    const request = indexedDB.open("x");
    request.onsuccess = done;
    request.onerror = failed;
  }));
  await attempt("cache", () => caches.open("x"));
  await attempt("storage", () => localStorage.length);
  await attempt("cookie", () => document.cookie);
  await attempt("parent", () => parent.document.body);
  await attempt("code", () => Function("return 1")());
  const told = Object.entries(tried).map(([name, how]) => name + " " + how).join("\\n");
  const size = (text) => text.length + ":" + text;
  postMessage({ reply: ["ended", "", "0", told, "", "", "", "", ""].map(size).join("") });
};
`;
const NAMES = ["own site", "another site", "script", "module", "socket", "events", "request", "database", "cache", "storage", "cookie", "parent", "code"];

visit("even an engine of the enemy's reaches nothing", {
  faults: [/Content Security Policy|Refused|security policy|violates|Fetch API|blocked/i],
  prepare: (context) => context.route("**/python/worker.js", (route) => {
    const { origin } = new URL(route.request().url());
    return route.fulfill({ contentType: "text/javascript", body: `const ORIGIN = ${JSON.stringify(origin)};${HOSTILE}` });
  }),
}, async (hotplate) => {
  const card = await run(hotplate, "print(1)", "exit 0");
  const said = await card.locator("pre").filter({ hasText: "own site" }).textContent();
  assert.deepEqual(said.split("\n"), NAMES.map((name) => `${name} refused`));
});

visit("the frame does nothing when it is opened in any other way", { bare: true }, async ({ page }) => {
  const origin = new URL(page.url()).origin;
  await page.goto(`${origin}/python/frame.html`);
  const heard = await page.evaluate(() => new Promise((done) => {
    addEventListener("message", ({ data }) => data.ready && done("ready"));
    postMessage({ source: "", wasm: new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]).buffer }, "*");
    setTimeout(() => done("nothing"), 500);
  }));
  assert.equal(heard, "nothing");
});
