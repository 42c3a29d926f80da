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
/** What could not be fetched is tried again after so long, or as soon as there is a network. */
const AGAIN = 10_000;
const NO_START = "the part of the page that plays Python did not start: reload the page";

let hear;
let script = null;
let deadline = 0;

const engine = (files) => ({ files, parts: null, coming: null, frame: null });
const light = engine(LIGHT);
const exact = engine(EXACT);

/**
 * Who is told what: `"loading"` with how many bytes have come, `"unreachable"` while it is to be tried again, `"loaded"`,
 * `"begun"`, `"said"`, `"stopped"` or `"none"` with why.
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
  const own = (script = { message, engine, posted: false, begun: false });
  while (engine.parts === null) {
    try {
      engine.coming ??= fetchAll(engine);
      await engine.coming;
      if (script === own) hear("loaded", "");
    } catch {
      if (script === own) {
        hear("unreachable", "");
        await again();
      }
    }
    if (script !== own) return;
  }
  if (engine.frame === null) place(engine);
  else if (engine.frame.ready) post();
}

/** Gives up the script that still waits for its engine to come, if there is one. */
export function leavePython() {
  if (script === null || script.engine.parts !== null) return;
  hear("loaded", "");
  finish("none", "");
}

function again() {
  return new Promise((done) => {
    setTimeout(done, AGAIN);
    addEventListener("online", done, { once: true });
  });
}

/** Fetches what an engine is made of; what has been asked for ends with the first fault. */
async function fetchAll(engine) {
  const fault = new AbortController();
  let come = 0;
  const tell = () => {
    if (script?.engine === engine && !fault.signal.aborted) hear("loading", String(come));
  };
  tell();
  const bytes = async (address) => {
    const response = await fetch(address, { signal: fault.signal });
    if (!response.ok) throw new Error(address);
    const chunks = [];
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return new Blob(chunks).arrayBuffer();
      chunks.push(value);
      come += value.length;
      tell();
    }
  };
  try {
    const files = Object.entries(engine.files).map(async ([name, address]) => [name, await bytes(address)]);
    engine.parts = Object.fromEntries(await Promise.all(files));
  } catch (reason) {
    fault.abort();
    throw reason;
  } finally {
    engine.coming = null;
  }
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
    if (script?.engine === engine) finish("none", `the part of the page that plays Python did not start: ${data.fault}`);
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
