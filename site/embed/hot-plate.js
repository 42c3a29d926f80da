// <hot-plate>: a Heat template in a documentation page, drawn or played when the reader asks for it.
//
//   <hot-plate><pre>heat_template_version: …</pre></hot-plate>
//   <hot-plate src="nfs.yaml"></hot-plate>
//   <hot-plate view="exchange">…</hot-plate>              what its instances tell each other; `graph` if nothing is said
//   <hot-plate folded>…</hot-plate>                       groups as one box each
//   <hot-plate drawn>…</hot-plate>                        shown at once
//   <iframe src="…/embed/frame.html#v1.z.…"></iframe>    made as high as what is in it
//
// The script's own tag may say more: `data-upgrade` puts the element around every block of code in the page that is a
// template, with `data-view` as their view; `data-page="https://…/"` names a whole Hotplate, and each element then links
// to it with its template. Where a tag cannot have attributes, its address says the same:
// `hot-plate.js?upgrade&page=https://…/`.
//
// Until then, and wherever scripts are off, the page shows what stands inside. Nothing but `src` and the view's code
// (beside this file) is ever fetched, nothing is stored, and the template's text becomes text, never markup.

const TAG = [...document.scripts].find((script) => script.src === import.meta.url);

/** What the script's tag says of a thing, or its address; null if neither does. */
const said = (name) => TAG?.dataset[name] ?? new URL(import.meta.url).searchParams.get(name);

/** What an element can show: by which code, in which words, and what the whole of Hotplate calls it. */
const VIEWS = {
  graph: {
    code: "../hotplate-embed.js",
    show: "Draw what it deploys",
    hide: "Hide the drawing",
    label: "Deployment graph",
    loading: "Loading the drawing code …",
    failed: "The drawing could not be made",
    make: (code, text, element) => parse(code.draw(text, element.hasAttribute("folded")), "image/svg+xml"),
    words: (drawing) => drawing.querySelector("title")?.textContent ?? "",
  },
  exchange: {
    code: "../hotplate-played.js",
    show: "Play what its instances tell each other",
    hide: "Hide the exchange",
    label: "Exchange",
    loading: "Loading what plays it …",
    failed: "It could not be played",
    tab: "Exchange",
    make: (code, text) => parse(code.play(text), "text/html").querySelector(".hot-plate-exchange"),
    words(told) {
      if (told.querySelector(".hot-plate-unplayed")) return "Not all of it can be played here.";
      return told.querySelector(".hot-plate-fate") ? "Played." : "There is nothing to play.";
    },
  },
};

const CSS = `
:host { display: block; margin: 1em 0; }
:host([hidden]) { display: none; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .5rem 0; }
button { font: 600 .875rem/1.2 system-ui, sans-serif; min-height: 2rem; padding: .25rem .75rem; border-radius: .375rem;
  border: 1px solid var(--line-strong, #8a867b); background: var(--panel, Canvas); color: var(--ink, CanvasText); cursor: pointer; }
button:hover { border-color: currentColor; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
button[disabled] { cursor: progress; opacity: .7; }
.open { font: .875rem/1.2 system-ui, sans-serif; padding: .5rem 0; color: light-dark(#0b57a4, #9cc4ff); }
.words { font: .875rem/1.4 system-ui, sans-serif; }
.fault { color: light-dark(#b3261e, #ff8a80); }
.graph { overflow: auto; max-height: min(80vh, 60rem); border: 1px solid var(--line); border-radius: .5rem; background: var(--bg); }
.graph svg { display: block; max-width: 100%; height: auto; margin: auto; }
.graph.whole svg { max-width: none; }
[hidden] { display: none; }
@media print { .bar { display: none; } .graph { overflow: visible; max-height: none; } }
`;

/** A view's code, fetched once for all elements of a page. */
function load(view) {
  view.loaded ??= import(new URL(view.code, import.meta.url).href).then(async (module) => (await module.default(), module));
  // What failed for want of a network may be tried again.
  view.loaded.catch(() => (view.loaded = null));
  return view.loaded;
}

/** What a view's code wrote, as an element. */
function parse(text, type) {
  const html = globalThis.trustedTypes?.createPolicy ? policy().createHTML(text) : text;
  return document.importNode(new DOMParser().parseFromString(html, type).documentElement, true);
}

let trusted = null;
const policy = () => (trusted ??= trustedTypes.createPolicy("hot-plate", { createHTML: (text) => text }));

/** Whether a page is dark where an element stands: by the first background on the way up that can be seen. */
function isDark(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    const [r, g, b, alpha = 1] = (getComputedStyle(at).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    if (r !== undefined && alpha > 0.5) return 0.299 * r + 0.587 * g + 0.114 * b < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches && getComputedStyle(element).colorScheme.includes("dark");
}

class HotPlate extends HTMLElement {
  #view = null;
  #button = make("button", { type: "button" });
  #size = make("button", { type: "button", hidden: true, ariaPressed: "false" }, "Full size");
  #open = make("a", { className: "open", target: "_blank", rel: "noopener" }, "Open in Hotplate");
  #words = make("span", { className: "words", role: "status" });
  #drawing = make("div", { hidden: true, role: "group" });
  #seen = new MutationObserver(() => this.#follow());
  #system = matchMedia("(prefers-color-scheme: dark)");
  #onSystem = () => this.#follow();

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const bar = make("div", { className: "bar" });
    bar.append(this.#button, this.#size, this.#words);
    root.append(this.#drawing, bar, document.createElement("slot"));
    this.#button.addEventListener("click", () => (this.#drawing.hidden ? this.#draw() : this.#hide()));
    this.#size.addEventListener("click", () => {
      const whole = this.#drawing.classList.toggle("whole");
      this.#size.ariaPressed = String(whole);
    });
  }

  connectedCallback() {
    for (const part of [document.documentElement, document.body]) this.#seen.observe(part, { attributes: true });
    this.#system.addEventListener("change", this.#onSystem);
    this.#follow();
    const name = this.getAttribute("view") ?? "graph";
    this.#view = Object.hasOwn(VIEWS, name) ? VIEWS[name] : null;
    this.#button.hidden = !this.#view;
    if (!this.#view) return this.#say(`There is no view “${name}”: it is one of ${Object.keys(VIEWS).join(", ")}.`, true);
    this.#button.textContent = this.#view.show;
    // What can be scrolled can be reached by keys.
    Object.assign(this.#drawing, { className: name, ariaLabel: this.#view.label, tabIndex: name === "graph" ? 0 : -1 });
    // What has to be fetched first is linked to once it was.
    if (!this.hasAttribute("src")) this.#link(this.#inside());
    if (this.hasAttribute("drawn")) this.#draw();
  }

  disconnectedCallback() {
    this.#seen.disconnect();
    this.#system.removeEventListener("change", this.#onSystem);
  }

  /** Takes over the page's light or dark. */
  #follow() {
    this.shadowRoot.host.style.colorScheme = isDark(this.parentElement ?? this) ? "dark" : "light";
  }

  async #draw() {
    const view = this.#view;
    this.#button.disabled = true;
    this.#say(view.loading);
    try {
      const [code, text] = await Promise.all([load(view), this.#text()]);
      const made = view.make(code, text, this);
      this.#link(text);
      this.#drawing.replaceChildren(made);
      if (this.shadowRoot.adoptedStyleSheets.length < 2) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(code.style());
        this.shadowRoot.adoptedStyleSheets.unshift(sheet);
      }
      this.#show(true);
      this.#say(view.words(made));
    } catch (error) {
      this.#say(error instanceof Fault ? error.message : `${view.failed}: ${error.message}`, true);
    }
    this.#button.disabled = false;
  }

  #hide() {
    this.#show(false);
    this.#say("");
  }

  #show(drawn) {
    this.#drawing.hidden = !drawn;
    this.#size.hidden = !drawn || this.#view !== VIEWS.graph;
    this.#button.textContent = drawn ? this.#view.hide : this.#view.show;
    // The picture that was made with the page would say the same twice.
    for (const figure of this.querySelectorAll("figure.hot-plate")) figure.hidden = drawn;
  }

  #say(words, fault = false) {
    this.#words.textContent = words;
    this.#words.classList.toggle("fault", fault);
  }

  #inside() {
    // An exchange that was made with the page has such blocks too.
    const blocks = [...this.querySelectorAll("td.code pre, pre")].filter((pre) => !pre.closest(".hot-plate-exchange"));
    return (blocks.find((pre) => pre.matches("td.code pre")) ?? blocks[0] ?? this).textContent;
  }

  /** Links to the whole of Hotplate, where the page names one; if with a fragment of its own, to just that. */
  async #link(text) {
    const page = this.getAttribute("page") ?? said("page");
    if (!page || text.trim() === "") return;
    const url = new URL(page, document.baseURI);
    if (!/^https?:$/.test(url.protocol)) return;
    const name = this.getAttribute("src")?.split(/[?#]/)[0].split("/").pop() || "template.yaml";
    url.hash ||= await fragment(["template", name, text], ...(this.#view.tab ? [["tab", this.#view.tab]] : []));
    this.#open.href = url.href;
    this.#words.before(this.#open);
  }

  /** The template: from `src`, or what stands in the element. */
  async #text() {
    const src = this.getAttribute("src");
    if (src === null) {
      const text = this.#inside();
      if (text.trim() === "") throw new Fault("There is no template in this element.");
      return text;
    }
    const answer = await fetch(new URL(src, document.baseURI), { credentials: "omit" }).catch(() => null);
    if (!answer?.ok) throw new Fault(`The template ${src} could not be fetched${answer ? ` (status ${answer.status})` : ""}.`);
    return answer.text();
  }
}

/** What a reader can be told as it is. */
class Fault extends Error {}

function make(name, properties, text = "") {
  return Object.assign(document.createElement(name), properties, text && { textContent: text });
}

/** A number in sevens of bits, the lowest first. */
function number(value) {
  const bytes = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Uint8Array.of(...bytes, value);
}

/** Records as the fragment of a link (`crates/link`). Its frozen words are not used, which only makes it longer. */
async function fragment(...records) {
  const bytes = records.flatMap((record) => {
    const words = record.map((word) => new TextEncoder().encode(word));
    return [number(words.length), ...words.flatMap((word) => [number(word.length), word])];
  });
  const packed = new Uint8Array(await new Response(new Blob(bytes).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
  let [a, b] = [1, 0];
  for (const byte of packed) b = (b + (a = (a + byte) % 65521)) % 65521;
  let letters = "";
  for (const part of [number(packed.length), [packed.length % 251, b >> 8, b & 255, a >> 8, a & 255], packed]) {
    for (const byte of part) letters += String.fromCharCode(byte);
  }
  return `v1.z.${btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;
}

/** Puts the element around every block of code that is a template: as it came, or as Sphinx and MkDocs colour it. */
function upgrade() {
  const block = '.highlight, [class*="highlight-"], .literal-block-wrapper';
  for (const pre of document.querySelectorAll("pre")) {
    if (pre.closest("hot-plate") || !/^(heat_template_version|HeatTemplateFormatVersion)["']?\s*:/m.test(pre.textContent)) continue;
    let outer = pre;
    for (let at = pre; at; at = at.parentElement?.closest(block)) outer = at;
    const plate = document.createElement("hot-plate");
    if (said("view") !== null) plate.setAttribute("view", said("view"));
    outer.replaceWith(plate);
    plate.append(outer);
  }
}

/** Makes our frames as high as they say they are; no other window is heard. */
addEventListener("message", ({ source, data }) => {
  const height = data?.hotplate;
  if (!Number.isFinite(height)) return;
  for (const frame of document.querySelectorAll('iframe[src*="/embed/frame.html"]')) {
    if (frame.contentWindow === source) frame.style.height = `${Math.min(Math.max(height, 40), 4000)}px`;
  }
});

customElements.define("hot-plate", HotPlate);
if (said("upgrade") !== null) upgrade();
