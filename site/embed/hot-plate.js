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
// Until then, and wherever scripts are off, the page shows what stands inside. Nothing but `src`, the files that it names
// below its own folder, and our own code (beside this file) is ever fetched, nothing is stored, and the template's text
// becomes text, never markup. Scripts are run in a worker, and only when the reader asks for that too.

const TAG = [...document.scripts].find((script) => script.src === import.meta.url);

/** What the script's tag says of a thing, or its address; null if neither does. */
const said = (name) => TAG?.dataset[name] ?? new URL(import.meta.url).searchParams.get(name);

/** What an element can show: how it is opened, in which words, and what the whole of Hotplate calls it. */
const VIEWS = {
  graph: {
    show: "Draw what it deploys",
    hide: "Hide the drawing",
    label: "Deployment graph",
    loading: "Loading the drawing code …",
    failed: "The drawing could not be made",
    async open(text, element) {
      const code = await load("../hotplate-embed.js");
      return { shown: parse(code.draw(text, element.hasAttribute("folded")), "image/svg+xml"), style: code.style() };
    },
    words: (drawing) => drawing.querySelector("title")?.textContent ?? "",
  },
  exchange: {
    show: "Show what its instances tell each other",
    hide: "Hide the exchange",
    label: "Exchange",
    loading: "Loading what plans it …",
    failed: "It could not be shown",
    tab: "Exchange",
    async open(text, element) {
      const player = await element.hire("player.js");
      const { html, style } = await player(["stage", text]);
      const shown = told(html);
      return { shown, style, player: shown.querySelector(FATE) && player };
    },
    words: (shown) => (shown.querySelector(FATE) ? "This is who will tell whom what. Its scripts can be run." : "There is nothing to play."),
  },
};

const FATE = ".hot-plate-fate";
/** The programs that run a script, and how long they may take for one message, in milliseconds. */
const [COMMON, WHOLE] = ["../hotplate-worker_loader.js", "../hotplate-tools_loader.js"];
const PATIENCE = 10_000;
const RUN = "Run its scripts (355 to 450 KB)";

const CSS = `
:host { display: block; margin: 1em 0; }
:host([hidden]) { display: none; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .5rem 0; }
button { font: 600 .875rem/1.2 system-ui, sans-serif; min-height: 2rem; padding: .25rem .75rem; border-radius: .375rem;
  border: 1px solid var(--line-strong, #8a867b); background: var(--panel, Canvas); color: var(--ink, CanvasText); cursor: pointer; }
button:hover { border-color: currentColor; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
button[aria-disabled=true] { cursor: progress; opacity: .7; }
.open { font: .875rem/1.2 system-ui, sans-serif; padding: .5rem 0; color: light-dark(#0b57a4, #9cc4ff); }
.words { font: .875rem/1.4 system-ui, sans-serif; }
.fault { color: light-dark(#b3261e, #ff8a80); }
.graph { overflow: auto; max-height: min(80vh, 60rem); border: 1px solid var(--line); border-radius: .5rem; background: var(--bg); }
.graph svg { display: block; max-width: 100%; height: auto; margin: auto; }
.graph.whole svg { max-width: none; }
[hidden] { display: none; }
@media print { .bar { display: none; } .graph { overflow: visible; max-height: none; } }
`;

const fetched = new Map();

/** A program, fetched once for all elements of a page. */
function load(name) {
  const url = new URL(name, import.meta.url).href;
  if (!fetched.has(url)) {
    const loading = import(url).then(async (module) => (await module.default(), module));
    fetched.set(url, loading);
    // What failed for want of a network may be tried again.
    loading.catch(() => fetched.delete(url));
  }
  return fetched.get(url);
}

/** A worker, once it is ready, and what asks it: that resolves to its answer, or to null after so many milliseconds. */
async function start(name, hired) {
  const { href, origin } = new URL(name, import.meta.url);
  // A worker is of the page's own origin, so code from another is brought into it by a line of ours.
  const line = () => URL.createObjectURL(new Blob([`import ${JSON.stringify(href)};`], { type: "text/javascript" }));
  const worker = new Worker(trust("createScriptURL", origin === location.origin ? href : line()), { type: "module" });
  hired.push(worker);
  const heard = () =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message || "the page's policy, or its network, keeps its program away"));
    });
  await heard();
  return async (message, patience) => {
    const late = patience && new Promise((resolve) => setTimeout(resolve, patience, null));
    const answer = heard();
    worker.postMessage(message);
    const data = await (late ? Promise.race([answer, late]) : answer);
    if (typeof data === "string") throw new Error(data);
    return data;
  };
}

/** What a program wrote, as an element. */
const parse = (text, type) => document.importNode(new DOMParser().parseFromString(trust("createHTML", text), type).documentElement, true);
const told = (html) => parse(html, "text/html").querySelector(".hot-plate-exchange");

let policy = null;

/** The same text, as a page that enforces Trusted Types takes it. */
function trust(kind, text) {
  if (!globalThis.trustedTypes?.createPolicy) return text;
  policy ??= trustedTypes.createPolicy("hot-plate", { createHTML: (html) => html, createScriptURL: (url) => url });
  return policy[kind](text);
}

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
  #run = make("button", { type: "button", hidden: true }, RUN);
  #size = make("button", { type: "button", hidden: true, ariaPressed: "false" }, "Full size");
  #open = make("a", { className: "open", target: "_blank", rel: "noopener" }, "Open in Hotplate");
  #words = make("span", { className: "words", role: "status" });
  #drawing = make("div", { hidden: true, role: "group" });
  #source = "";
  /** Its workers, and what asks the one that plays. */
  #hired = [];
  #player = null;
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
    bar.append(this.#run, this.#button, this.#size, this.#words);
    root.append(this.#drawing, bar, document.createElement("slot"));
    this.#button.addEventListener("click", () => (this.#drawing.hidden ? this.#draw() : this.#hide()));
    this.#run.addEventListener("click", () => this.#play());
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
    if (this.#hired.length > 0) this.#hide();
  }

  /** Starts a worker, which ends with what the element shows. */
  hire(name) {
    return start(name, this.#hired);
  }

  /** Takes over the page's light or dark. */
  #follow() {
    this.shadowRoot.host.style.colorScheme = isDark(this.parentElement ?? this) ? "dark" : "light";
  }

  async #draw() {
    if (this.#button.ariaDisabled) return;
    const view = this.#view;
    this.#button.ariaDisabled = "true";
    this.#say(view.loading);
    try {
      const text = (this.#source = await this.#text());
      const { shown, style, player } = await view.open(text, this);
      this.#player = player;
      this.#link(text);
      this.#drawing.replaceChildren(shown);
      if (this.shadowRoot.adoptedStyleSheets.length < 2) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style);
        this.shadowRoot.adoptedStyleSheets.unshift(sheet);
      }
      this.#show(true);
      this.#say(view.words(shown));
    } catch (error) {
      this.#fail(error, view.failed);
    }
    this.#button.ariaDisabled = null;
  }

  /** Has the scripts run, in a worker of their own, and shows what came of it. */
  async #play() {
    if (this.#run.ariaDisabled) return;
    this.#run.ariaDisabled = "true";
    this.#say("Running the scripts …");
    try {
      let state = await this.#player(["play"]);
      const files = [];
      while (state.lacking.length > 0) {
        const found = await Promise.all(state.lacking.map((name) => this.#beside(name)));
        files.push(...found);
        state = await this.#player(["files", found]);
      }
      for (let shell = null, whole = false; state.jobs; ) {
        this.#run.textContent = `Running: ${state.left} left`;
        if (!shell || whole !== state.beyond) shell = await this.hire((whole = state.beyond) ? WHOLE : COMMON);
        const made = await shell(state.jobs, PATIENCE);
        if (!made) {
          this.#hired.pop().terminate();
          shell = null;
        }
        state = await this.#player(made ? ["take", made] : ["stop", "with those beside it, it took longer than 10 seconds"]);
      }
      const shown = told(state.html);
      await this.#link(this.#source, files);
      this.#drawing.replaceChildren(shown);
      // The button that was pressed is gone: who is there by keys finds what it brought.
      if (this.shadowRoot.activeElement === this.#run) this.#drawing.focus({ preventScroll: true });
      this.#end();
      this.#show(true);
      this.#say(shown.querySelector(".hot-plate-unplayed") ? "Not all of it can be played here." : "Played.");
    } catch (error) {
      this.#fail(error, "Its scripts could not be run");
    }
    this.#run.ariaDisabled = null;
    this.#run.textContent = RUN;
  }

  #hide() {
    this.#end();
    this.#show(false);
    this.#say("");
  }

  /** Ends what works for the element. */
  #end() {
    for (const worker of this.#hired.splice(0)) worker.terminate();
    this.#player = null;
    this.#run.ariaDisabled = null;
    this.#run.textContent = RUN;
  }

  #show(drawn) {
    this.#drawing.hidden = !drawn;
    this.#run.hidden = !this.#player;
    this.#size.hidden = !drawn || this.#view !== VIEWS.graph;
    this.#button.textContent = drawn ? this.#view.hide : this.#view.show;
    // What was made with the page would say the same twice; of an exchange, once its scripts were run.
    for (const figure of this.querySelectorAll("figure.hot-plate")) figure.hidden = drawn && !this.#player;
  }

  #fail(error, what) {
    this.#say(error instanceof Fault ? error.message : `${what}: ${error.message}`, true);
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
  async #link(text, files = []) {
    const page = this.getAttribute("page") ?? said("page");
    if (!page || text.trim() === "") return;
    const url = new URL(page, document.baseURI);
    if (!/^https?:$/.test(url.protocol)) return;
    const name = this.getAttribute("src")?.split(/[?#]/)[0].split("/").pop() || "template.yaml";
    url.hash ||= await fragment(["template", name, text], ...files.filter(([, content]) => content !== null).map((file) => ["file", ...file]), ...(this.#view.tab ? [["tab", this.#view.tab]] : []));
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

  /** A file that the template names, and its text: what lies beside it or below; null for all else. */
  async #beside(name) {
    if (this.files?.has(name)) return [name, this.files.get(name)];
    const src = this.getAttribute("src");
    if (src === null) return [name, null];
    const folder = new URL(".", new URL(src, document.baseURI)).href;
    const url = URL.canParse(name, folder) ? new URL(name, folder).href : "";
    if (!url.startsWith(folder)) return [name, null];
    const answer = await fetch(url, { credentials: "omit", redirect: "error" }).catch(() => null);
    return [name, answer?.ok ? await answer.text() : null];
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
