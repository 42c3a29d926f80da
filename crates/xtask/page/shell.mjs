// What every page for readers has: head, policy, and the way to the others.

/** What a page may do; one that draws templates itself runs wasm for that. */
const policy = (draws) =>
  `default-src 'none'; script-src 'self'${draws ? " 'wasm-unsafe-eval'" : ""}; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'`;
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML. */
export const escape = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

/** A whole page. `here` is the section that it belongs to, `kind` a class for what is no running text. */
export function page(title, here, body, kind = "") {
  const draws = body.includes("<hot-plate ");
  const entry = (href, name) => `<a href="../${href}"${name === here ? ' aria-current="true"' : ""}>${name}</a>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(draws)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Shows what a Heat template will deploy, and what its instances tell each other.">
<meta name="referrer" content="no-referrer">
<title>${escape(title)} · Hotplate</title>
<link rel="icon" href="../guide/icon.svg">
<link rel="stylesheet" href="../guide/pages.css">
<script type="module" src="../guide/search.js"></script>${draws ? '\n<script type="module" src="../embed/hot-plate.js" data-page="../index.html"></script>' : ""}
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<header><a class="logo" href="../index.html"><img src="../guide/icon.svg" alt="" width="24" height="24">Hotplate</a>
<nav aria-label="Site">${entry("about/index.html", "About")}${entry("gallery/index.html", "Gallery")}${entry("guide/index.html", "Guide")}${entry("checks/index.html", "Checks")}</nav>
<search></search><a class="press" href="../index.html">Open Hotplate</a></header>
<main id="text"${kind && ` class="${kind}"`}>
${body}</main>
</body>
</html>
`;
}
