// From the page to a real Keystone and a real Heat and back: sign in, check, create, follow, delete, sign out.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { findings as axe } from "../axe.mjs";
import { origin, visit as open } from "../hotplate.mjs";
import { guarded, hasNoSecret, signal, standing, start, token } from "../testbed.mjs";
import { becomes } from "../visit.mjs";

/** The password of everybody at the testbed. */
const PASSWORD = "correct-horse";

const HIDDEN = ["mellon-1", "mellon-2", "mellon-3"];

const visit = guarded(open, PASSWORD, "open-sesame", "hunter2", ...HIDDEN);

let testbed;

before(async () => {
  testbed = await start(await origin());
}, { timeout: 1_200_000 });
after(async () => {
  await testbed?.stop?.();
});

const TEMPLATE = `heat_template_version: 2021-04-16
parameters:
  key: {type: string, hidden: true, default: open-sesame}
resources:
  word: {type: OS::Heat::RandomString, properties: {length: 8}}
  last: {type: OS::Heat::TestResource, depends_on: word, properties: {value: done, wait_secs: 1}}
outputs:
  chance: {value: {get_attr: [word, value]}}
  said: {value: {get_attr: [last, output]}}
`;

/** The page may ask the testbed, and be refused by it; nothing else. Services may be slow beside other tests. */
const setting = {
  patience: 90_000,
  faults: [/^request to http:\/\/127\.0\.0\.1:\d+$/, /^40[0-9] for http:\/\/127\.0\.0\.1:\d+\/v[13]\//, /^console: Failed to load resource.*40[0-9]/],
  skip: () => testbed.why,
};

/** Opens the form for the testbed. */
async function connect({ page, preview, tab }, way) {
  await tab("Deploy").click();
  await preview.getByRole("button", { name: "Connect…" }).click();
  return choose({ page, preview }, way);
}

/** Fills in where to sign in. */
async function choose({ page, preview }, way) {
  await preview.getByRole("combobox", { name: "Sign in with" }).selectOption({ label: way });
  if (way !== "clouds.yaml or openrc") {
    await preview.getByRole("combobox", { name: "Testbed", exact: true }).selectOption({ label: "Another address…" });
    await preview.getByLabel(/Address of Keystone/).fill(testbed.authUrl);
  }
  return page;
}

/** What the focus is on: the id of its element, or nothing where it got lost. */
const focused = (page) => page.evaluate(() => (document.activeElement === document.body ? "" : document.activeElement.id));

/** Signs alice in. */
async function signIn(hotplate) {
  const { preview } = hotplate;
  await connect(hotplate, "User and password");
  await preview.getByLabel("User", { exact: true }).fill("alice");
  await preview.getByLabel("Password", { exact: true }).fill(testbed.password);
  await preview.getByLabel("Project", { exact: true }).fill("chi-one");
  await preview.getByRole("button", { name: "Sign in", exact: true }).click();
  await preview.getByText(/(59|60) min left/).waitFor();
}

visit("a stack is checked, reviewed, created, followed and deleted", setting, async (hotplate) => {
  const { page, preview } = hotplate;
  await hotplate.paste(TEMPLATE.replace("length", "lenth"));
  await hotplate.box("word").waitFor();
  await connect(hotplate, "User and password");
  await hotplate.shoot("connect");
  assert.deepEqual(await axe(page), []);
  await preview.getByLabel("User", { exact: true }).fill("alice");
  await preview.getByLabel("Password", { exact: true }).fill("wrong-password");
  await preview.getByLabel("Project", { exact: true }).fill("chi-one");
  await preview.getByRole("button", { name: "Sign in", exact: true }).click();
  await preview.getByText("Keystone refused the sign-in: The request you have made requires authentication.").waitFor();
  await hotplate.shoot("connect-refused");
  await preview.getByLabel("Password", { exact: true }).fill(testbed.password);
  await preview.getByRole("button", { name: "Sign in", exact: true }).click();
  await preview.getByText(/(59|60) min left/).waitFor();
  await page.getByRole("banner").getByText("alice in chi-one").waitFor();
  await hasNoSecret(page, testbed.password, "wrong-password");

  await preview.getByRole("button", { name: "Check with Heat" }).click();
  await preview.getByText(/Unknown Property lenth/).waitFor();
  await hotplate.shoot("heat-refuses");
  await preview.getByRole("button", { name: "Go to word" }).click();
  await becomes(() => page.evaluate(() => document.activeElement.classList.contains("editor-host")), true);
  await hotplate.paste(TEMPLATE);
  await preview.getByRole("button", { name: "Check with Heat" }).click();
  await preview.getByText("The testbed's Heat finds this template valid.").waitFor();

  await preview.getByLabel("Name of the stack").fill("journey");
  await hotplate.parameters.getByLabel("key").fill("hunter2");
  await preview.getByRole("radio", { name: "No lease" }).waitFor();
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  const request = preview.getByLabel("Request", { exact: true });
  await request.waitFor();
  const text = await request.textContent();
  assert.match(text, /^POST http:\/\/127\.0\.0\.1:\d+\/v1\/[0-9a-f]+\/stacks\n/);
  assert.match(text, /X-Auth-Token: \*\*\*\n/);
  assert.match(text, /"key": "\*\*\*"/);
  await hotplate.shoot("review");
  for (const [form, words] of [["openstack", /^openstack stack create/], ["curl", /^OS_TOKEN=/], ["Python", /^# pip install openstacksdk/]]) {
    await preview.getByRole("button", { name: form, exact: true }).click();
    await becomes(async () => words.test(await request.textContent()), true);
    assert.doesNotMatch(await request.textContent(), /hunter2/);
  }
  await preview.getByRole("button", { name: "Create the stack" }).click();
  const stack = preview.getByRole("region", { name: "The stack at the testbed" });
  await stack.getByRole("status").getByText("CREATE_COMPLETE", { exact: true }).waitFor();
  await stack.getByRole("heading", { name: "said" }).waitFor();
  await stack.getByText("done", { exact: true }).waitFor();
  assert.equal(await stack.getByRole("row").count(), 3);
  await hotplate.shoot("stack-complete");
  await hotplate.tab("Graph").click();
  await page.locator(".figure").getByRole("button", { name: /^word, .*CREATE_COMPLETE$/ }).waitFor();
  await hotplate.shoot("graph-standing");
  await hotplate.tab("Deploy").click();
  assert.deepEqual(await axe(page), []);
  await preview.getByText(/^\d+ requests$/).click();
  await preview.getByRole("cell", { name: /^POST 127\.0\.0\.1:\d+\/v1\/[0-9a-f]+\/stacks$/ }).waitFor();
  await hasNoSecret(page, testbed.password, "wrong-password", "hunter2");

  await preview.getByRole("button", { name: "Review the requests…" }).click();
  await preview.getByText("there is a stack named journey already: choose another name, or delete that one first").waitFor();
  assert.equal(await preview.getByRole("button", { name: "Create the stack" }).count(), 0);

  await stack.getByRole("button", { name: "Delete the stack…" }).click();
  await stack.getByRole("button", { name: "Delete it and all that it created" }).click();
  await stack.getByRole("status").getByText("DELETE_COMPLETE", { exact: true }).waitFor();
  await preview.getByRole("button", { name: "Sign out" }).click();
  await preview.getByRole("button", { name: "Sign in", exact: true }).waitFor();
  await page.getByRole("banner").getByText("Offline").waitFor();
  await hasNoSecret(page, testbed.password, "wrong-password");
});

visit("a narrow screen has room for the way in", { ...setting, viewport: { width: 360, height: 740 }, colorScheme: "dark" }, async (hotplate) => {
  const { page } = hotplate;
  await page.getByRole("button", { name: "Preview", exact: true }).click();
  await connect(hotplate, "User and password");
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await becomes(over, 0);
  await hotplate.shoot("connect-narrow");
  assert.deepEqual(await axe(page), []);
});

visit("a token that is pasted is ended by the sign-out", setting, async (hotplate) => {
  const { page, preview } = hotplate;
  const pasted = await token(testbed);
  await connect(hotplate, "Token");
  await preview.getByLabel("Token", { exact: true }).fill(pasted);
  await preview.getByRole("button", { name: "Sign in", exact: true }).click();
  await preview.getByText(/min left/).waitFor();
  await hasNoSecret(page, testbed.password);
  assert.equal(await standing(testbed, pasted), 200);
  await preview.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("banner").getByText("Offline").waitFor();
  assert.notEqual(await standing(testbed, pasted), 200);
});

visit("a pasted clouds.yaml is read in the desk and forgotten", setting, async (hotplate) => {
  const { page, preview } = hotplate;
  await connect(hotplate, "clouds.yaml or openrc");
  const auth = `{auth_url: '${testbed.authUrl}', username: alice, password: ${testbed.password}, project_name: chi-two}`;
  await preview.getByLabel("The whole file").fill(`clouds: {lite: {auth: ${auth}}, broken: {auth: {}}}`);
  await preview.getByRole("button", { name: "Read the file" }).click();
  await preview.getByText(/auth_url is not given/).waitFor();
  assert.equal(await preview.getByLabel("The whole file").inputValue(), "");
  await hotplate.shoot("clouds-file");
  await preview.getByRole("button", { name: "Sign in at lite" }).click();
  await page.getByRole("banner").getByText("alice in chi-two").waitFor();
  await hasNoSecret(page, testbed.password);
  await page.reload();
  await page.getByRole("banner").getByText("Offline").waitFor();
});

visit("an address where nobody listens is told from a refusal", { ...setting, faults: [...setting.faults, /ERR_CONNECTION_REFUSED|ERR_UNSAFE_PORT/] }, async (hotplate) => {
  const { preview } = hotplate;
  await connect(hotplate, "Token");
  await preview.getByLabel(/Address of Keystone/).fill("http://127.0.0.1:9/v3");
  await preview.getByLabel("Token", { exact: true }).fill("gAAAAnone");
  await preview.getByRole("button", { name: "Sign in", exact: true }).click();
  await preview.getByText(/Keystone did not answer/).waitFor();
  await preview.getByText(/does not trust the certificate/).waitFor();
});

visit("a testbed that does not know this page is told from one that is away", { ...setting, faults: [...setting.faults, /CORS policy|ERR_FAILED/] }, async (hotplate) => {
  const { preview } = hotplate;
  const other = await start("https://elsewhere.example");
  try {
    await connect(hotplate, "Token");
    await preview.getByLabel(/Address of Keystone/).fill(other.authUrl);
    await preview.getByLabel("Token", { exact: true }).fill("gAAAAnone");
    await preview.getByRole("button", { name: "Sign in", exact: true }).click();
    await preview.getByText(/Keystone answers, but not to this page/).waitFor();
    await preview.getByText("Access-Control-Allow-Origin", { exact: true }).waitFor();
    await hotplate.shoot("not-this-page");
    // What was asked to learn that is in the list too: nobody read an answer, and to the last question there was one.
    await preview.getByText("3 requests", { exact: true }).click();
    const rows = await preview.getByRole("row").filter({ hasText: "/v3/auth/tokens" }).allInnerTexts();
    assert.deepEqual(rows.map((row) => row.split("\t")[1]), ["kept from this page", "no answer", "no answer"]);
  } finally {
    await other.stop();
  }
});

const SECRETIVE = `heat_template_version: 2021-04-16
parameters:
  key: {type: string, hidden: true}
  word: {type: string}
resources:
  kept: {type: OS::Heat::Value, properties: {value: {get_param: word}}}
outputs:
  told: {value: {get_attr: [kept, value]}}
`;

visit("what an environment hides is in no form, and is sent", setting, async (hotplate) => {
  const { page, preview } = hotplate;
  await hotplate.paste(SECRETIVE);
  await hotplate.box("kept").waitFor();
  await page.getByRole("button", { name: "environment", exact: true }).click();
  await page.getByRole("textbox", { name: /^environment/ }).waitFor();
  await hotplate.paste(`parameters: {key: "${HIDDEN[0]}", word: open}\nparameter_defaults:\n  key: ${HIDDEN[1]}\n  api_password: ${HIDDEN[2]}\n`);
  await page.getByRole("list", { name: "Files" }).getByRole("button", { name: /\.yaml$/ }).click();
  await signIn(hotplate);
  await preview.getByLabel("Name of the stack").fill("secretive");
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  const request = preview.getByLabel("Request", { exact: true });
  await becomes(async () => (await request.textContent()).includes('word: open'), true);
  assert.match(await request.textContent(), /key: \\"\*\*\*\\", word: open/);
  for (const form of ["openstack", "curl", "Python", "HTTP"]) {
    await preview.getByRole("button", { name: form, exact: true }).click();
    await preview.locator(".forms").getByRole("button", { name: "Copy", exact: true }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(HIDDEN.every((secret) => !copied.includes(secret)), copied);
    if (form === "curl") assert.match(copied, /\$PARAM_key"/);
    const shown = await page.evaluate(() => document.documentElement.outerHTML);
    assert.ok(HIDDEN.every((secret) => !shown.includes(secret)), form);
  }
  await hotplate.shoot("review-secretive");
  await preview.getByRole("button", { name: "Create the stack" }).click();
  const stack = preview.getByRole("region", { name: "The stack at the testbed" });
  await stack.getByRole("status").getByText("CREATE_COMPLETE", { exact: true }).waitFor();
  await stack.getByText("open", { exact: true }).waitFor();
  await stack.getByRole("button", { name: "Delete the stack…" }).click();
  await stack.getByRole("button", { name: "Delete it and all that it created" }).click();
  await stack.getByRole("status").getByText("DELETE_COMPLETE", { exact: true }).waitFor();
  // After a reload the secrets are typed again, or nothing is sent.
  await page.reload();
  await hotplate.ready();
  await hotplate.live.getByText("environment:3: the value of key, which the template hides").waitFor();
  await signIn(hotplate);
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  for (const line of [1, 3, 4]) await preview.getByText(`the environment, line ${line}: left-out stands where a secret was not kept: type it again`).waitFor();
  assert.equal(await preview.getByRole("button", { name: "Create the stack" }).count(), 0);
  await hotplate.shoot("review-left-out");
});

/** A clock that is two hours ahead, in the page and in the worker that speaks with the testbed. */
function setAhead() {
  const now = Date.now.bind(Date);
  Date.now = () => now() + 7_200_000;
}

visit("a clock that is far ahead is told, and ends no visit", {
  ...setting,
  prepare: async (context) => {
    await context.addInitScript(setAhead);
    context.on("page", (page) => page.on("worker", (worker) => worker.url().includes("desk") && worker.evaluate(setAhead)));
  },
}, async (hotplate) => {
  const { preview } = hotplate;
  await signIn(hotplate);
  await preview.getByText(/^The clock of this machine is about 2 hours ahead of the testbed's/).waitFor();
  await hotplate.shoot("clock-ahead");
  // A token from elsewhere was given some time ago, by the testbed's clock.
  const pasted = await token(testbed);
  await preview.getByRole("button", { name: "Sign out" }).click();
  await choose(hotplate, "Token");
  await preview.getByLabel("Token", { exact: true }).fill(pasted);
  await preview.getByRole("button", { name: "Sign in", exact: true }).click();
  await preview.getByText(/min left/).waitFor();
});

visit("the focus goes where things go on, by the keyboard alone", setting, async (hotplate) => {
  const { page, preview } = hotplate;
  await hotplate.paste(TEMPLATE);
  await hotplate.box("word").waitFor();
  await hotplate.tab("Deploy").click();
  await preview.getByRole("button", { name: "Connect…" }).press("Enter");
  await becomes(() => focused(page), "sign-in");
  await page.keyboard.type("User");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Another");
  for (const text of [testbed.authUrl, "alice", testbed.password, "chi-one"]) {
    await page.keyboard.press("Tab");
    await page.keyboard.type(text);
  }
  await page.keyboard.press("Enter");
  await becomes(() => focused(page), "who");
  await preview.getByLabel("Name of the stack").fill("by-keyboard");
  const review = preview.getByRole("button", { name: "Review the requests…" });
  await review.press("Enter");
  await preview.getByRole("button", { name: "Create the stack" }).waitFor();
  assert.equal(await focused(page), "review");
  await preview.getByRole("button", { name: "Do not" }).press("Enter");
  await becomes(() => focused(page), "review");
  await page.keyboard.press("Enter");
  await preview.getByRole("button", { name: "Create the stack" }).press("Enter");
  await becomes(() => focused(page), "stack");
  const stack = preview.getByRole("region", { name: "The stack at the testbed" });
  await stack.getByRole("status").getByText("CREATE_COMPLETE", { exact: true }).waitFor();
  assert.equal(await focused(page), "stack");
  await stack.getByRole("button", { name: "Delete the stack…" }).press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await becomes(() => page.evaluate(() => document.activeElement.textContent), "Delete the stack…");
  await stack.getByRole("status").getByText("DELETE_COMPLETE", { exact: true }).waitFor();
  // What had the focus is gone.
  await becomes(() => focused(page), "stack");
  await stack.getByRole("button", { name: "Done" }).press("Enter");
  await becomes(() => focused(page), "there");
  await preview.getByRole("button", { name: "Sign out" }).press("Enter");
  await becomes(() => focused(page), "sign-in");
});

const RESERVED = `heat_template_version: 2015-10-15
parameters:
  reservation_id: {type: string}
resources:
  given: {type: OS::Heat::Value, properties: {value: {get_param: reservation_id}}}
outputs:
  told: {value: {get_attr: [given, value]}}
`;

visit("what a lease may not be is said before anything is sent", setting, async (hotplate) => {
  const { page, preview } = hotplate;
  await hotplate.paste(RESERVED);
  await hotplate.box("given").waitFor();
  await signIn(hotplate);
  await preview.getByLabel("Name of the stack").fill("held");
  await preview.getByLabel("Hosts, at least").fill("3");
  await preview.getByLabel("Hosts, at most").fill("2");
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  await preview.getByText("at least 3 and at most 2 hosts cannot both hold").waitFor();
  await preview.getByLabel("Hosts, at most").fill("");
  await hotplate.shoot("reserve");
  assert.deepEqual(await axe(page), []);
  // This testbed has no Blazar, so that even the requests for it cannot be drawn up.
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  await preview.getByRole("alert").getByText(/The catalog does not name Blazar/i).waitFor();
});

visit("a narrow screen has room for a lease", { ...setting, viewport: { width: 360, height: 740 }, colorScheme: "dark" }, async (hotplate) => {
  const { page, preview } = hotplate;
  await page.getByRole("button", { name: "Preview", exact: true }).click();
  await signIn(hotplate);
  await preview.getByLabel("Hosts, at least").waitFor();
  await becomes(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  assert.deepEqual(await axe(page), []);
});

const DEPLOYED = `heat_template_version: 2021-04-16
resources:
  config: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: echo begun}}
  deployment:
    type: OS::Heat::SoftwareDeployment
    properties: {config: {get_resource: config}, server: 5b4f0c1e-0000-4000-8000-000000000003, signal_transport: HEAT_SIGNAL}
outputs:
  fixed: {value: {list_join: ["-", [a, b]]}}
  stdout: {value: {get_attr: [deployment, deploy_stdout]}}
`;

visit("what failed is tried again, and scripts say what they wrote", setting, async (hotplate) => {
  const { page, preview } = hotplate;
  await hotplate.paste(DEPLOYED);
  await hotplate.box("deployment").waitFor();
  await signIn(hotplate);
  await preview.getByLabel("Name of the stack").fill("retried-journey");
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  await preview.getByRole("button", { name: "Create the stack" }).click();
  const stack = preview.getByRole("region", { name: "The stack at the testbed" });
  const status = (word) => stack.getByRole("status").getByText(word, { exact: true }).waitFor();
  const written = stack.getByText("What its script wrote");
  await status("CREATE_IN_PROGRESS");
  await signal(testbed, "retried-journey", "deployment", { deploy_stdout: "begun\n", deploy_stderr: "no disk\n", deploy_status_code: 3 });
  await status("CREATE_FAILED");
  await written.click();
  await stack.getByText(/standard error:\s+no disk\s+exit status:\s+3/).waitFor();
  await hotplate.shoot("stack-failed");
  assert.deepEqual(await axe(page), []);
  // From the stack's reason, and from the resource's own row.
  for (const name of ["Go to deployment", "To deployment in the template"]) {
    await stack.getByRole("button", { name }).click();
    await becomes(() => page.evaluate(() => document.activeElement.classList.contains("editor-host")), true);
    for (const key of ["Home", "Shift+End", "Control+c"]) await page.keyboard.press(key);
    assert.equal((await page.evaluate(() => navigator.clipboard.readText())).trim(), "deployment:");
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await page.keyboard.press("Control+Home");
  }
  await hotplate.shoot("stack-failed-place");
  await stack.getByRole("button", { name: "Try again" }).click();
  await signal(testbed, "retried-journey", "deployment", { deploy_stdout: "begun\n", deploy_stderr: "", deploy_status_code: 0 });
  await status("UPDATE_COMPLETE");
  await stack.getByText("As predicted.", { exact: true }).first().waitFor();
  await written.click();
  await stack.getByText(/exit status:\s+0/).waitFor();
  await hotplate.shoot("stack-retried");
  await stack.getByRole("button", { name: "Delete the stack…" }).click();
  await stack.getByRole("button", { name: "Delete it and all that it created" }).click();
  await status("DELETE_COMPLETE");
});

const UNRESERVED = `heat_template_version: 2018-08-31
resources:
  node:
    type: OS::Nova::Server
    properties:
      flavor: baremetal
      image: CC-Ubuntu22.04
`;

visit("the parameter that a lease gives is declared by a press", setting, async (hotplate) => {
  const { page, preview } = hotplate;
  await hotplate.paste(UNRESERVED);
  await hotplate.box("node").waitFor();
  await signIn(hotplate);
  await preview.getByRole("radio", { name: "New lease" }).check();
  await hotplate.shoot("undeclared");
  await preview.getByRole("button", { name: "Declare it, and have the servers read it" }).click();
  await hotplate.line("reservation_id: {type: string}").waitFor();
  await hotplate.line("scheduler_hints: {reservation: {get_param: reservation_id}}").waitFor();
  await preview.getByText("1 server of the template starts on the reservation.").waitFor();
  await hotplate.editor.focus();
  await page.keyboard.press("Control+z");
  await hotplate.line("reservation_id").waitFor({ state: "detached" });
});

const SLOW = `heat_template_version: 2021-04-16
resources:
  slow: {type: OS::Heat::TestResource, properties: {value: done, wait_secs: 25}}
outputs:
  said: {value: {get_attr: [slow, output]}}
`;

visit("what comes between the page and a stack that it follows is told, and the page goes on", { ...setting, faults: [...setting.faults, /^(429|503) for /, /^console: (Failed to load resource|Access to fetch)/] }, async (hotplate) => {
  const { page, preview, context } = hotplate;
  await hotplate.paste(SLOW);
  await hotplate.box("slow").waitFor();
  await signIn(hotplate);
  await preview.getByLabel("Name of the stack").fill("meddled-journey");
  await preview.getByRole("button", { name: "Review the requests…" }).click();
  await preview.getByRole("button", { name: "Create the stack" }).click();
  const stack = preview.getByRole("region", { name: "The stack at the testbed" });
  const status = (word) => stack.getByRole("status").getByText(word, { exact: true }).waitFor();
  await status("CREATE_IN_PROGRESS");
  // Whatever is asked of Heat meets this, as long as it is there.
  let between = null;
  const headers = { "access-control-allow-origin": await origin(), "content-type": "application/json" };
  await context.route((url) => /^\/v1\/[0-9a-f]+\/stacks\/meddled-journey/.test(url.pathname), (route) => (between ? between(route) : route.continue()));
  for (const [meets, words] of [
    [(route) => route.abort("internetdisconnected"), /^Heat did not answer/],
    [(route) => route.fulfill({ status: 429, headers: { ...headers, "retry-after": "1" }, body: "{}" }), /^Heat was asked too often/],
    [(route) => route.fulfill({ status: 503, headers, body: "<h1>Service Unavailable</h1>" }), /^Heat failed: Service Unavailable/],
  ]) {
    between = meets;
    await stack.getByRole("alert").getByText(words).waitFor();
    // What was seen stays.
    await status("CREATE_IN_PROGRESS");
    between = null;
    await stack.getByRole("alert").waitFor({ state: "detached" });
  }
  between = (route) => route.fulfill({ status: 401, headers, body: "Authentication required" });
  await preview.getByText(/^Heat does not take the token any more/).waitFor();
  await preview.getByText("sign in again; nothing that was started is lost").waitFor();
  await hotplate.shoot("token-ended");
  assert.deepEqual(await axe(page), []);
  between = null;
  await choose(hotplate, "User and password");
  await preview.getByLabel("User", { exact: true }).fill("alice");
  await preview.getByLabel("Password", { exact: true }).fill(testbed.password);
  await preview.getByLabel("Project", { exact: true }).fill("chi-one");
  await preview.getByRole("button", { name: "Sign in", exact: true }).click();
  await status("CREATE_COMPLETE");
  await stack.getByText("done", { exact: true }).waitFor();
  await stack.getByRole("button", { name: "Delete the stack…" }).click();
  await stack.getByRole("button", { name: "Delete it and all that it created" }).click();
  await status("DELETE_COMPLETE");
});
