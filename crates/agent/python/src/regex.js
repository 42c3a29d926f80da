// Python's regular expressions on those of JavaScript: every sign that means something else there is written out.

/** What `\w`, `\d` and `\s` are, as parts of a class; and where only ASCII counts. */
const KINDS = { w: "\\p{L}\\p{N}_", d: "\\p{Nd}", s: "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000" };
const ASCII = { w: "a-zA-Z0-9_", d: "0-9", s: "\\t-\\r\\x20" };
const CONTROLS = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };
const CODES = { x: 2, u: 4, U: 8 };
const END = "(?![^])";
const BOUNDARY = (word) => `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;

/** A character that stands for itself. */
const plain = (sign) => (/[$^\\.*+?()[\]{}|/]/.test(sign) ? `\\${sign}` : sign);
const inClass = (sign) => (sign === "-" ? "\\-" : plain(sign));

/** Reads a pattern sign by sign. */
class Reader {
  constructor(pattern, flags) {
    Object.assign(this, { signs: [...pattern], at: 0, flags, groups: 0, names: [], inline: "" });
    this.kinds = flags.has("a") ? ASCII : KINDS;
  }

  has(text) {
    return this.signs.slice(this.at, this.at + text.length).join("") === text;
  }

  /** Everything up to a sign, which is passed. */
  until(sign) {
    const end = this.signs.indexOf(sign, this.at);
    if (end < 0) throw new Error(`no ${sign}`);
    const text = this.signs.slice(this.at, end).join("");
    this.at = end + 1;
    return text;
  }

  /** The character behind a backslash, if it is one; `undefined` for what has a meaning of its own. */
  escaped() {
    const sign = this.signs[this.at];
    if (sign === undefined) throw new Error("a backslash at the end");
    if (CODES[sign]) {
      const code = this.signs.slice(this.at + 1, this.at + 1 + CODES[sign]).join("");
      this.at += 1 + CODES[sign];
      return String.fromCodePoint(Number(`0x${code}`));
    }
    const octal = /^(?:0[0-7]{0,2}|[1-3][0-7]{2})/.exec(this.signs.slice(this.at, this.at + 3).join(""));
    if (octal) {
      this.at += octal[0].length;
      return String.fromCodePoint(Number.parseInt(octal[0], 8));
    }
    if (/[0-9A-Za-z]/.test(sign) && CONTROLS[sign] === undefined) return undefined;
    this.at += 1;
    return CONTROLS[sign] === undefined ? sign : String.fromCharCode(CONTROLS[sign]);
  }

  /** What follows a backslash outside a class. */
  escape() {
    const character = this.escaped();
    if (character !== undefined) return plain(character);
    const sign = this.signs[this.at++];
    const { w } = this.kinds;
    if (this.kinds[sign]) return `[${this.kinds[sign]}]`;
    if (this.kinds[sign.toLowerCase()]) return `[^${this.kinds[sign.toLowerCase()]}]`;
    if (sign === "b") return BOUNDARY(`[${w}]`);
    if (sign === "B") return `(?!${BOUNDARY(`[${w}]`)})`;
    if (sign === "A") return "(?<![^])";
    if (sign === "Z") return END;
    if (!/[1-9]/.test(sign)) throw new Error(`\\${sign}`);
    const second = /[0-9]/.test(this.signs[this.at] ?? "") ? this.signs[this.at++] : "";
    return `(?:\\${sign}${second})`;
  }

  /** A class, behind its bracket. */
  set() {
    const not = this.has("^");
    if (not) this.at += 1;
    let inside = "";
    const others = [];
    for (let first = true; first || !this.has("]"); first = false) {
      const low = this.member(others);
      if (low.length > 1 || !this.has("-") || this.signs[this.at + 1] === "]") {
        inside += low.length > 1 ? low : inClass(low);
        continue;
      }
      this.at += 1;
      inside += `${inClass(low)}-${inClass(this.member(others))}`;
    }
    this.at += 1;
    const besides = others.map((kind) => `[^${kind}]`).join("|");
    if (not) return others.length > 0 ? `(?:(?!${besides})[^${inside}])` : `[^${inside}]`;
    return others.length > 0 ? `(?:[${inside}]|${besides})` : `[${inside}]`;
  }

  /** A member of a class: a character, or a whole kind as text of more signs. */
  member(others) {
    const sign = this.signs[this.at++];
    if (sign === undefined) throw new Error("no ]");
    if (sign !== "\\") return sign;
    const character = this.escaped();
    if (character !== undefined) return character;
    const kind = this.signs[this.at++];
    if (kind === "b") return "\b";
    if (this.kinds[kind]) return this.kinds[kind];
    if (!this.kinds[kind.toLowerCase()]) throw new Error(`\\${kind}`);
    others.push(this.kinds[kind.toLowerCase()]);
    return "";
  }

  /** What opens a group, behind its bracket. */
  group() {
    if (!this.has("?")) {
      this.groups += 1;
      return "(";
    }
    if (this.has("?P<")) {
      this.at += 3;
      const name = this.until(">");
      this.groups += 1;
      this.names.push([name, this.groups]);
      return `(?<${name}>`;
    }
    if (this.has("?P=")) {
      this.at += 3;
      return `\\k<${this.until(")")}>`;
    }
    if (this.has("?#")) {
      this.until(")");
      return "";
    }
    const letters = /^\?([aiLmsux]+)\)/.exec(this.signs.slice(this.at, this.at + 9).join(""));
    if (letters) {
      this.inline += letters[1];
      this.at += letters[0].length;
      return "";
    }
    for (const start of ["?:", "?=", "?!", "?<=", "?<!"]) {
      if (!this.has(start)) continue;
      this.at += start.length;
      return `(${start}`;
    }
    throw new Error("a group of another kind");
  }

  /** A count, behind its brace; what is none stands for itself. */
  count() {
    const found = /^(\d*)(,?)(\d*)\}/.exec(this.signs.slice(this.at, this.at + 24).join(""));
    if (!found || found[0] === "}") return "\\{";
    this.at += found[0].length;
    return `{${found[1] || 0}${found[2]}${found[3]}}`;
  }

  read() {
    const { flags } = this;
    const word = { "[": () => this.set(), "\\": () => this.escape(), "(": () => this.group(), "{": () => this.count() };
    const written = {
      ".": flags.has("s") ? "[^]" : "[^\\n]",
      "^": flags.has("m") ? "(?<![^\\n])" : "(?<![^])",
      $: flags.has("m") ? "(?![^\\n])" : `(?=\\n?${END})`,
    };
    let out = "";
    while (this.at < this.signs.length) {
      const sign = this.signs[this.at++];
      if (flags.has("x") && /[ \t\n\r\f\v]/.test(sign)) continue;
      if (flags.has("x") && sign === "#") {
        while (this.at < this.signs.length && this.signs[this.at] !== "\n") this.at += 1;
      } else if (word[sign]) out += word[sign]();
      else out += written[sign] ?? (sign === "]" || sign === "}" || sign === "/" ? `\\${sign}` : sign);
    }
    return out;
  }
}

/** A pattern in JavaScript's notation, with the numbers of its named groups. */
function translate(pattern, flags) {
  let reader = new Reader(pattern, flags);
  let source = reader.read();
  if ([...reader.inline].some((letter) => !flags.has(letter))) {
    // Letters within a pattern count for all of it.
    const all = new Set([...flags, ...reader.inline]);
    reader = new Reader(pattern, all);
    source = reader.read();
  }
  return { source, ignoreCase: reader.flags.has("i"), names: reader.names };
}

/** What turns places in JavaScript's text into places in characters and back. */
function placesOf(subject) {
  if (!/[\ud800-\udfff]/.test(subject)) return { character: (unit) => unit, unit: (character) => character };
  const units = [];
  const characters = new Uint32Array(subject.length + 1);
  let unit = 0;
  for (const sign of subject) {
    units.push(unit);
    characters[unit] = units.length - 1;
    unit += sign.length;
  }
  units.push(unit);
  characters[unit] = units.length - 1;
  return { character: (at) => characters[at], unit: (at) => units[Math.min(at, units.length - 1)] };
}

/** What the library's `re` asks: patterns by number. Places are counted in characters, as Python counts. */
export function regularExpressions() {
  const compiled = [];
  let last = { subject: "", places: placesOf("") };
  return {
    /** The number of a pattern, or why it is none; `whole` for one that reaches to the end. */
    compile(pattern, flags, whole) {
      try {
        const { source, ignoreCase, names } = translate(pattern, new Set(flags));
        const expression = new RegExp(whole ? `(?:${source})${END}` : source, ignoreCase ? "dgiu" : "dgu");
        return compiled.push({ expression, names }) - 1;
      } catch (reason) {
        return String(reason.message);
      }
    },
    /**
     * Matches from a place on, as JSON: of each the ends of its groups, their texts, and the text before it; at most so
     * many. Unless it is a search, the first has to begin there.
     */
    match(number, subject, from, search, most) {
      const { expression, names } = compiled[number];
      if (last.subject !== subject) last = { subject, places: placesOf(subject) };
      const { character, unit } = last.places;
      const rows = [];
      let before = unit(from);
      for (let at = before; rows.length < most && at <= subject.length; ) {
        expression.lastIndex = at;
        const found = expression.exec(subject);
        if (!found || (!search && found.index !== at)) break;
        const end = found.index + found[0].length;
        const ends = found.indices.map((range) => (range ? range.map(character) : null));
        rows.push([ends, found.map((text) => text ?? null), subject.slice(before, found.index)]);
        before = end;
        at = end > found.index ? end : end + (subject.codePointAt(end) > 0xffff ? 2 : 1);
      }
      return JSON.stringify([rows, names]);
    },
    /** Whether a text is JSON without Python's additions. */
    is_json(text) {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    },
  };
}
