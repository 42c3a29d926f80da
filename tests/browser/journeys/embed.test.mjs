// A template in somebody else's documentation page, under a policy stricter than most have.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { findings as axe } from "../axe.mjs";
import { documentation } from "../documentation.mjs";
import { serve } from "../site.mjs";
import { becomes, journey, leave } from "../visit.mjs";

const SHOTS = fileURLToPath(new URL("../shots", import.meta.url));
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types hot-plate",
].join("; ");

let site;
let docs;
/** Another host, which has Hotplate, and a page that takes the script from there. */
let other;
let guest;

before(async () => {
  docs = await documentation();
  const folders = [["/hotplate/", resolve(process.env.HOTPLATE_DIST)], ["/docs/", docs.folder]];
  site = await serve(folders, { "content-security-policy": POLICY });
  other = await serve(folders, { "access-control-allow-origin": "*" });
  const page = await readFile(join(docs.folder, "index.html"), "utf8");
  await writeFile(join(docs.folder, "guest.html"), page.replace("../hotplate/", `${other.origin}/hotplate/`));
  const { origin } = other;
  guest = await serve([["/docs/", docs.folder]], {
    "content-security-policy": `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src 'self' ${origin}; worker-src blob: ${origin}; style-src 'self'; img-src 'self' data:`,
  });
});
after(async () => {
  await leave();
  await Promise.all([site?.close(), other?.close(), guest?.close()]);
  await docs?.remove();
});

const read = (name, setting, walk) =>
  journey(name, () => site.origin, setting, async (page, context) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${site.origin}/docs/`);
    await walk({ page, context, asked, section: (id) => page.locator(`#${id}`) });
  });

const SHOWS = "Draw what it deploys";

read("a reader without scripts sees the picture and the text", { javaScriptEnabled: false }, async ({ page, section }) => {
  const picture = section("made").getByRole("img");
  assert.match(await picture.getAttribute("alt"), /server_group/);
  // Without scripts the page cannot be asked what it shows; the picture's own size says that it arrived.
  assert.ok((await picture.boundingBox()).width > 300);
  await section("made").getByText("Template", { exact: true }).click();
  await section("made").getByText("heat_template_version: ").waitFor();
  await section("inside").getByText("OS::Heat::ResourceGroup").waitFor();
  assert.equal(await page.getByRole("button").count(), 0);
});

/** The colour of a picture's ground, as it is on screen. */
async function ground(page, picture) {
  const { x, y } = await picture.boundingBox();
  const png = await page.screenshot({ clip: { x: x + 4, y: y + 4, width: 1, height: 1 } });
  // A page of no policy looks at the one dot.
  const eye = await page.context().newPage();
  const colours = await eye.evaluate(async (dot) => {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${dot}` });
    await image.decode();
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.drawImage(image, 0, 0);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].join(", ");
  }, png.toString("base64"));
  await eye.close();
  return colours;
}
const LIGHT = "247, 246, 243";
const DARK = "22, 24, 27";

read("without scripts the picture is light or dark as the page is, and light on paper", { prepare: (context) => context.route("**/hot-plate.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" })) }, async ({ page, section }) => {
  const picture = section("made").getByRole("img");
  const shown = () => ground(page, picture);
  const dark = [["theme", "dark"], ["bsTheme", "dark"], ["mdColorScheme", "slate"]];
  const light = [["theme", "light"], ["bsTheme", "light"], ["mdColorScheme", "default"]];
  for (const [colorScheme, own, other, switches] of [["light", LIGHT, DARK, dark], ["dark", DARK, LIGHT, light]]) {
    await page.emulateMedia({ colorScheme });
    await becomes(shown, own);
    for (const [key, value] of switches) {
      for (const place of ["documentElement", "body"]) {
        const turn = (to) => page.evaluate(([at, what, word]) => (word ? (document[at].dataset[what] = word) : delete document[at].dataset[what]), [place, key, to]);
        await turn(value);
        await becomes(shown, other);
        await page.emulateMedia({ media: "print", colorScheme });
        await becomes(shown, LIGHT);
        await page.emulateMedia({ media: "screen", colorScheme });
        // Furo's third word leaves it to the system.
        await turn(key === "theme" ? "auto" : "");
        await becomes(shown, own);
        await turn("");
      }
    }
  }
});

read("with its script the picture goes by the ground that it stands on", {}, async ({ page, section }) => {
  const picture = section("made").getByRole("img");
  await section("made").getByRole("button", { name: SHOWS }).waitFor();
  await becomes(() => ground(page, picture), LIGHT);
  await page.evaluate(() => document.documentElement.classList.add("night"));
  await becomes(() => ground(page, picture), DARK);
  await page.screenshot({ path: join(SHOTS, "embed-picture-dark.png") });
});

read("nothing of the drawing code is fetched until a reader asks", {}, async ({ page, asked, section }) => {
  await section("inside").getByRole("button", { name: SHOWS }).waitFor();
  assert.deepEqual(asked.filter((path) => path.includes("hotplate-embed")), []);
  await section("inside").getByRole("button", { name: SHOWS }).focus();
  await page.keyboard.press("Enter");
  const drawing = section("inside").getByRole("group", { name: "Deployment graph" });
  await drawing.getByText("nodes", { exact: true }).waitFor();
  assert.equal(await drawing.getByText("[0]").count(), 0, "folded was asked for");
  assert.equal(asked.filter((path) => path.endsWith(".wasm")).length, 1);
  assert.equal(await page.locator("hot-plate img[src=x]").count(), 0, "a name became markup");
  await section("inside").getByRole("button", { name: "Hide the drawing" }).click();
  assert.equal(await drawing.isVisible(), false);
});

read("the live drawing takes the place of the picture, and follows the page's light and dark", {}, async ({ page, section }) => {
  await section("made").getByRole("button", { name: SHOWS }).click();
  const drawing = section("made").getByRole("group", { name: "Deployment graph" });
  await drawing.getByText("server_group", { exact: true }).waitFor();
  assert.equal(await section("made").locator("figure img").isVisible(), false);
  const ground = () => drawing.evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.equal(await ground(), "rgb(247, 246, 243)");
  await page.screenshot({ path: join(SHOTS, "embed-light.png"), fullPage: true });
  assert.deepEqual(await axe(page), []);
  await page.evaluate(() => document.documentElement.classList.add("night"));
  await becomes(ground, "rgb(22, 24, 27)");
  await page.screenshot({ path: join(SHOTS, "embed-dark.png"), fullPage: true });
  assert.deepEqual(await axe(page), []);
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, "the page scrolls sideways");
  await page.screenshot({ path: join(SHOTS, "embed-narrow.png"), fullPage: true });
});

const STAGES = "Show what its instances tell each other";
const RUNS = "Run its scripts (355 to 450 KB)";
const programs = (asked) => asked.filter((path) => path.endsWith(".wasm")).map((path) => path.split("/").pop());

/** Puts another element into the page, with these attributes and, if there is one, this text. */
const plate = async (page, attributes, text = "") => {
  await page.evaluate(([attributes, text]) => {
    const element = document.createElement("hot-plate");
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    const pre = document.createElement("pre");
    pre.textContent = text;
    pre.tabIndex = 0;
    if (text) element.append(pre);
    document.querySelector("main").append(element);
  }, [{ view: "exchange", ...attributes }, text]);
  return page.locator("main > hot-plate").last();
};

/** Has its scripts run, once it has said who will tell whom what. */
const play = async (plate) => {
  await plate.getByRole("button", { name: STAGES }).click();
  await plate.getByRole("button", { name: RUNS }).click();
  return plate.getByRole("group", { name: "Exchange" });
};

read("a reader without scripts sees what the instances told each other, in the page and on paper", { javaScriptEnabled: false }, async ({ page, section }) => {
  const told = section("played").locator(".hot-plate-exchange");
  await told.getByText("the stack is CREATE_COMPLETE after 6:03").waitFor();
  assert.equal(await told.getByRole("insertion").count(), 3);
  await told.getByText("In the end every instance knows every other.").waitFor();
  // Without scripts the page cannot be asked for its styles; that a line is as wide as its file says that they arrived.
  assert.ok((await told.getByRole("insertion").first().boundingBox()).width > 300);
  await page.emulateMedia({ media: "print" });
  assert.equal(await told.isVisible(), true);
  assert.ok((await page.pdf()).length > 10_000);
});

read("by keys alone a reader sees who will tell whom what, and then has the scripts run, each by code of its own, under the page's policy", {}, async ({ page, asked, section }) => {
  await section("played").getByRole("button", { name: STAGES }).focus();
  await page.keyboard.press("Enter");
  const told = section("played").getByRole("group", { name: "Exchange" });
  await told.getByText("Planned: 6 scripts on 3 simulated instances, 1 round of exchange.").waitFor();
  await section("played").getByRole("status").getByText("This is who will tell whom what. Its scripts can be run.").waitFor();
  assert.deepEqual(programs(asked), ["hotplate-staged_bg.wasm"]);
  assert.equal(await section("played").locator("figure").isVisible(), true, "it still has more than the stage");
  assert.deepEqual(await axe(page), []);
  await page.screenshot({ path: join(SHOTS, "embed-stage.png"), fullPage: true });
  await section("played").getByRole("button", { name: RUNS }).focus();
  await page.keyboard.press("Enter");
  await told.getByText("/etc/hosts").waitFor();
  assert.equal(await told.getByRole("insertion").count(), 3);
  assert.equal(await section("played").locator("figure").isVisible(), false, "the same would be there twice");
  assert.deepEqual(programs(asked), ["hotplate-staged_bg.wasm", "hotplate-played_bg.wasm", "hotplate-worker_bg.wasm"]);
  await section("played").getByRole("status").getByText("Played.").waitFor();
  assert.equal(await section("played").getByRole("button", { name: RUNS }).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.ariaLabel), "Exchange", "the keyboard is where the answer is");
  await play(section("asked"));
  await section("asked").getByText("It is Python, which is not played in this page.").waitFor();
  await section("asked").getByRole("status").getByText("Not all of it can be played here.").waitFor();
  await section("asked").getByText("it = <img src=x onerror=alert(1)>").waitFor();
  assert.equal(await page.locator("hot-plate img[src=x]").count(), 0, "a text became markup");
  for (const [theme, name] of [["", "light"], ["night", "dark"]]) {
    await page.evaluate((theme) => (document.documentElement.className = theme), theme);
    assert.deepEqual(await axe(page), [], name);
    await page.screenshot({ path: join(SHOTS, `embed-exchange-${name}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, "the page scrolls sideways");
  await page.screenshot({ path: join(SHOTS, "embed-exchange-narrow.png"), fullPage: true });
  await section("played").getByRole("button", { name: "Hide the exchange" }).press("Enter");
  assert.equal(await section("played").locator("figure").isVisible(), true);
  await section("played").getByRole("button", { name: STAGES }).press("Enter");
  await told.getByText("None of them has been run yet.").waitFor();
});

read("scripts that call awk and its like are run by the worker that has all of them", {}, async ({ page, asked }) => {
  const told = await play(await plate(page, { src: "../hotplate/gallery/jupyter.yaml" }));
  await told.getByText("Played on ").waitFor();
  assert.equal(await told.locator(".hot-plate-unplayed").count(), 0);
  assert.deepEqual(programs(asked), ["hotplate-staged_bg.wasm", "hotplate-played_bg.wasm", "hotplate-tools_bg.wasm"]);
});

read("the files that a template names are fetched from beside it, and nothing else is", { faults: [/404/] }, async ({ page, asked }) => {
  const element = await plate(page, { src: "figures/files.yaml", page: "../hotplate/index.html" });
  const told = await play(element);
  await told.getByText("hello a").waitFor();
  await told.getByText("The file parts/lost.sh is not to be had: it has to lie beside the template, or below.").waitFor();
  await told.getByText("The file ../page.css is not to be had: it has to lie beside the template, or below.").waitFor();
  await told.getByText("get_file finds no file ../page.css").first().waitFor();
  const files = asked.filter((path) => /\.(yaml|sh)$/.test(path) || path.endsWith("/page.css"));
  const wanted = ["figures/files.yaml", "figures/parts/greet.sh", "figures/parts/lost.sh", "figures/parts/node.yaml"];
  // The style sheet is the page's own, and is fetched for that only.
  assert.deepEqual([...new Set(files)].sort(), [...wanted, "page.css"].map((name) => `/docs/${name}`));
  assert.equal(asked.filter((path) => path === "/docs/page.css").length, 1);
  // What it leads to has the same files, as a frame shows that has nothing beside it.
  const { hash } = new URL(await element.getByRole("link", { name: "Open in Hotplate" }).getAttribute("href"));
  await page.goto(`${site.origin}/hotplate/embed/frame.html${hash}`);
  await page.getByRole("button", { name: RUNS }).click();
  await page.getByText("hello a").waitFor();
  await page.getByText("The file parts/lost.sh is not to be had").waitFor();
});

read("450 instances are played, and the page goes on all the while", { patience: 120_000 }, async ({ page }) => {
  const hosts = await (await page.request.get(`${site.origin}/hotplate/gallery/hosts.yaml`)).text();
  const element = await plate(page, {}, hosts.replace("count: { get_param: instance_count }", "count: 450"));
  // How long the page was held up at most, and how long all of it took.
  await page.evaluate(() => {
    const begun = performance.now();
    let last = begun;
    window.held = { longest: 0, all: 0 };
    const tick = () => {
      const now = performance.now();
      window.held = { longest: Math.max(window.held.longest, now - last), all: now - begun };
      last = now;
      setTimeout(tick);
    };
    tick();
  });
  const told = await play(element);
  await told.getByText("In the end every instance knows every other.").waitFor();
  const { longest, all } = await page.evaluate(() => window.held);
  assert.ok(longest < all / 8, `the page was held for ${longest} of ${all} ms`);
});

journey("a page that takes all of it from another host plays an exchange too", () => guest.origin, { faults: [/^request to http:\/\/127\.0\.0\.1:/] }, async (page) => {
  await page.goto(`${guest.origin}/docs/guest.html`);
  const told = await play(page.locator("#played"));
  await told.getByText("In the end every instance knows every other.").waitFor();
});

read("what is hidden before its scripts have run is let go", {}, async ({ page }) => {
  const element = await plate(page, {}, `heat_template_version: 2018-08-31
resources:
  a: { type: OS::Nova::Server, properties: { image: i, flavor: f, user_data_format: SOFTWARE_CONFIG } }
  loop: { type: OS::Heat::SoftwareConfig, properties: { group: script, config: "#!/bin/sh\\nwhile :; do :; done" } }
  looped: { type: OS::Heat::SoftwareDeployment, properties: { config: { get_resource: loop }, server: { get_resource: a } } }
`);
  await play(element);
  await element.getByRole("button", { name: "Hide the exchange" }).click();
  await becomes(() => page.workers().length, 0);
  await (await play(element)).getByText("not run").waitFor();
  await becomes(() => page.workers().length, 0);
});

read("a view that there is not is told, and nothing else is shown for it", {}, async ({ section }) => {
  await section("other").getByText("There is no view “plan”: it is one of graph, exchange.").waitFor();
  assert.equal(await section("other").getByRole("button").count(), 0);
});

read("a file that is not there is named", { faults: [/404/] }, async ({ section }) => {
  await section("beside").getByRole("button", { name: SHOWS }).click();
  await section("beside").getByText("The template figures/missing.yaml could not be fetched (status 404).").waitFor();
  await section("beside").getByRole("button", { name: SHOWS }).waitFor();
});
