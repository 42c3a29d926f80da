// Starts the engine's worker. The first is started as soon as this module is read, so that it loads beside the page's
// own wasm and not after it.

function begin() {
  const worker = new Worker("./hotplate-engine_loader.js", { type: "module" });
  const begun = { worker, said: null };
  worker.onmessage = worker.onerror = (event) => (begun.said = event);
  return begun;
}

let first = begin();

/** A new engine. What it said before anybody listened, it says again. */
export function startEngine() {
  const { worker, said } = first ?? begin();
  first = null;
  if (said) setTimeout(() => worker.dispatchEvent(new said.constructor(said.type, said)));
  return worker;
}
