// A Python 2 script in words that Python 3 reads, line for line: what was a statement becomes a call, and so on. What
// differs in meaning (`map` gives a list, maps have `has_key`) is the library's work.

/** A script's signs in turn: [kind, text], kind being text, comment, line, space, name, number or sign. */
function* signs(source) {
  const kinds = [
    ["text", /[urbURB]{0,2}(?:"""(?:\\[\s\S]|(?!""")[\s\S])*"""|'''(?:\\[\s\S]|(?!''')[\s\S])*'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')/y],
    ["comment", /#[^\n]*/y],
    ["line", /\n/y],
    ["space", /(?:[ \t\r\f]|\\\r?\n)+/y],
    ["number", /\d[\w.]*/y],
    ["name", /[A-Za-z_]\w*/y],
    ["sign", /<>|>>|[\s\S]/y],
  ];
  for (let at = 0; at < source.length; ) {
    for (const [kind, pattern] of kinds) {
      pattern.lastIndex = at;
      const found = pattern.exec(source);
      if (!found) continue;
      at = pattern.lastIndex;
      yield [kind, found[0]];
      break;
    }
  }
}

/** The statements of a script, each a list of its signs: parted by lines and semicolons outside brackets. */
function statements(source) {
  const all = [[]];
  let depth = 0;
  for (const sign of signs(source)) {
    const [kind, text] = sign;
    if (kind === "sign" && "([{".includes(text)) depth += 1;
    if (kind === "sign" && ")]}".includes(text)) depth = Math.max(0, depth - 1);
    all.at(-1).push(sign);
    if (depth === 0 && (kind === "line" || text === ";")) all.push([]);
  }
  return all;
}

/** Where a simple statement begins in a line: behind its space, and behind `if x:` and its like. */
function begin(statement) {
  let at = statement.findIndex(([kind]) => kind !== "space");
  const heads = ["if", "elif", "else", "for", "while", "try", "except", "finally", "with", "def", "class"];
  if (at < 0 || !heads.includes(statement[at][1])) return at;
  let depth = 0;
  for (let index = at; index < statement.length; index += 1) {
    const [kind, text] = statement[index];
    if (kind === "sign" && "([{".includes(text)) depth += 1;
    if (kind === "sign" && ")]}".includes(text)) depth -= 1;
    if (kind === "sign" && text === ":" && depth === 0) {
      const next = statement.findIndex(([other], place) => place > index && other !== "space");
      return next;
    }
  }
  return at;
}

const write = (list) => list.map(([, text]) => text).join("");

/** A statement's end: what is no part of it any more. */
function tail(list) {
  let end = list.length;
  while (end > 0 && (["line", "comment", "space"].includes(list[end - 1][0]) || list[end - 1][1] === ";")) end -= 1;
  return end;
}

/** Pieces between the commas outside brackets. */
function pieces(list) {
  const found = [[]];
  let depth = 0;
  for (const sign of list) {
    const [kind, text] = sign;
    if (kind === "sign" && "([{".includes(text)) depth += 1;
    if (kind === "sign" && ")]}".includes(text)) depth -= 1;
    if (kind === "sign" && text === "," && depth === 0) found.push([]);
    else found.at(-1).push(sign);
  }
  return found.map((piece) => write(piece).trim());
}

function print(list) {
  const end = tail(list);
  const parts = pieces(list.slice(1, end));
  let more = "";
  if (parts[0].startsWith(">>")) more = `, file=${parts.shift().slice(2).trim()}`;
  if (parts.length > 1 && parts.at(-1) === "") {
    parts.pop();
    more += ', end=" "';
  }
  const words = parts.filter((part) => part !== "").join(", ");
  return `print(${words}${words ? more : more.replace(/^, /, "")})${write(list.slice(end))}`;
}

function raise(list) {
  const end = tail(list);
  const [kind, value] = pieces(list.slice(1, end));
  return value === undefined ? write(list) : `raise ${kind}(${value})${write(list.slice(end))}`;
}

function except(list) {
  const colon = list.findIndex(([, text]) => text === ":");
  const parts = pieces(list.slice(1, colon));
  return parts.length === 2 ? `except ${parts[0]} as ${parts[1]}` : write(list.slice(0, colon));
}

function execute(list) {
  const end = tail(list);
  const words = write(list.slice(1, end)).trim();
  return words.startsWith("(") ? write(list) : `exec(${words})${write(list.slice(end))}`;
}

const RULES = { print, raise, exec: execute };

/** The same script for Python 3's reader. */
export function fromPython2(source) {
  const future = /^\s*from\s+__future__\s+import\s+[^\n]*print_function/m.test(source);
  return statements(source).map((statement) => {
    let quoted = false;
    const plain = statement.map(([kind, text]) => {
      if (kind !== "sign" || text !== "`") return [kind, word(kind, text)];
      quoted = !quoted;
      return [kind, quoted ? "repr(" : ")"];
    });
    const first = plain.findIndex(([kind]) => kind !== "space");
    const at = begin(plain);
    const rule = at < 0 ? undefined : RULES[plain[at][1]];
    const spared = !rule || (rule === print && (future || assigned(plain, at)));
    const colon = plain.findIndex(([, text]) => text === ":");
    const isExcept = plain[first]?.[1] === "except" && colon > 0;
    const head = isExcept ? write(plain.slice(0, first)) + except(plain.slice(first)) : "";
    const middle = spared ? plain.length : at;
    return head + write(plain.slice(isExcept ? colon : 0, middle)) + (spared ? "" : rule(plain.slice(at)));
  }).join("");
}

/** `print = x`, `print.x` are no statements of the old kind. */
function assigned(list, at) {
  const next = list.slice(at + 1).find(([kind]) => kind !== "space");
  return next !== undefined && next[0] === "sign" && ["=", "."].includes(next[1]);
}

function word(kind, text) {
  if (kind === "number") return text.replace(/^0(\d+)$/, "0o$1").replace(/^(\d+|0[xX][0-9a-fA-F]+)[lL]$/, "$1");
  if (kind === "text") return text.replace(/^(?:ur|UR|uR|Ur)/, "r").replace(/^[uU]/, "");
  return kind === "sign" && text === "<>" ? "!=" : text;
}
