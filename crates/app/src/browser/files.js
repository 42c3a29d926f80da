// Files that somebody drops on the page or chooses, folders and zip archives among them: read as text, and named as they
// lie in their folder.

/** Larger files are no part of a template: Heat takes a mebibyte in all. */
const LARGEST = 1 << 20;

/** More files than this are not what somebody meant to bring. */
const MOST = 200;

/** How the records of a zip archive begin. */
const ENTRY = 0x02014b50;
const END = 0x06054b50;

const once = (ask) => new Promise((resolve, reject) => ask(resolve, reject));

/** Whether a path leads through nothing hidden. */
const isShown = (path) => !path.split("/").some((step) => step.startsWith(".") || step === "__MACOSX");

/** The files below an entry, with their paths. A folder gives its entries in several helpings. */
async function filesBelow(entry, path, found) {
  if (found.length > MOST || !isShown(entry.name)) return;
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

/** What all lies in one folder is named from there: templates name their files that way. */
function fromTop(found) {
  const top = /^[^/]+\//.exec(found[0]?.[0])?.[0];
  return top && found.every(([path]) => path.startsWith(top)) ? found.map(([path, file]) => [path.slice(top.length), file]) : found;
}

/** Bytes as they come, up to the largest. */
async function gathered(stream) {
  const parts = [];
  let size = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts).arrayBuffer();
    size += value.length;
    if (size > LARGEST) throw new Error("too large");
    parts.push(value);
  }
}

/** The files of a zip archive: its list stands at its end. */
async function filesIn(archive) {
  if (archive.size > MOST * LARGEST) throw new Error("too large");
  const bytes = new DataView(await archive.arrayBuffer());
  const [short, long] = [(at) => bytes.getUint16(at, true), (at) => bytes.getUint32(at, true)];
  let end = bytes.byteLength - 22;
  while (long(end) !== END) end -= 1;
  const found = [];
  let at = long(end + 16);
  for (let left = short(end + 10); left > 0; left -= 1) {
    if (long(at) !== ENTRY) throw new Error("no entry");
    const [packing, packed, size, local] = [short(at + 10), long(at + 20), long(at + 24), long(at + 42)];
    const path = new TextDecoder().decode(new Uint8Array(bytes.buffer, at + 46, short(at + 28))).replace(/^(\.?\/)+/, "");
    const start = local + 30 + short(local + 26) + short(local + 28);
    const arrayBuffer = () => {
      const inside = archive.slice(start, start + packed).stream();
      return gathered(packing === 0 ? inside : inside.pipeThrough(new DecompressionStream("deflate-raw")));
    };
    if (isShown(path) && !path.endsWith("/")) found.push([path, { size, arrayBuffer }]);
    at += 46 + short(at + 28) + short(at + 30) + short(at + 32);
  }
  return fromTop(found);
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

/** Who is told of files: `(names, texts, refused)`. */
let told;

async function read(found) {
  const all = [];
  for (const [name, file] of found) {
    if (/\.zip$/i.test(name)) all.push(...(await filesIn(file).catch(() => [[name, null]])));
    else all.push([name, file]);
  }
  all.sort(([one], [other]) => (one < other ? -1 : 1));
  const [names, texts, refused] = [[], [], []];
  for (const [name, file] of all.slice(0, MOST)) {
    const text = await textOf(file).catch(() => null);
    if (text === null) {
      refused.push(name);
    } else {
      names.push(name);
      texts.push(text);
    }
  }
  if (all.length > MOST) refused.push(`all after the first ${MOST} files`);
  told(names, texts, refused);
}

const brings = (event) => event.dataTransfer?.types.includes("Files");

/** From now on files that are dropped anywhere are read, and told like those that are chosen. */
export function listenForFiles(who) {
  told = who;
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
    const take = async () => {
      const found = [];
      for (const entry of entries) await filesBelow(entry, "", found);
      await read(fromTop(found));
    };
    take().catch(() => told([], [], entries.map((entry) => entry.name)));
  }, { capture: true });
}

/** Lets a person choose files, or a folder. */
export function chooseFiles(folder) {
  const field = Object.assign(document.createElement("input"), { type: "file", multiple: true, webkitdirectory: folder });
  field.addEventListener("change", () => {
    const found = [...field.files].map((file) => [file.webkitRelativePath || file.name, file]);
    read(fromTop(found.filter(([path]) => isShown(path))));
  });
  field.click();
}
