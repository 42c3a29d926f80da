// Fetches the editor's bundle, whose hashed address stands in the page. The page already shows text by then, in a plain
// text area; this promise says when the better one is there, or that it will not come.

export async function loadEditor() {
  const module = document.getElementById("editor-module");
  if (!module?.src) throw new Error("the page names no editor module");
  return import(module.src);
}
