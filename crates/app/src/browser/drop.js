// Files and folders that somebody drops on the page: read as text, and named as they lie in the folder that was dropped.

/** Larger files are no part of a template: Heat takes a mebibyte in all. */
const LARGEST = 1 << 20;

/** More files than this are not what somebody meant to drop. */
const MOST = 200;

const once = (ask) => new Promise((resolve, reject) => ask(resolve, reject));

/** The files below an entry, with their paths. A folder gives its entries in several helpings. */
async function filesBelow(entry, path, found) {
  if (found.length >= MOST || entry.name.startsWith(".")) return;
  if (entry.isFile) {
    found.push([path + entry.name, await once((resolve, reject) => entry.file(resolve, reject))]);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const helping = await once((resolve, reject) => reader.readEntries(resolve, reject));
    if (helping.length === 0) return;
    for (const inner of helping) await filesBelow(inner, `${path}${entry.name}/`, found);
  }
}

/** A file's text; nothing if it is too large, or no text. */
async function textOf(file) {
  if (file.size > LARGEST) return null;
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function take(entries, dropped) {
  const found = [];
  for (const entry of entries) {
    // What lies in a dropped folder is named from there: templates name their files that way.
    if (entry.isDirectory && entries.length === 1) {
      const inside = [];
      await filesBelow(entry, "", inside);
      found.push(...inside.map(([path, file]) => [path.slice(entry.name.length + 1), file]));
    } else {
      await filesBelow(entry, "", found);
    }
  }
  const names = [];
  const texts = [];
  const refused = [];
  for (const [name, file] of found) {
    const text = await textOf(file).catch(() => null);
    if (text === null) {
      refused.push(name);
    } else {
      names.push(name);
      texts.push(text);
    }
  }
  dropped(names, texts, refused);
}

const brings = (event) => event.dataTransfer?.types.includes("Files");

/** From now on files that are dropped anywhere are read, and told: `dropped(names, texts, refused)`. */
export function listenForFiles(dropped) {
  addEventListener("dragover", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    document.documentElement.classList.add("dropping");
  });
  const over = () => document.documentElement.classList.remove("dropping");
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) over();
  });
  addEventListener("drop", (event) => {
    over();
    if (!brings(event)) return;
    event.preventDefault();
    event.stopPropagation();
    // Entries can be asked for only while the event lasts.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    take(entries, dropped).catch(() => dropped([], [], entries.map((entry) => entry.name)));
  }, { capture: true });
}
