// Messages between the agent and this engine: lists of texts, each behind its length in bytes and a colon. A text may
// hold such a list in turn. The other end is python/message.rs.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A list of texts (or of lists) as one text. */
export function pack(items) {
  return items.map((item) => {
    const text = Array.isArray(item) ? pack(item) : String(item);
    return `${encoder.encode(text).length}:${text}`;
  }).join("");
}

/** The texts of a list. */
export function unpack(text) {
  const bytes = encoder.encode(text);
  const items = [];
  for (let at = 0; at < bytes.length; ) {
    const colon = bytes.indexOf(58, at);
    const length = colon < 0 ? NaN : Number(decoder.decode(bytes.subarray(at, colon)));
    if (!(length >= 0 && colon + 1 + length <= bytes.length)) throw new Error("not a list");
    at = colon + 1 + length;
    items.push(decoder.decode(bytes.subarray(colon + 1, at)));
  }
  return items;
}

/** A list of names and values in turn as pairs. */
export function pairs(text) {
  const items = unpack(text);
  return items.flatMap((name, index) => (index % 2 === 0 ? [[name, items[index + 1]]] : []));
}
