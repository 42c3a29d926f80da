// Keeps the frame that plays Python. Nothing of it is fetched until the first script needs it; what was fetched is kept.
// The frame has no origin and a policy of its own, so what runs there reaches neither this page nor the network.

const FRAME = "./python/frame.html";
const ENGINE = ["./python/worker.js", "./python/python.wasm"];

/** The frame itself ends a script after 5 seconds; one that does not even say so is ended with the frame. */
const PATIENCE = 10_000;
/** Beyond this a reply is none: outputs and files together have a bound far below. */
const MOST_SIGNS = 64 << 20;
const NO_START = "the part of the page that plays Python could not be fetched or did not start";

let hear;
let engine = null;
let frame = null;
let script = null;
let deadline = 0;

/** Who is told what: `"loading"` with how many bytes have come, `"said"`, `"stopped"` or `"none"` with why. */
export function openPython(listener) {
  hear = listener;
  addEventListener("message", ({ source, data }) => {
    if (frame !== null && source === frame.contentWindow) take(data);
  });
}

/** Has a script played, one at a time. */
export async function playPython(message) {
  script = { message, posted: false };
  try {
    engine ??= await fetchAll();
  } catch {
    return finish("none", NO_START);
  }
  if (frame === null) place();
  else if (frame.ready) post();
}

async function fetchAll() {
  let come = 0;
  hear("loading", "0");
  const parts = await Promise.all(ENGINE.map(async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(address);
    const chunks = [];
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return new Blob(chunks);
      chunks.push(value);
      come += value.length;
      hear("loading", String(come));
    }
  }));
  const [source, wasm] = await Promise.all([parts[0].text(), parts[1].arrayBuffer()]);
  hear("loaded", "");
  return { source, wasm };
}

function place() {
  frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.title = "Python";
  frame.hidden = true;
  frame.src = FRAME;
  wait();
  document.body.append(frame);
}

function wait() {
  clearTimeout(deadline);
  deadline = setTimeout(() => {
    const posted = script?.posted;
    close();
    finish(posted ? "stopped" : "none", posted ? "it took longer than 10 seconds" : NO_START);
  }, PATIENCE);
}

function post() {
  script.posted = true;
  wait();
  frame.contentWindow.postMessage({ script: script.message }, "*");
}

/** Takes what the frame says; whatever has another shape says nothing. */
function take(data) {
  if (data?.listening === true && !frame.told) {
    frame.told = true;
    frame.contentWindow.postMessage(engine, "*");
  } else if (data?.ready === true && !frame.ready) {
    frame.ready = true;
    if (script !== null) post();
  } else if (script?.posted && typeof data?.reply === "string" && data.reply.length < MOST_SIGNS) {
    finish("said", data.reply);
  } else if (script?.posted && typeof data?.stopped === "string") finish("stopped", data.stopped);
  else if (typeof data?.fault === "string") {
    close();
    finish("none", NO_START);
  }
}

function close() {
  frame?.remove();
  frame = null;
}

function finish(kind, text) {
  clearTimeout(deadline);
  if (script === null) return;
  script = null;
  hear(kind, text);
}
