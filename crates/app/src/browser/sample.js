// The templates of the gallery lie beside the page and are fetched when somebody opens one.

/** Tells a sample's text, or nothing if it cannot be had: `told(text)`. */
export function fetchSample(name, told) {
  fetch(`gallery/${name}`)
    .then((answer) => (answer.ok ? answer.text() : null))
    .catch(() => null)
    .then(told);
}
