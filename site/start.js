// Starts the app that Trunk built; its file names carry a hash, so they are read from this script's own tag.

const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const app = await import(js);
await app.default({ module_or_path: wasm });
