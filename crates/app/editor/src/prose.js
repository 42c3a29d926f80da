// Builds the small pieces of page that tooltips show. Text stays text: nothing here reads markup.

/** An element with these attributes and children. */
export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A message as nodes: what stands in backticks becomes code. */
export function prose(text) {
  return text
    .split("`")
    .map((part, at, parts) => (at % 2 === 1 && at < parts.length - 1 ? element("code", {}, [part]) : part));
}
