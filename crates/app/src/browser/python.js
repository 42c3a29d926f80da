// Keeps the frames that play Python: one with the light engine, and one with the exact one once somebody wants it.
// Nothing of either is fetched before a script needs it; what was fetched is kept. A frame has no origin and a policy of
// its own, so what runs there reaches neither this page nor the network.

const FRAME = "./python/frame.html";
const LIGHT = { source: "./python/worker.js", wasm: "./python/python.wasm" };
const EXACT = {
  source: "./python-exact/worker.js",
  wasm: "./python-exact/python.wasm",
  library: "./python-exact/library.zip",
};

/** The frame itself ends a script after 5 seconds; one that does not even say so is ended with the frame. */
const PATIENCE = 10_000;
/** The same for an engine that is to start. */
const STARTING = 70_000;
/** Beyond this a reply is none: outputs and files together have a bound far below. */
const MOST_SIGNS = 64 << 20;
const NO_START = "the part of the page that plays Python could not be fetched or did not start";

let hear;
let script = null;
let deadline = 0;

const engine = (files) => ({ files, parts: null, frame: null });
const light = engine(LIGHT);
const exact = engine(EXACT);

/**
 * Who is told what: `"loading"` with how many bytes have come, `"begun"`, `"said"`, `"stopped"` or `"none"` with why.
 */
export function openPython(listener) {
  hear = listener;
  addEventListener("message", ({ source, data }) => {
    for (const engine of [light, exact]) if (engine.frame !== null && source === engine.frame.contentWindow) take(engine, data);
  });
}

/** Has a script played, one at a time. A message begins with its Python's version, behind that text's length. */
export async function playPython(message, exactly) {
  const engine = exactly && message.startsWith("1:3") ? exact : light;
  script = { message, engine, posted: false, begun: false };
  try {
    engine.parts ??= await fetchAll(engine.files);
  } catch {
    return finish("none", NO_START);
  }
  if (engine.frame === null) place(engine);
  else if (engine.frame.ready) post();
}

async function fetchAll(files) {
  let come = 0;
  hear("loading", "0");
  const bytes = async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(address);
    const chunks = [];
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return new Blob(chunks).arrayBuffer();
      chunks.push(value);
      come += value.length;
      hear("loading", String(come));
    }
  };
  const parts = await Promise.all(Object.entries(files).map(async ([name, address]) => [name, await bytes(address)]));
  hear("loaded", "");
  return Object.fromEntries(parts);
}

function place(engine) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.title = "Python";
  frame.hidden = true;
  frame.src = FRAME;
  engine.frame = frame;
  wait(STARTING);
  document.body.append(frame);
}

function wait(time) {
  clearTimeout(deadline);
  deadline = setTimeout(() => {
    const { engine, begun } = script;
    close(engine);
    finish(begun ? "stopped" : "none", begun ? "it took longer than 10 seconds" : NO_START);
  }, time);
}

function post() {
  script.posted = true;
  wait(STARTING);
  script.engine.frame.contentWindow.postMessage({ script: script.message }, "*");
}

/** Takes what a frame says; whatever has another shape says nothing. */
function take(engine, data) {
  const { frame } = engine;
  const playing = script?.engine === engine && script.posted;
  if (data?.listening === true && !frame.told) {
    frame.told = true;
    frame.contentWindow.postMessage(engine.parts, "*");
  } else if (data?.ready === true && !frame.ready) {
    frame.ready = true;
    if (script?.engine === engine) post();
  } else if (playing && data?.begun === true && !script.begun) {
    script.begun = true;
    wait(PATIENCE);
    hear("begun", "");
  } else if (playing && typeof data?.reply === "string" && data.reply.length < MOST_SIGNS) {
    finish("said", data.reply);
  } else if (playing && typeof data?.stopped === "string") finish("stopped", data.stopped);
  else if (typeof data?.fault === "string") {
    close(engine);
    if (script?.engine === engine) finish("none", NO_START);
  }
}

function close(engine) {
  engine.frame?.remove();
  engine.frame = null;
}

function finish(kind, text) {
  clearTimeout(deadline);
  if (script === null) return;
  script = null;
  hear(kind, text);
}
