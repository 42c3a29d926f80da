// Python's regular expressions on those of JavaScript, which differ in few signs.

const LETTERS = { I: "i", M: "m", S: "s" };

/** A pattern in JavaScript's notation, its letters, and the numbers of its named groups. */
function translate(pattern, flags) {
  let inline = "";
  let groups = 0;
  const names = [];
  const verbose = flags.includes("X");
  let out = "";
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const rest = pattern.slice(at);
    const sign = pattern[at];
    const started = /^\(\?([aiLmsux]+)\)/.exec(rest);
    if (sign === "\\") {
      const next = pattern[at + 1] ?? "";
      at += 1;
      if (next === "A") out += "(?<![\\s\\S])";
      else if (next === "Z") out += "(?![\\s\\S])";
      else out += sign + next;
    } else if (inClass) {
      if (sign === "]") inClass = false;
      out += sign === "[" ? "\\[" : sign;
    } else if (sign === "[") {
      inClass = true;
      out += sign;
      if (pattern[at + 1] === "^") out += pattern[(at += 1)];
      if (pattern[at + 1] === "]") (out += "\\]"), (at += 1);
    } else if (started) {
      inline += started[1];
      at += started[0].length - 1;
    } else if (rest.startsWith("(?P<")) {
      groups += 1;
      names.push([rest.slice(4, rest.indexOf(">")), groups]);
      out += "(?<";
      at += 3;
    } else if (rest.startsWith("(?P=")) {
      const name = rest.slice(4, rest.indexOf(")"));
      out += `\\k<${name}>`;
      at += 4 + name.length;
    } else if (sign === "$" && !flags.includes("M")) {
      out += "(?=\\n?(?![\\s\\S]))";
    } else if (verbose && /\s/.test(sign)) {
      continue;
    } else if (verbose && sign === "#") {
      at += rest.indexOf("\n") < 0 ? rest.length : rest.indexOf("\n");
    } else {
      if (sign === "(" && rest[1] !== "?") groups += 1;
      out += sign;
    }
  }
  const letters = new Set([..."dg"]);
  for (const letter of flags) if (LETTERS[letter]) letters.add(LETTERS[letter]);
  for (const letter of inline) if ("ims".includes(letter)) letters.add(letter);
  return { source: out, letters: [...letters].join(""), names };
}

/** What the library's `re` asks: patterns by number. Places are counted in characters, as Python counts. */
export function regularExpressions() {
  const compiled = [];
  return {
    /** The number of a pattern, or why it is none. */
    compile(pattern, flags) {
      const { source, letters, names } = translate(pattern, flags);
      // With `u` a character is one sign, as in Python; but JavaScript then refuses escapes that Python takes.
      for (const unicode of ["u", ""]) {
        try {
          compiled.push({ expression: new RegExp(source, letters + unicode), names });
          return compiled.length - 1;
        } catch (reason) {
          if (unicode === "") return String(reason.message);
        }
      }
    },
    /** The first match from a place, as JSON: the ends of each group, and the numbers of those with names. */
    match(number, subject, from, how) {
      const { expression, names } = compiled[number];
      const signs = [...subject];
      const units = [0];
      for (const sign of signs) units.push(units.at(-1) + sign.length);
      expression.lastIndex = units[Math.min(from, signs.length)];
      const found = expression.exec(subject);
      if (!found) return null;
      const place = (unit) => units.indexOf(unit);
      const ends = found.indices.map((range) => (range ? range.map(place) : null));
      if (how !== "search" && ends[0][0] !== from) return null;
      return JSON.stringify([ends, names]);
    },
  };
}
