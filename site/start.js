// Starts the app that Trunk built; its file names carry a hash, so they are read from this script's own tag. And keeps
// the last word: an app that has stopped cannot say so itself.

/** A bar above the page. The draft is kept in the browser, so a reload brings it back. */
function say(words) {
  if (document.getElementById("stopped")) return;
  const bar = document.createElement("div");
  bar.id = "stopped";
  bar.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = words;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Reload";
  button.addEventListener("click", () => location.reload());
  bar.append(text, button);
  document.body.prepend(bar);
}

/** A trap in the app's code leaves it in a state that nobody can vouch for. */
function fell(reason) {
  if (reason instanceof WebAssembly.RuntimeError) say("Hotplate stopped. Your text is kept in this browser.");
}
addEventListener("error", (event) => fell(event.error));
addEventListener("unhandledrejection", (event) => fell(event.reason));

/** Begins with the version that came during the last visit, if no other tab works with the one before it. */
async function renew(workers) {
  const waiting = (await workers.getRegistration())?.waiting;
  if (!waiting || !workers.controller) return;
  const { port1, port2 } = new MessageChannel();
  const alone = new Promise((done) => (port1.onmessage = ({ data }) => done(data)));
  waiting.postMessage("alone?", [port2]);
  if (!(await Promise.race([alone, after(1000, false)]))) return;
  // A version that still has something to do is not let go: what this page has asked of it comes first, and a moment.
  const loaded = new Promise((done) => addEventListener("load", done, { once: true }));
  if (document.readyState !== "complete") await Promise.race([loaded, after(3000)]);
  await after(200);
  // From here on the older version may be gone at any moment, so nothing is started with it.
  const begun = new Promise((done) => workers.addEventListener("controllerchange", done, { once: true }));
  waiting.postMessage("begin");
  await Promise.race([begun, after(5000)]);
  location.reload();
  await new Promise(() => {});
}

const after = (milliseconds, value) => new Promise((done) => setTimeout(done, milliseconds, value));

/** Everything that the page needs, kept for visits without a network. Not having it takes nothing from this visit. */
const workers = navigator.serviceWorker;
if (workers) await renew(workers).catch(() => {});

/** The editor comes meanwhile where the text is on screen at once, beside the preview; see adapt.css. */
const ahead = document.createElement("link");
Object.assign(ahead, { rel: "modulepreload", href: document.getElementById("editor-module").src, media: "(min-width: 861px)", fetchPriority: "low" });
document.head.append(ahead);

/**
 * At the first visit what the page itself shows is on screen before the app is fetched: it is many times as heavy,
 * and would share the line and the machine. Later all is at hand, and nothing comes before the app.
 */
function shown() {
  if (workers?.controller || document.hidden) return null;
  const painted = new Promise((done) => new PerformanceObserver(done).observe({ type: "paint", buffered: true }));
  return Promise.race([painted, after(2000)]);
}

/** When the engine has answered for the first time. */
const answered = new Promise((done) => addEventListener("answered", done, { once: true }));

const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
try {
  await shown();
  const [app, code] = await Promise.all([import(js), fetch(wasm)]);
  await app.default({ module_or_path: code });
} catch (reason) {
  fell(reason);
  say("Hotplate did not start: a part of it did not arrive, or this browser cannot run it.");
  throw reason;
}
// Not while the first picture is made: what is kept would take its share of the line and of the machine.
await Promise.race([answered.then(() => after(1000)), after(10_000)]);
workers?.register("sw.js").catch(() => {});
