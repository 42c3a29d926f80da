// The language server, asked as an editor asks it: with the client library of VS Code, over standard input and output.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = createRequire(import.meta.url)("vscode-languageserver-protocol/node");

const TEMPLATE = `heat_template_version: 2021-04-16
description: "🍳"
parameters:
  size: { type: number, default: 1 }
resources:
  address:
    type: OS::Neutron::FloatingIPAssociation
    properties: { floating_ip: "🍳", port_id: { get_param: sise } }
  word: { type: OS::Heat::Value, properties: { value: ["🍳", { get_param: size }] } }
outputs:
  word: { value: { get_attr: [word, value] } }
`;

let folder;
let server;
let client;
let offers;
const watched = [];
const told = new Map();
const waiting = new Map();

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hotplate-editor-"));
  const command = process.env.HOTPLATE;
  assert.ok(command, "HOTPLATE names no command");
  await writeFile(join(folder, "env.yaml"), "parameter_defaults: {}\n");
  server = spawn(command, ["lsp", "--stdio", "-e", join(folder, "env.yaml"), "--base", "https://hotplate.example.org/"], { stdio: ["pipe", "pipe", "inherit"] });
  client = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  client.onNotification("textDocument/publishDiagnostics", ({ uri, version, diagnostics }) => {
    told.set(`${uri} ${version}`, diagnostics);
    waiting.get(`${uri} ${version}`)?.(diagnostics);
  });
  client.onRequest("client/registerCapability", ({ registrations }) => watched.push(...registrations.map(({ method }) => method)));
  client.listen();
  const answer = await client.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } });
  offers = answer.capabilities;
  client.sendNotification("initialized", {});
});

after(async () => {
  await client.sendRequest("shutdown");
  client.sendNotification("exit");
  const status = await new Promise((ended) => server.once("exit", ended));
  client.dispose();
  await rm(folder, { recursive: true, force: true });
  assert.equal(status, 0, "the server ends when it is told to");
});

const uriOf = (name) => pathToFileURL(join(folder, name)).href;

/** What the server says is wrong with a version of a document. */
const wrong = (uri, version) => told.get(`${uri} ${version}`) ?? new Promise((tell) => waiting.set(`${uri} ${version}`, tell));

function open(name, text = TEMPLATE) {
  const uri = uriOf(name);
  client.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
  return uri;
}

function change(uri, version, text) {
  client.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] });
}

/** The position of the `nth` place of a word, some units behind its start. */
function at(word, nth = 0, behind = 1, text = TEMPLATE) {
  let index = -1;
  for (let n = 0; n <= nth; n++) index = text.indexOf(word, index + 1);
  assert.ok(index >= 0, `no ${word}`);
  const lines = text.slice(0, index + behind).split("\n");
  return { line: lines.length - 1, character: lines.at(-1).length };
}

/** A text with the edits of a change made. */
function made(text, edits) {
  const lines = text.split("\n");
  const index = ({ line, character }) => lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  const sorted = edits.map(({ range, newText }) => [index(range.start), index(range.end), newText]).sort((a, b) => b[0] - a[0]);
  return sorted.reduce((all, [start, end, put]) => all.slice(0, start) + put + all.slice(end), text);
}

const ask = (method, uri, position, more = {}) => client.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position, ...more });

test("it counts in UTF-16 units, and says what it can do", () => {
  assert.equal(offers.positionEncoding, "utf-16");
  const promised = ["completionProvider", "hoverProvider", "definitionProvider", "referencesProvider", "documentSymbolProvider", "renameProvider", "codeActionProvider"];
  assert.deepEqual(promised.filter((name) => !offers[name]), []);
  assert.equal(offers.documentFormattingProvider, undefined);
});

test("what is wrong is told at its place, and gone when it is mended", async () => {
  const uri = open("wrong.yaml");
  const found = await wrong(uri, 1);
  const sise = found.find(({ code }) => code === "unknown-parameter");
  assert.equal(sise.severity, 1);
  assert.equal(sise.source, "hotplate");
  assert.equal(sise.codeDescription.href, "https://hotplate.example.org/checks/unknown-parameter.html");
  assert.deepEqual(sise.range, { start: at("sise", 0, 0), end: at("sise", 0, 4) });
  assert.match(sise.message, /did you mean `size`/);
  // Several changes in a row: the last one counts.
  change(uri, 2, "");
  change(uri, 3, TEMPLATE.replace("sise", "size").replace("floating_ip", "floatingip_id"));
  assert.deepEqual(await wrong(uri, 3), []);
});

test("fixes change the text, and what they mend is gone", async () => {
  const uri = open("fixes.yaml");
  await wrong(uri, 1);
  const range = { start: at("sise"), end: at("sise") };
  const actions = await client.sendRequest("textDocument/codeAction", { textDocument: { uri }, range, context: { diagnostics: [] } });
  assert.deepEqual(actions.map(({ title, kind }) => [title, kind]), [["rename to size", "quickfix"]]);
  const mended = made(TEMPLATE, actions[0].edit.changes[uri]);
  assert.equal(mended, TEMPLATE.replace("sise", "size"));
  change(uri, 2, mended);
  assert.deepEqual((await wrong(uri, 2)).map(({ code }) => code).includes("unknown-parameter"), false);
});

test("offers replace the word at the cursor", async () => {
  const uri = open("offers.yaml");
  const items = await ask("completion", uri, at("get_param: size", 0, "get_param: si".length));
  const size = items.find(({ label }) => label === "size");
  assert.equal(made(TEMPLATE, [size.textEdit]), TEMPLATE);
  const types = await ask("completion", uri, at("OS::Heat::Value", 0, "OS::Heat::".length));
  assert.ok(types.some(({ label }) => label === "OS::Nova::Server"));
  // Half a line, as it is typed.
  const typed = `${TEMPLATE}  last:\n    val`;
  change(uri, 2, typed);
  const keys = await ask("completion", uri, at("    val", 0, 7, typed));
  assert.deepEqual(keys.filter(({ label }) => label === "value").map(({ textEdit }) => textEdit.newText), ["value: "]);
});

test("hovering tells what something is", async () => {
  const uri = open("hover.yaml");
  const { contents, range } = await ask("hover", uri, at("get_param: size", 0, "get_param: s".length));
  assert.match(contents.value, /^size · parameter\n/);
  assert.deepEqual(range.start, at("get_param: size", 0, "get_param: ".length));
  assert.equal(await ask("hover", uri, { line: 9999, character: 9999 }), null);
});

test("definition, references and another name", async () => {
  const uri = open("names.yaml");
  const used = at("get_attr: [word", 0, "get_attr: [w".length);
  const { range } = await ask("definition", uri, used);
  assert.deepEqual(range.start, at("  word: { type", 0, 2));
  const all = await ask("references", uri, used, { context: { includeDeclaration: true } });
  assert.equal(all.length, 2);
  const uses = await ask("references", uri, range.start, { context: { includeDeclaration: false } });
  assert.deepEqual(uses.map((use) => use.range.start), [at("get_attr: [word", 0, "get_attr: [".length)]);
  assert.deepEqual((await ask("prepareRename", uri, used)).end, at("get_attr: [word", 0, "get_attr: [word".length));
  assert.equal(await ask("prepareRename", uri, at("OS::Heat::Value")), null);
  const { changes } = await ask("rename", uri, used, { newName: "term" });
  assert.equal(made(TEMPLATE, changes[uri]), TEMPLATE.replace("  word: { type", "  term: { type").replace("[word, value]", "[term, value]"));
  await assert.rejects(ask("rename", uri, used, { newName: "address" }), /`address` is there already/);
});

test("the outline has sections and what they define", async () => {
  const uri = open("outline.yaml");
  const symbols = await client.sendRequest("textDocument/documentSymbol", { textDocument: { uri } });
  const resources = symbols.find(({ name }) => name === "resources");
  assert.deepEqual(
    resources.children.map(({ name, detail }) => [name, detail]),
    [
      ["address", "OS::Neutron::FloatingIPAssociation"],
      ["word", "OS::Heat::Value"],
    ],
  );
  assert.deepEqual(resources.children[1].selectionRange.start, at("  word: { type", 0, 2));
});

test("files that a template names are found beside it, and read again when one is saved", async () => {
  const text = "heat_template_version: 2021-04-16\nresources:\n  a: { type: lib.yaml }\n";
  const uri = open("nested.yaml", text);
  assert.deepEqual((await wrong(uri, 1)).map(({ code }) => code), ["missing-file"]);
  told.clear();
  await writeFile(join(folder, "lib.yaml"), "heat_template_version: 2021-04-16\nresources: {}\n");
  client.sendNotification("textDocument/didSave", { textDocument: { uri: uriOf("lib.yaml") } });
  assert.deepEqual(await wrong(uri, 1), []);
});

test("what is open counts for other documents as it stands in the editor, until it is closed", async () => {
  const mended = "heat_template_version: 2021-04-16\nparameters: { size: { type: number, default: 2 } }\nresources: {}\n";
  await writeFile(join(folder, "node.yaml"), "heat_template_version: 2021-04-16\nresources: {}\n");
  const uri = open("top.yaml", "heat_template_version: 2021-04-16\nresources:\n  a: { type: node.yaml, properties: { size: 1 } }\n  b: { type: OS::Heat::Value, properties: { value: { get_file: word.txt } } }\n");
  /** What is wrong with the other document once something has been done to a file that it names. */
  const then = async (act, version = 1) => {
    told.clear();
    act();
    return (await wrong(uri, version)).map(({ code }) => code);
  };
  assert.deepEqual((await wrong(uri, 1)).map(({ code }) => code), ["unknown-property", "missing-file"]);
  assert.deepEqual(await then(() => open("node.yaml", mended)), ["missing-file"]);
  // Neither is on the disk.
  assert.deepEqual(await then(() => open("word.txt", "hello")), []);
  assert.deepEqual(await then(() => change(uriOf("node.yaml"), 2, mended.replace("size", "sise"))), ["unknown-property"]);
  // A nested template is read by itself, too, as it stands in the editor.
  assert.deepEqual(await then(() => change(uriOf("node.yaml"), 3, mended.replace("default: 2", "default: two"))), []);
  assert.deepEqual((await wrong(uriOf("node.yaml"), 3)).map(({ code }) => code), ["invalid-default"]);
  for (const [name, codes] of [["word.txt", ["missing-file"]], ["node.yaml", ["unknown-property", "missing-file"]]]) {
    assert.deepEqual(await then(() => client.sendNotification("textDocument/didClose", { textDocument: { uri: uriOf(name) } })), codes);
  }
  change(uri, 2, "heat_template_version: 2021-04-16\nparameters: { size: { type: number, default: 1 } }\n");
  assert.deepEqual(await wrong(uri, 2), []);
  assert.deepEqual(await then(() => open("env.yaml", "parameters: { size: many }\n"), 2), ["invalid-parameter-value"]);
  assert.deepEqual(await then(() => client.sendNotification("textDocument/didClose", { textDocument: { uri: uriOf("env.yaml") } }), 2), []);
});

test("an environment is watched, and what is wrong in it is told in it", async () => {
  const [uri, environment] = [open("given.yaml"), uriOf("env.yaml")];
  const before = await wrong(uri, 1);
  assert.deepEqual(watched, ["workspace/didChangeWatchedFiles"]);
  told.clear();
  await writeFile(join(folder, "env.yaml"), "parameters: { size: many }\n");
  client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: environment, type: 2 }] });
  const codes = (await wrong(uri, 1)).map(({ code }) => code);
  assert.ok(codes.includes("invalid-parameter-value") && codes.length > before.length, `${codes}`);
  open("env.yaml", "params: {}\n");
  assert.deepEqual((await wrong(environment, 1)).map(({ code, range }) => [code, range.end.character]), [["unknown-environment-section", 6]]);
  await writeFile(join(folder, "env.yaml"), "parameter_defaults: {}\n");
});

test("other YAML and what is not served are left alone", async () => {
  const uri = open("compose.yaml", "services: {web: {image: x}}\n");
  assert.deepEqual(await wrong(uri, 1), []);
  await assert.rejects(ask("formatting", uri, undefined, { options: {} }), /is not served/);
  await assert.rejects(client.sendRequest("textDocument/hover", { nonsense: true }));
  client.sendNotification("textDocument/didClose", { textDocument: { uri } });
  assert.equal(await ask("hover", uri, { line: 0, character: 0 }), null);
});
