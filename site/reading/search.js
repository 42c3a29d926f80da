// The search of the pages to read. It brings its own field, so that there is none where no script runs, and
// fetches what it knows when somebody comes to the field.

import MiniSearch from "minisearch";

const FIELDS = ["title", "about", "text"];
/** Results that fit a glance. */
const MOST = 8;

let known = null;

/** All that can be found, fetched once. */
function know() {
  known ??= fetch(new URL("search.json", import.meta.url))
    .then((answer) => answer.json())
    .then((pages) => {
      const index = new MiniSearch({ fields: FIELDS, storeFields: ["title", "section", "about"] });
      index.addAll(pages);
      return index;
    });
  // What failed for want of a network may be tried again.
  known.catch(() => (known = null));
  return known;
}

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const field = make("input", { type: "search", id: "search", autocomplete: "off", spellcheck: false, placeholder: "Search" });
field.setAttribute("aria-label", "Search the guide, the checks and the gallery");
field.setAttribute("aria-controls", "found");
const list = make("ul", { id: "found", hidden: true });
const words = make("p", { className: "unseen", role: "status" });
// Its room is kept for it, so that nothing moves when it comes.
const box = document.querySelector("header search");
box.append(field, list, words);

const OPTIONS = { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : 0), boost: { title: 4, about: 2 }, combineWith: "AND" };

async function find() {
  const asked = field.value.trim();
  if (asked === "") return show([], "");
  const index = await know().catch(() => null);
  if (!index) return show([], "The search could not be fetched: look at the connection, and type again.");
  // Meanwhile more may have been typed, which has a search of its own.
  if (asked !== field.value.trim()) return;
  const found = index.search(asked, OPTIONS);
  show(found.slice(0, MOST), found.length === 0 ? "Nothing found." : `${found.length} found`);
}

function show(found, said) {
  const entry = ({ id, title, section, about }) => {
    const link = make("a", { href: new URL(`../${id}`, import.meta.url).href }, make("b", {}, title), ` ${section}`, make("span", {}, about));
    return make("li", {}, link);
  };
  list.replaceChildren(...found.map(entry));
  if (found.length === 0 && said) list.append(make("li", { className: "none" }, said));
  list.hidden = said === "";
  words.textContent = said;
}

field.addEventListener("focus", () => know().catch(() => {}));
field.addEventListener("input", find);
box.addEventListener("keydown", (event) => {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "Escape") {
    field.value = "";
    show([], "");
    field.focus();
  } else if (event.key === "ArrowDown" && links.length > 0) {
    event.preventDefault();
    links[Math.min(at + 1, links.length - 1)].focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    event.preventDefault();
    (links[at - 1] ?? field).focus();
  }
});
box.addEventListener("focusout", (event) => {
  if (!box.contains(event.relatedTarget)) list.hidden = true;
});
field.addEventListener("focus", () => (list.hidden = list.childElementCount === 0));
