// Writes the pages for readers after each build: the guide, and a page for every check, from the Markdown below site/.
// They are plain HTML with one style sheet and no script, and their links lead to each other as in the sources.

import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const OUT = process.env.TRUNK_STAGING_DIR;
const need = createRequire(join(process.cwd(), "crates/app/package.json"));
const load = (name) => import(pathToFileURL(need.resolve(name)));
const { Marked } = await load("marked");
const { parser } = await load("@lezer/yaml");
const { classHighlighter, highlightCode } = await load("@lezer/highlight");

const POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

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

const slug = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

const marked = new Marked({
  renderer: {
    code({ text, lang = "" }) {
      const [language, ...words] = lang.split(" ");
      const kind = ["bad", "good"].find((word) => words.includes(word)) ?? "";
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

/** A whole page. `here` is the section that it belongs to. */
function page(title, here, body) {
  const entry = (href, name) => `<a href="../${href}"${name === here ? ' aria-current="true"' : ""}>${name}</a>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escape(title)} · Hotplate</title>
<link rel="icon" href="../guide/icon.svg">
<link rel="stylesheet" href="../guide/pages.css">
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<header><a class="logo" href="../index.html"><img src="../guide/icon.svg" alt="" width="24" height="24">Hotplate</a>
<nav aria-label="Site">${entry("index.html", "Open the page")}${entry("guide/index.html", "Guide")}${entry("checks/index.html", "Checks")}</nav></header>
<main id="text">
${body}</main>
</body>
</html>
`;
}

const titleOf = (text) => /^# (.+)$/m.exec(text)?.[1] ?? "";

/** The first paragraph behind the title, on one line. */
const firstOf = (text) => text.split(/\n\n+/).slice(1).find((part) => /^[^#`]/.test(part))?.replace(/\s+/g, " ") ?? "";

async function sources(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();
  return Promise.all(names.map(async (name) => ({ name: name.replace(/\.md$/, ""), text: await readFile(join(folder, name), "utf8") })));
}

async function publish(section, folder, files) {
  await mkdir(join(OUT, folder), { recursive: true });
  for (const { name, text } of files) {
    const file = name === "README" ? "index" : name;
    await writeFile(join(OUT, folder, `${file}.html`), page(titleOf(text), section, marked.parse(text)));
  }
}

const checks = await sources("site/checks");
const rows = checks.map(({ name, text }) => `- [${name}](${name}.md): ${firstOf(text).replace(/(?<=\.)\s.*$/, "")}`);
const index = `# Checks\n\nEvery mistake that Hotplate can find, by the code that stands beside it. Each has an example that shows it, and one that\ndoes not.\n\n${rows.join("\n")}\n`;
await publish("Checks", "checks", [...checks, { name: "README", text: index }]);
await publish("Guide", "guide", await sources("site/guide"));

const sheets = await Promise.all(["tokens.css", "pages.css"].map((name) => readFile(join("site/style", name), "utf8")));
await writeFile(join(OUT, "guide/pages.css"), sheets.join("\n"));
await writeFile(join(OUT, "guide/icon.svg"), await readFile("site/icon.svg"));
