// A real Keystone and a real Heat for a file's journeys (tests/testbed).

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { becomes } from "./visit.mjs";

const LITE = fileURLToPath(new URL("../testbed/lite.py", import.meta.url));

/** How Keystone's tokens begin. */
const TOKEN = "gAAAA";

/** How the script ends where this machine cannot set the services up. */
const UNABLE = 3;

/** Starts both for a page of that origin: `{authUrl, password, stop}`, or `{why}` where this machine cannot. */
export async function start(origin) {
  const child = spawn("python3", [LITE, "--origin", origin], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((end) => {
    child.once("error", () => end(UNABLE));
    child.once("exit", end);
  });
  const line = new Promise((told) => createInterface({ input: child.stdout }).once("line", told));
  const told = await Promise.race([line, ended]);
  if (told === UNABLE) return { why: "Keystone and Heat cannot be set up here" };
  if (typeof told !== "string") throw new Error("the testbed did not start: its own message stands above");
  const { auth_url: authUrl, password } = JSON.parse(told);
  return {
    authUrl,
    password,
    /** It ends with its standard input, and leaves nothing. */
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** A token of alice's, as a person gets one elsewhere. */
export async function token({ authUrl, password }) {
  const domain = { id: "default" };
  const user = { name: "alice", domain, password };
  const auth = { identity: { methods: ["password"], password: { user } }, scope: { project: { name: "chi-one", domain } } };
  const answer = await fetch(`${authUrl}/auth/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ auth }),
  });
  return answer.headers.get("x-subject-token");
}

/** Where a service is by the catalog, and what alice sends with each request. */
export async function endpoint(testbed, kind) {
  const headers = { "content-type": "application/json", "x-auth-token": await token(testbed) };
  const { catalog } = await (await fetch(`${testbed.authUrl}/auth/catalog`, { headers })).json();
  const { url } = catalog.find(({ type }) => type === kind).endpoints.find((endpoint) => endpoint.interface === "public");
  return { url, headers };
}

/** An application credential of alice's: `{id, secret}`. */
export async function credential(testbed, wanted) {
  const headers = { "content-type": "application/json", "x-auth-token": await token(testbed) };
  const whose = await fetch(`${testbed.authUrl}/auth/tokens`, { headers: { ...headers, "x-subject-token": headers["x-auth-token"] } });
  const { token: { user } } = await whose.json();
  const body = JSON.stringify({ application_credential: wanted });
  const made = await fetch(`${testbed.authUrl}/users/${user.id}/application_credentials`, { method: "POST", headers, body });
  return (await made.json()).application_credential;
}

/** Ends a token behind the page's back. */
export async function revoke({ authUrl }, token) {
  await fetch(`${authUrl}/auth/tokens`, { method: "DELETE", headers: { "x-auth-token": token, "x-subject-token": token } });
}

/** Tells a deployment of alice's stack what an instance's agent would, once it waits for that. */
export async function signal(testbed, stack, resource, data) {
  const { url: heat, headers } = await endpoint(testbed, "orchestration");
  const get = async (path) => (await fetch(`${heat}${path}`, { headers })).json();
  const { id } = (await get("/stacks")).stacks.find(({ stack_name: name }) => name === stack);
  const waits = async () => {
    const { resources } = await get(`/stacks/${stack}/${id}/resources`);
    const { software_deployments: all } = await get("/software_deployments");
    const physical = resources.find(({ resource_name: name }) => name === resource)?.physical_resource_id;
    return all.some((deployment) => deployment.id === physical && deployment.status === "IN_PROGRESS");
  };
  await becomes(waits, true, 90_000);
  await fetch(`${heat}/stacks/${stack}/${id}/resources/${resource}/signal`, { method: "POST", headers, body: JSON.stringify(data) });
}

/**
 * Does what the agents of all instances of alice's stack would: answers each deployment that waits with what `told` gives
 * for its name, until `ended` says so.
 */
export async function agents(testbed, stack, told, ended) {
  const { url: heat, headers } = await endpoint(testbed, "orchestration");
  const get = async (path) => (await fetch(`${heat}${path}`, { headers })).json();
  const { id } = (await get("/stacks")).stacks.find(({ stack_name: name }) => name === stack);
  const done = new Set();
  while (!(await ended())) {
    const { software_deployments: all } = await get("/software_deployments");
    const waiting = all.filter((deployment) => deployment.status === "IN_PROGRESS" && !done.has(deployment.id)).map((deployment) => deployment.id);
    const { resources } = waiting.length > 0 ? await get(`/stacks/${stack}/${id}/resources?nested_depth=3`) : { resources: [] };
    for (const { resource_name: name, physical_resource_id: physical, links } of resources.filter((resource) => waiting.includes(resource.physical_resource_id))) {
      const data = { deploy_stdout: "", deploy_stderr: "", deploy_status_code: 0, ...told(name) };
      await fetch(`${links.find(({ rel }) => rel === "self").href}/signal`, { method: "POST", headers, body: JSON.stringify(data) });
      done.add(physical);
    }
    await new Promise((soon) => setTimeout(soon, 500));
  }
  return done.size;
}

/** What Keystone says of a token: 200 while it is good. */
export async function standing({ authUrl }, token) {
  const answer = await fetch(`${authUrl}/auth/tokens`, { headers: { "x-auth-token": token, "x-subject-token": token } });
  return answer.status;
}

/**
 * The same kind of journey, at the end of which nothing secret stands anywhere; what was `typed` into a template or an
 * environment stands in their editor, and in no place that outlives it.
 */
export const guarded = (visit, secret, ...typed) => (name, setting, walk) =>
  visit(name, setting, async (hotplate) => {
    await walk(hotplate);
    await hasNoSecret(hotplate.page, secret);
    await keepsNoSecret(hotplate.page, ...typed);
  });

/** Fails if a token or one of the secrets stands anywhere that outlives the visit, or that another script could read. */
export async function hasNoSecret(page, ...secrets) {
  await keepsNoSecret(page, ...secrets);
  const shown = await page.evaluate((wanted) => wanted.filter((secret) => document.documentElement.outerHTML.includes(secret)), [TOKEN, ...secrets]);
  assert.deepEqual(shown, []);
}

/** Fails if a token or one of the secrets stands anywhere that outlives the visit. */
export async function keepsNoSecret(page, ...secrets) {
  const found = await page.evaluate((wanted) => {
    const places = { local: JSON.stringify(localStorage), session: JSON.stringify(sessionStorage), address: location.href, cookies: document.cookie };
    return Object.entries(places).flatMap(([place, text]) => wanted.filter((secret) => text.includes(secret)).map(() => place));
  }, [TOKEN, ...secrets]);
  assert.deepEqual(found, []);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).length);
  assert.equal(databases, 0);
}
