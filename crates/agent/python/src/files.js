// The instance's files inside the engine's file system: put there before a script runs, compared afterwards.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Where the engine's own library is. */
export const LIBRARY = "/lib/python3";

/** What the engine has of its own, and no script changes. */
const OWN = ["/dev", "/proc", LIBRARY];

function makeParents(FS, path) {
  for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) {
    const directory = path.slice(0, at);
    if (!FS.analyzePath(directory).exists) FS.mkdir(directory);
  }
}

/** Puts files in place. A path that ends with a slash is a directory. */
export function put(FS, files) {
  for (const [path, text] of files) {
    makeParents(FS, path);
    if (!path.endsWith("/")) FS.writeFile(path, encoder.encode(text));
  }
}

/** Takes a file or a whole directory away. */
export function remove(FS, path) {
  const plain = path.replace(/\/$/, "");
  if (!FS.analyzePath(plain).exists) return;
  if (!FS.isDir(FS.lstat(plain).mode)) return FS.unlink(plain);
  for (const name of names(FS, plain)) remove(FS, `${plain}/${name}`);
  FS.rmdir(plain);
}

function names(FS, directory) {
  return FS.readdir(directory).filter((name) => name !== "." && name !== "..").sort();
}

/** Takes away everything that is not the engine's own, and closes what is open. */
export function clear(FS) {
  FS.chdir("/");
  for (const stream of FS.streams) if (stream && stream.fd > 2) FS.close(stream);
  for (const path of [...list(FS).keys()]) remove(FS, path);
  for (const name of names(FS, "/")) if (!["dev", "proc", "lib"].includes(name)) remove(FS, `/${name}`);
  for (const name of names(FS, "/lib")) if (`/lib/${name}` !== LIBRARY) remove(FS, `/lib/${name}`);
}

/** All files by path, and the directories that hold nothing. */
export function list(FS, directory = "/", found = new Map()) {
  const inside = names(FS, directory);
  if (inside.length === 0 && directory !== "/") found.set(`${directory}/`, "");
  for (const name of inside) {
    const path = directory === "/" ? `/${name}` : `${directory}/${name}`;
    if (OWN.includes(path)) continue;
    if (FS.isDir(FS.stat(path).mode)) list(FS, path, found);
    else found.set(path, decoder.decode(FS.readFile(path)));
  }
  return found;
}

/** How two lists differ: names and texts of what is new or changed, in turn, and the names of what is gone. */
export function difference(before, after) {
  const changed = [...after].filter(([path, text]) => before.get(path) !== text);
  return { changed: changed.flat(), gone: [...before.keys()].filter((path) => !after.has(path)) };
}
