// Writes the pages for readers after each build: the guide and a page for every check, from the Markdown below site/,
// the gallery and the page about Hotplate, with drawings that its own code made. They are plain HTML with one style
// sheet; their only script is the search, and their links lead to each other as in the sources.

import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { drawings } from "./drawings.mjs";
import { escape, page } from "./shell.mjs";

const OUT = process.env.TRUNK_STAGING_DIR;
const need = createRequire(join(process.cwd(), "crates/app/package.json"));
const load = (name) => import(pathToFileURL(need.resolve(name)));
const { Marked } = await load("marked");
const { parser } = await load("@lezer/yaml");
const { classHighlighter, highlightCode } = await load("@lezer/highlight");


/** A line of carets under a place: in the sources it is what a test looks for, here it is what a reader looks at. */
const MARK = /^#[\s<]*\^+\s+\S+$/;

/** A template in colours. */
function coloured(code) {
  let html = "";
  const put = (text, classes) => {
    const named = classes && text.split("\n").every((line) => MARK.test(line)) ? "mark" : classes;
    html += named ? `<span class="${named}">${escape(text)}</span>` : escape(text);
  };
  highlightCode(code, parser.parse(code), classHighlighter, put, () => put("\n", ""));
  return html;
}

/** What pages show of the gallery's templates: `draw` and `play`, by their names. */
const pictures = new Map();

/**
 * A template of the gallery as our own element shows it: the picture, or the exchange, for everybody, and where scripts
 * run, the same made anew and the way to the whole of Hotplate. On other hosts the block in the source names the file.
 */
function embedded(path, view = "graph") {
  const picture = pictures.get(path.split("/").pop())?.[view];
  if (!picture) throw new Error(`${path} is no template of the gallery, or ${view} no view`);
  return `<hot-plate src="${escape(path)}" view="${escape(view)}"><figure class="hot-plate">${picture()}</figure></hot-plate>\n`;
}

const slug = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

const marked = new Marked({
  renderer: {
    code({ text, lang = "" }) {
      const [language, ...words] = lang.split(" ");
      const kind = ["bad", "good"].find((word) => words.includes(word)) ?? "";
      if (language === "hotplate") return embedded(text.trim(), words[0]);
      const body = language === "yaml" ? coloured(text) : escape(text);
      return `<pre class="code ${kind}" tabindex="0"><code>${body}</code></pre>\n`;
    },
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${slug(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link({ href, title, tokens }) {
      const to = href.replace(/README\.md(?=#|$)/, "index.html").replace(/\.md(?=#|$)/, ".html").replace(/\/$/, "/index.html");
      const about = title ? ` title="${escape(title)}"` : "";
      const away = /^https?:/.test(to) ? ' rel="noopener noreferrer"' : "";
      return `<a href="${escape(to)}"${about}${away}>${this.parser.parseInline(tokens)}</a>`;
    },
    html: ({ text }) => escape(text),
  },
});

const titleOf = (text) => /^# (.+)$/m.exec(text)?.[1] ?? "";

/** The first paragraph behind the title, on one line. */
const firstOf = (text) => text.split(/\n\n+/).slice(1).find((part) => /^(?!#|```|\d+\. )/.test(part))?.replace(/\s+/g, " ") ?? "";

async function sources(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();
  return Promise.all(names.map(async (name) => ({ name: name.replace(/\.md$/, ""), text: await readFile(join(folder, name), "utf8") })));
}

/** What the search knows of each page: its title, its words and where it is. */
const known = [];

/** Publishes texts as pages; `ends` has what stands below a text, by its name. */
async function publish(section, folder, files, ends = new Map()) {
  await mkdir(join(OUT, folder), { recursive: true });
  for (const { name, text, about = firstOf(text) } of files) {
    const file = `${folder}/${name === "README" ? "index" : name}.html`;
    await writeFile(join(OUT, file), page(titleOf(text), section, marked.parse(text) + (ends.get(name) ?? "")));
    known.push({ id: file, title: titleOf(text), section, about: about.replace(/[`*[\]]|\(\S+\)/g, ""), text: wordsOf(text) });
  }
}

/** The words of a text, each once: all that a search needs. */
function wordsOf(text) {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu))].join(" ");
}

const { draw, play } = await drawings(OUT);
const shelf = await templates();
for (const { name, text } of shelf) pictures.set(name, { graph: () => figure(text), exchange: () => play(text) });

const checks = await sources("site/checks");
const codes = await readFile("crates/hot/src/codes.rs", "utf8");
const severities = new Map([...codes.matchAll(/"([a-z0-9-]+)" (Error|Warning|Note) "/g)].map(([, code, severity]) => [code, severity]));

/** The checks of one severity, each in its first sentence. */
function listed(severity, about) {
  const rows = checks.filter(({ name }) => severities.get(name) === severity);
  const lines = rows.map(({ name, text }) => `- [${name}](${name}.md): ${firstOf(text).replace(/(?<=\.)\s.*$/, "")}`);
  return `## ${severity}s\n\n${about}\n\n${lines.join("\n")}\n`;
}

const index = `# Checks

Every mistake that Hotplate can find, by the code that stands beside it. Each has an example that shows it, and one that
does not.

${listed("Error", "What a testbed refuses, when it validates the template or when the stack is to be created.")}
${listed("Warning", "What a testbed takes, and what hardly works as it was meant.")}
${listed("Note", "What is worth knowing.")}`;
const ARTICLES = { Error: "an error", Warning: "a warning", Note: "a note" };
const graded = checks.map(({ name, text }) => ({ name, about: firstOf(text), text: text.replace("\n\n", `\n\n*Usually ${ARTICLES[severities.get(name)]}.*\n\n`) }));
await publish("Checks", "checks", [...graded, { name: "README", text: index }]);

const guide = await sources("site/guide");
const chapters = [...guide.find(({ name }) => name === "README").text.matchAll(/^\d+\. \[(.+?)\]\((.+?)\.md\)/gm)];

/** The way from a chapter of the guide to those before and after it. */
function onward(at) {
  const way = (chapter, rel, words) => (chapter ? `<a href="${chapter[2]}.html" rel="${rel}">${words(escape(chapter[1]))}</a>` : "<span></span>");
  return `<nav class="onward" aria-label="Chapters">${way(chapters[at - 1], "prev", (title) => `← ${title}`)}${way(chapters[at + 1], "next", (title) => `${title} →`)}</nav>\n`;
}
await publish("Guide", "guide", guide, new Map(chapters.map(([, , name], at) => [name, onward(at)])));

/** The templates of the gallery, with the titles and in the order that the app has them, and what they say of themselves. */
async function templates() {
  const samples = await readFile("crates/app/src/samples.rs", "utf8");
  return Promise.all([...samples.matchAll(/sample!\(\s*"([^"]+)",\s*"[^"]*",\s*"([^"]+)"/g)].map(async ([, title, name]) => {
    const text = await readFile(join("site/gallery", name), "utf8");
    return { name, title, text, about: /^description: >\n((?: +.*\n)+)/m.exec(text)?.[1].replace(/\s+/g, " ").trim() ?? "" };
  }));
}

/** A template's drawing as a part of a page: read out by its own title and description, coloured by the page's sheet. */
function figure(text) {
  return `<div class="figure-frame">${draw(text)}</div>`;
}

const plates = shelf.map(({ name, title, text, about }) => `<article class="plate" id="${slug(name)}">
<h2>${escape(title)}</h2>
<p>${escape(about)}</p>
${figure(text)}
<p class="ways"><a class="press" href="../index.html#sample=${name}">Open</a><a href="${name}" download>Template</a></p>
</article>`);
const intro = "<h1>Gallery</h1>\n<p>Whole templates, each drawn here by the code that draws yours. Open one and its scripts are run: what each instance tells, what Heat makes of it, and the files that come of it. What you have open is put away first, and nothing of it is lost.</p>\n";
await writeFile(join(OUT, "gallery/index.html"), page("Gallery", "Gallery", `${intro}${plates.join("\n")}\n`, "wide"));
for (const { name, title, about } of shelf) {
  known.push({ id: `gallery/index.html#${slug(name)}`, title, section: "Gallery", about, text: wordsOf(`${name} ${about}`) });
}

// The page about Hotplate names a template or a check's first example where they are to stand.
const about = await readFile("site/about.html", "utf8");
const filled = about.replace(/<!-- (draw|template|example) (\S+) -->/g, (_, what, name) => {
  const text = what === "example" ? exampleOf(name) : shelf.find((template) => template.name === name).text;
  return what === "draw" ? figure(text) : `<pre class="code" tabindex="0"><code>${coloured(text)}</code></pre>`;
});
await mkdir(join(OUT, "about"), { recursive: true });
await writeFile(join(OUT, "about/index.html"), page("What a Heat template will do, before it does it", "About", filled, "wide"));

/** The first example of a check, which shows the fault. */
function exampleOf(check) {
  return /```yaml bad\n([^]*?)```/.exec(checks.find(({ name }) => name === check).text)[1];
}

const { build } = await load("esbuild");
await build({
  absWorkingDir: process.cwd(),
  entryPoints: ["site/reading/search.js"],
  outfile: join(OUT, "guide/search.js"),
  nodePaths: ["crates/app/node_modules"],
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  banner: { js: `/*! Contains MiniSearch, under the MIT licence:\n\n${(await readFile("crates/app/node_modules/minisearch/LICENSE.txt", "utf8")).trim()}\n*/` },
  legalComments: "none",
  logLevel: "warning",
});
await writeFile(join(OUT, "guide/search.json"), JSON.stringify(known));

const sheets = ["site/style/tokens.css", "crates/figure/src/figure.css", "crates/embed/src/exchange.css", "site/style/pages.css"];
await writeFile(join(OUT, "guide/pages.css"), (await Promise.all(sheets.map((sheet) => readFile(sheet, "utf8")))).join("\n"));
await writeFile(join(OUT, "guide/icon.svg"), await readFile("site/icon.svg"));

await import("./offline.mjs");
