// Files that a person brings: dropped on the page, named by a template, missing.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { visit } from "../hotplate.mjs";
import { becomes } from "../visit.mjs";

const MAIN = `heat_template_version: 2018-08-31
resources:
  first: { type: parts/node.yaml, properties: { size: 3 } }
outputs:
  shown: { value: { get_attr: [first, shown] } }
`;
const NODE = `heat_template_version: 2018-08-31
parameters:
  size: { type: number }
resources:
  inner: { type: OS::Heat::Value, properties: { value: { get_param: size } } }
  server: { type: OS::Nova::Server, depends_on: inner, properties: { flavor: small, image: plain } }
outputs:
  shown: { value: { get_param: size } }
`;

const OWN = "heat_template_version: 2018-08-31\nresources:\n  own: { type: OS::Heat::Value, properties: { value: { get_param: size } } }\nparameters:\n  size: { type: number }\n  word: { type: string }\n";

/** `lab/main.yaml`, `lab/parts/run.sh` and a hidden file, deflated. */
const PACKED = "UEsDBBQAAAAIAAAAIQAwkiS3UQAAAFAAAAANAAAAbGFiL21haW4ueWFtbMtITSyJL0nNLchJLEmNL0stKs7Mz7NSMDIwtNA1sNA1NuQqSi3OLy1KTi224lJQKEhMzk5NsVKoViipLEi1UvAPtrLyABphZeWXn5eqUMsFAFBLAwQUAAAACAAAACEA/uO9FRkAAAD6AAAAEAAAAGxhYi9wYXJ0cy9ydW4uc2hTVtRPyszTL87gSk3OyFcoSEzOTk0ZEWwAUEsDBBQAAAAIAAAAIQCDFtyMAwAAAAEAAAAPAAAAbGFiLy5naXQvY29uZmlnqwAAUEsBAhQDFAAAAAgAAAAhADCSJLdRAAAAUAAAAA0AAAAAAAAAAAAAAIABAAAAAGxhYi9tYWluLnlhbWxQSwECFAMUAAAACAAAACEA/uO9FRkAAAD6AAAAEAAAAAAAAAAAAAAAgAF8AAAAbGFiL3BhcnRzL3J1bi5zaFBLAQIUAxQAAAAIAAAAIQCDFtyMAwAAAAEAAAAPAAAAAAAAAAAAAACAAcMAAABsYWIvLmdpdC9jb25maWdQSwUGAAAAAAMAAwC2AAAA8wAAAAAA";

/** Drops a tree of files on the page, as a browser hands a folder over. */
const drop = (page, name, tree) =>
  page.evaluate(
    ([top, files]) => {
      const entryOf = (entryName, content) =>
        typeof content === "string"
          ? { name: entryName, isFile: true, isDirectory: false, file: (done) => done(new File([content], entryName)) }
          : {
              name: entryName,
              isFile: false,
              isDirectory: true,
              createReader() {
                let helping = Object.entries(content).map(([inner, below]) => entryOf(inner, below));
                return { readEntries: (done) => { const now = helping.splice(0, 1); helping = [...helping]; done(now); } };
              },
            };
      const event = new Event("drop", { bubbles: true, cancelable: true });
      event.dataTransfer = { types: ["Files"], items: [{ webkitGetAsEntry: () => entryOf(top, files) }] };
      document.body.dispatchEvent(event);
    },
    [name, tree],
  );

visit("a dropped folder becomes tabs, and its nested template is opened", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste("");
  await page.getByRole("heading", { name: "Paste a Heat template" }).waitFor();
  await drop(page, "cluster", { "main.yaml": MAIN, parts: { "node.yaml": NODE }, ".hidden": "no" });
  await page.getByRole("button", { name: "main.yaml", exact: true }).waitFor();
  await page.getByRole("button", { name: "parts/node.yaml", exact: true }).waitFor();
  assert.equal(await page.getByRole("button", { name: ".hidden" }).count(), 0);
  await hotplate.box("first").waitFor();
  // Inside, a line shows who waits; selected, the stack shows what it comes to, and a member why it waits.
  await page.locator(".f-dependency title", { hasText: "first[server] waits for first[inner]" }).waitFor({ state: "attached" });
  await hotplate.choose("first");
  const { inspector } = hotplate;
  await inspector.getByRole("heading", { name: "Its parameters" }).waitFor();
  await inspector.getByRole("definition").filter({ hasText: "3" }).first().waitFor();
  await hotplate.shoot("nested-stack");
  await inspector.getByRole("listitem").filter({ hasText: "wave 2" }).getByRole("button", { name: "first[server]" }).click();
  await inspector.getByRole("heading", { name: "first[server]" }).waitFor();
  await inspector.getByText("wave 2").waitFor();
  await inspector.getByText("depends_on names it").waitFor();
  await hotplate.shoot("nested-member");
  await hotplate.tab("Outputs").click();
  await hotplate.preview.locator(".value", { hasText: "3" }).first().waitFor();
  await hotplate.shoot("nested");
});

visit("a template put in the sample's place has its name no longer, and one that a person named keeps it", {}, async (hotplate) => {
  const { page } = hotplate;
  const named = (name) => page.getByRole("list", { name: "Files" }).getByRole("button", { name }).waitFor();
  await hotplate.paste(OWN);
  await named("template.yaml");
  await hotplate.box("own").waitFor();
  await page.keyboard.press("Control+z");
  await hotplate.box("server_group").waitFor();
  await page.keyboard.press("Control+y");
  await hotplate.box("own").waitFor();
  await named("template.yaml");
  await page.getByRole("button", { name: "template.yaml" }).press("F2");
  await page.getByRole("textbox", { name: "File name" }).fill("hosts.yaml");
  await page.keyboard.press("Enter");
  await named("hosts.yaml");
  await hotplate.paste(MAIN);
  await hotplate.box("first").waitFor();
  await named("hosts.yaml");
  await hotplate.editor.press("Control+z");
  await hotplate.box("own").waitFor();
});

visit("of two templates the other is previewed at a press, and nothing of either is lost", {}, async (hotplate) => {
  const { page } = hotplate;
  const files = page.getByRole("list", { name: "Files" });
  const names = () => files.getByRole("listitem").allInnerTexts().then((all) => all.map((text) => text.split("\n")[0]));
  const preview = page.getByRole("button", { name: "Preview this" });
  await hotplate.box("server_group").waitFor();
  await hotplate.choose("server_group");
  await page.getByRole("button", { name: "+ file" }).click();
  await page.getByRole("textbox", { name: "File name" }).fill("own.yaml");
  await page.keyboard.press("Enter");
  assert.equal(await preview.count(), 0, "an empty file is no template");
  await hotplate.paste(OWN);
  await hotplate.shoot("two-templates");
  await preview.press("Enter");
  await hotplate.box("own").waitFor();
  await becomes(names, ["own.yaml", "environment", "hosts.yaml"]);
  assert.equal(await preview.count(), 0, "it is previewed");
  await becomes(() => page.evaluate(() => document.activeElement.id), "preview");
  await hotplate.line("own:").waitFor();
  await files.getByRole("button", { name: "hosts.yaml", exact: true }).click();
  await hotplate.line("heat_template_version").waitFor();
  assert.equal(await page.locator(".line-selected").count(), 0, "its lines are marked no longer");
  await preview.click();
  await hotplate.box("server_group").waitFor();
  await becomes(names, ["hosts.yaml", "environment", "own.yaml"]);
  // What was written before the change of places can be taken back after it.
  await files.getByRole("button", { name: "own.yaml", exact: true }).click();
  await hotplate.line("own:").click();
  await page.keyboard.press("Control+z");
  await hotplate.line("own:").waitFor({ state: "detached" });
});

visit("a dropped file of a known name takes its place; what is no text is refused in words", {}, async (hotplate) => {
  const { page } = hotplate;
  await drop(page, "environment", "parameters: { instance_count: 5 }\n");
  await hotplate.summary.getByText(/^5 servers$/).waitFor();
  await drop(page, "picture.png", "x".repeat((1 << 20) + 1));
  await page.getByRole("status").getByText("picture.png").waitFor();
});

visit("a dropped template is opened in place of what is open, which comes back; what belongs to it goes beside it", {}, async (hotplate) => {
  const { page } = hotplate;
  await drop(page, "own.yaml", OWN);
  await hotplate.box("own").waitFor();
  await page.getByRole("status").getByText("Opened own.yaml.").waitFor();
  await drop(page, "node.yaml", "# not own.yaml\n" + NODE);
  await hotplate.box("inner").waitFor();
  await page.getByRole("button", { name: "Back to it" }).click();
  await hotplate.box("own").waitFor();
  await hotplate.paste(MAIN);
  await hotplate.box("first").waitFor();
  await drop(page, "node.yaml", NODE);
  await page.getByRole("button", { name: "node.yaml", exact: true }).waitFor();
  await hotplate.box("first").waitFor();
});

visit("chosen files and folders are opened like dropped ones, archives that the page saved too", {}, async (hotplate) => {
  const { page } = hotplate;
  const choose = async (press, what) => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press()]);
    await chooser.setFiles(what);
  };
  const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await choose(() => page.getByRole("button", { name: "open…" }).click(), [file("own.yaml", OWN), file("small.yaml", "parameters:\n  size: 7\n")]);
  await hotplate.box("own").waitFor();
  await page.getByRole("status").getByText("Opened own.yaml and one more file.").waitFor();
  await page.getByRole("button", { name: "environment", exact: true }).click();
  await hotplate.line("size: 7").waitFor();
  const word = hotplate.parameters.getByLabel("word", { exact: true });
  await word.fill("a \"typed\" one");

  await page.getByRole("button", { name: /^Share/ }).click();
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "All files" }).click()]);
  await page.keyboard.press("Escape");
  await hotplate.paste("");
  const folder = await mkdtemp(join(tmpdir(), "hotplate-"));
  try {
    const archive = join(folder, "own.zip");
    await saved.saveAs(archive);
    await page.getByRole("button", { name: "Gallery", exact: true }).click();
    await choose(() => page.getByRole("button", { name: "Choose files…" }).last().click(), archive);
    await hotplate.box("own").waitFor();
    await becomes(() => word.inputValue(), "a \"typed\" one");
    await page.getByRole("button", { name: "environment", exact: true }).click();
    await hotplate.line("size: 7").waitFor();
    // As other programs pack: in a folder, and smaller.
    const packed = join(folder, "packed.zip");
    await writeFile(packed, Buffer.from(PACKED, "base64"));
    await choose(() => page.getByRole("button", { name: "open…" }).click(), packed);
    await hotplate.box("packed").waitFor();
    await page.getByRole("button", { name: "parts/run.sh", exact: true }).waitFor();
    await writeFile(packed, "PK\x03\x04 and no more");
    await choose(() => page.getByRole("button", { name: "open…" }).click(), packed);
    await page.getByRole("status").getByText("an archive that cannot be read: packed.zip").waitFor();

    await mkdir(join(folder, "lab", "parts"), { recursive: true });
    await writeFile(join(folder, "lab", "main.yaml"), MAIN);
    await writeFile(join(folder, "lab", "parts", "node.yaml"), NODE);
    await page.getByRole("button", { name: "Gallery", exact: true }).click();
    await hotplate.shoot("choose");
    await choose(() => page.getByRole("button", { name: "Choose a folder…" }).click(), join(folder, "lab"));
    await hotplate.box("first").waitFor();
    await page.getByRole("button", { name: "parts/node.yaml", exact: true }).waitFor();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

visit("a missing file names itself, and the verdict says what the testbed would answer", {}, async (hotplate) => {
  await hotplate.problems.getByText("The testbed will accept this once every parameter has a value").waitFor();
  await hotplate.paste(MAIN);
  await hotplate.problem("parts/node.yaml").first().waitFor();
  await hotplate.problems.getByText("The testbed will refuse this").waitFor();
  await hotplate.problem("parts/node.yaml").getByText("refused when validated").first().waitFor();
  await hotplate.paste(`heat_template_version: 2018-08-31\nresources:\n  one: { type: "OS::Heat::RandomString", properties: { length: 5000 } }\n`);
  await becomes(() => hotplate.problems.getByText("The testbed will validate this, and refuse to create it").count(), 1);
});

visit("the testbed's release decides which types are checked, and is kept", {}, async (hotplate) => {
  const { page } = hotplate;
  await hotplate.paste("heat_template_version: 2018-08-31\nresources:\n  cluster: { type: OS::Sahara::Cluster }\n");
  await hotplate.problems.getByText("retired-type").waitFor();
  await hotplate.problems.getByLabel("Heat").selectOption("2023.1");
  await hotplate.problem("missing-property").first().waitFor();
  await becomes(() => page.evaluate(() => Object.values(localStorage).some((kept) => kept.includes('"release": "2023.1"'))), true);
  await page.reload();
  await hotplate.ready();
  await hotplate.problem("missing-property").first().waitFor();
  assert.equal(await hotplate.problems.getByLabel("Heat").inputValue(), "2023.1");
});
