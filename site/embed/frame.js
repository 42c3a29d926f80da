// The page for an <iframe>: one template, drawn or played, and nothing else of Hotplate. No sign-in, no storage, no other
// host.
//
//   frame.html#v1.z.…           what a link holds: its template, and its exchange if that was looked at
//   frame.html?src=nfs.yaml     a file beside this page
//   frame.html?view=exchange…   what the instances tell each other, whatever was looked at
//
// The page around learns how high it is, and nothing more.

import "./hot-plate.js";

/** As in `crates/link`: what a link may grow to. */
const MOST_BYTES = 1 << 20;

/** What a reader can be told as it is. */
class Fault extends Error {}

const BROKEN = "This link was changed or cut off on its way: its template cannot be read.";

/** A reader of bytes, one after the other. */
function reader(bytes) {
  let at = 0;
  const take = (count) => {
    if (at + count > bytes.length) throw new Fault(BROKEN);
    return bytes.subarray(at, (at += count));
  };
  const number = () => {
    let value = 0;
    for (let bits = 0; bits < 28; bits += 7) {
      const [byte] = take(1);
      value |= (byte & 0x7f) << bits;
      if (byte < 0x80) return value;
    }
    throw new Fault(BROKEN);
  };
  return { take, number, left: () => bytes.length - at };
}

/** Unpacks what was packed with the words at hand: they go ahead as a block that is not packed. */
async function unpack(packed, words) {
  const [low, high] = [words.length & 255, words.length >> 8];
  const before = Uint8Array.of(0, low, high, ~low & 255, ~high & 255);
  const stream = new Blob([before, words, packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const parts = [];
  let size = 0;
  for (const from = stream.getReader(); ; ) {
    const { done, value } = await from.read().catch(() => Promise.reject(new Fault(BROKEN)));
    if (done) break;
    parts.push(value);
    size += value.length;
    if (size > MOST_BYTES + words.length) throw new Fault("This link holds more than can be read.");
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer()).subarray(words.length);
}

/** The template's text in a fragment, and which view was looked at. */
async function linked(fragment) {
  const [version, codec, letters = ""] = fragment.split(".");
  if (version !== "v1" || codec !== "z") throw new Fault("This link is of a kind that this page does not know.");
  let text = "";
  try {
    text = atob(letters.replace(/-/g, "+").replace(/_/g, "/"));
  } catch {
    throw new Fault(BROKEN);
  }
  const all = reader(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  const length = all.number();
  const [check, ...sum] = all.take(5);
  const packed = all.take(length);
  let [a, b] = [1, 0];
  for (const byte of packed) b = (b + (a = (a + byte) % 65521)) % 65521;
  if (check !== length % 251 || all.left() > 0 || [b >> 8, b & 255, a >> 8, a & 255].some((byte, at) => byte !== sum[at])) throw new Fault(BROKEN);
  const words = await fetch(new URL("words/1.txt", import.meta.url)).catch(() => null);
  if (!words?.ok) throw new Fault("What is needed to read this link could not be fetched.");
  const records = reader(await unpack(packed, new Uint8Array(await words.arrayBuffer())));
  const found = { text: null, files: new Map(), view: "graph" };
  while (records.left() > 0) {
    const count = records.number();
    const record = [];
    for (let word = 0; word < count; word++) record.push(new TextDecoder().decode(records.take(records.number())));
    if (record[0] === "template" && record.length > 2) found.text ??= record[2];
    if (record[0] === "file" && record.length > 2) found.files.set(record[1], record[2]);
    if (record[0] === "tab" && record[1] === "Exchange") found.view = "exchange";
  }
  if (found.text === null) throw new Fault(BROKEN);
  return found;
}

/** The Hotplate that this page is a part of; null where it was copied to another place without it. */
const whole = fetch(new URL("../manifest.webmanifest", import.meta.url))
  .then(async (answer) => (answer.ok && (await answer.json()).name === "Hotplate" ? new URL("..", import.meta.url) : null))
  .catch(() => null);

/** The page's one element, with the text below it. */
async function plate() {
  const element = document.createElement("hot-plate");
  element.setAttribute("drawn", "");
  const asked = new URLSearchParams(location.search);
  const [src, view] = [asked.get("src"), asked.get("view")];
  if (view !== null) element.setAttribute("view", view);
  const { hash } = location;
  const [page, link] = await Promise.all([whole, src === null ? linked(hash.slice(1)) : null]);
  if (page) element.setAttribute("page", page.href);
  if (src !== null) {
    element.setAttribute("src", src);
    return element;
  }
  if (view === null) {
    element.setAttribute("view", link.view);
    // All that the link holds, not its template alone.
    if (page) element.setAttribute("page", new URL(hash, page).href);
  }
  element.files = link.files;
  const [details, summary, pre] = ["details", "summary", "pre"].map((name) => document.createElement(name));
  summary.textContent = "Template";
  pre.textContent = link.text;
  pre.tabIndex = 0;
  details.append(summary, pre);
  element.append(details);
  return element;
}

let last = null;

/** Shows what the address names by now; what an earlier one named and comes later is let go. */
async function show() {
  const mine = (last = plate().catch(told));
  const content = await mine;
  const main = document.querySelector("main");
  if (mine !== last) return;
  const plays = content.getAttribute("view") === "exchange";
  main.firstElementChild.textContent = plays ? "What its instances tell each other" : "What this template deploys";
  main.replaceChildren(main.firstElementChild, content);
}

function told(error) {
  const words = document.createElement("p");
  words.textContent = error instanceof Fault ? error.message : `The template could not be read: ${error.message}`;
  return words;
}

new ResizeObserver(() => parent.postMessage({ hotplate: document.body.offsetHeight }, "*")).observe(document.body);
addEventListener("hashchange", show);
await show();
