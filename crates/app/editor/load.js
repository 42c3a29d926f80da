// Fetches the editor's bundle, whose hashed address stands in the page. The page already shows text by then, in a plain
// text area; this promise says when the better one is there, or that it will not come.

/** Begins once its place is on screen: on a narrow one that is when somebody turns to the text. */
export async function loadEditor(place) {
  const module = document.getElementById("editor-module");
  if (!module?.src) throw new Error("the page names no editor module");
  await onScreen(place);
  return import(module.src);
}

function onScreen(place) {
  return new Promise((done) => {
    const watch = new ResizeObserver(() => {
      if (place.getClientRects().length === 0) return;
      watch.disconnect();
      done();
    });
    watch.observe(place);
  });
}
