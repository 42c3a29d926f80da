// <hot-plate>: a Heat template in a documentation page, drawn when the reader asks for it.
//
//   <hot-plate><pre>heat_template_version: …</pre></hot-plate>
//   <hot-plate src="nfs.yaml"></hot-plate>
//   <hot-plate folded>…</hot-plate>
//
// Until then, and wherever scripts are off, the page shows what stands inside. Nothing but `src` and the drawing code
// (beside this file) is ever fetched, nothing is stored, and the template's text becomes text, never markup.

const CODE = new URL("../hotplate-embed.js", import.meta.url);

const CSS = `
:host { display: block; margin: 1em 0; }
:host([hidden]) { display: none; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .5rem 0; }
button { font: 600 .875rem/1.2 system-ui, sans-serif; min-height: 2rem; padding: .25rem .75rem; border-radius: .375rem;
  border: 1px solid var(--line-strong, #8a867b); background: var(--panel, Canvas); color: var(--ink, CanvasText); cursor: pointer; }
button:hover { border-color: currentColor; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
button[disabled] { cursor: progress; opacity: .7; }
.words { font: .875rem/1.4 system-ui, sans-serif; }
.fault { color: light-dark(#b3261e, #ff8a80); }
.drawing { overflow: auto; max-height: min(80vh, 60rem); border: 1px solid var(--line); border-radius: .5rem; background: var(--bg); }
.drawing svg { display: block; max-width: 100%; height: auto; min-width: min(100%, 40rem); margin: auto; }
.drawing.whole svg { max-width: none; min-width: 0; }
[hidden] { display: none; }
@media print { .bar { display: none; } .drawing { overflow: visible; max-height: none; } }
`;

let code = null;

/** The drawing code, fetched once for all elements of a page. */
function load() {
  code ??= import(CODE.href).then(async (module) => (await module.default(), module));
  // What failed for want of a network may be tried again.
  code.catch(() => (code = null));
  return code;
}

/** SVG text as an element. */
function parse(text) {
  const html = globalThis.trustedTypes?.createPolicy ? policy().createHTML(text) : text;
  return document.importNode(new DOMParser().parseFromString(html, "image/svg+xml").documentElement, true);
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
  #button = make("button", { type: "button" }, "Draw what it deploys");
  #size = make("button", { type: "button", hidden: true, ariaPressed: "false" }, "Full size");
  #words = make("span", { className: "words", role: "status" });
  #drawing = make("div", { className: "drawing", hidden: true, tabIndex: 0, role: "group", ariaLabel: "Deployment graph" });
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
    this.#button.disabled = true;
    this.#say("Loading the drawing code …");
    try {
      const [{ draw, style }, text] = await Promise.all([load(), this.#text()]);
      const svg = parse(draw(text, this.hasAttribute("folded")));
      this.#drawing.replaceChildren(svg);
      if (this.shadowRoot.adoptedStyleSheets.length < 2) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style());
        this.shadowRoot.adoptedStyleSheets.unshift(sheet);
      }
      this.#show(true);
      this.#say(svg.querySelector("title")?.textContent ?? "");
    } catch (error) {
      this.#say(error instanceof Fault ? error.message : `The drawing could not be made: ${error.message}`, true);
    }
    this.#button.disabled = false;
  }

  #hide() {
    this.#show(false);
    this.#say("");
  }

  #show(drawn) {
    this.#drawing.hidden = this.#size.hidden = !drawn;
    this.#button.textContent = drawn ? "Hide the drawing" : "Draw what it deploys";
    // The picture that was made with the page would say the same twice.
    for (const figure of this.querySelectorAll("figure.hot-plate")) figure.hidden = drawn;
  }

  #say(words, fault = false) {
    this.#words.textContent = words;
    this.#words.classList.toggle("fault", fault);
  }

  /** The template: from `src`, or what stands in the element. */
  async #text() {
    const src = this.getAttribute("src");
    if (src === null) {
      const text = (this.querySelector("pre") ?? this).textContent;
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

customElements.define("hot-plate", HotPlate);
