// How deep a text nests, without reading it: the parser and what walks its tree call themselves once a level, and a
// browser's stack ends after some thousands.

/** Deeper texts are shown without colours: nobody reads them, and Heat refuses most of them. */
const DEEPEST = 400;

/** Whether brackets, or dashes on one line, stand in each other deeper than that. Text in quotes counts too. */
export function isTooDeep(text) {
  let open = 0;
  let dashes = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case "[":
      case "{":
        open += 1;
        break;
      case "]":
      case "}":
        open = Math.max(0, open - 1);
        break;
      case "-":
      case "?":
        dashes += 1;
        break;
      case "\n":
        dashes = 0;
        break;
      default:
        break;
    }
    if (open > DEEPEST || dashes > DEEPEST) return true;
  }
  return false;
}
