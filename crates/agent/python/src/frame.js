// The frame that scripts run in. It has no origin, so it holds no storage and no cookie and reaches no page; its policy
// lets it fetch nothing. The page posts the engine in, then one script at a time; a worker runs each, and is ended here
// when it takes too long.

(() => {
  "use strict";
  // Opened in any other way it would be a page of this site: then it does nothing.
  if (self.origin !== "null" || parent === self) return;

  const PATIENCE = 5000;
  /** An interpreter that has not started by then does not come any more. */
  const STARTING = 60_000;
  let source;
  let parts;
  let worker = null;
  let deadline = 0;
  /** Whether the script at hand has begun: an interpreter may take its time to start. */
  let begun = false;

  const tell = (message) => parent.postMessage(message, "*");

  function end() {
    clearTimeout(deadline);
    worker?.terminate();
    worker = null;
  }

  function fault(reason) {
    end();
    tell({ fault: reason });
  }

  function late() {
    end();
    tell({ stopped: "it took longer than 5 seconds" });
  }

  function start() {
    const address = URL.createObjectURL(source);
    worker = new Worker(address);
    URL.revokeObjectURL(address);
    worker.onerror = () => fault("the engine stopped");
    worker.onmessage = ({ data }) => {
      if (data?.begun === true && !begun) {
        begun = true;
        clearTimeout(deadline);
        deadline = setTimeout(late, PATIENCE);
        return tell({ begun });
      }
      if (typeof data?.reply !== "string") {
        if (data?.ready !== true) fault("the engine stopped");
        return;
      }
      clearTimeout(deadline);
      tell({ reply: data.reply });
    };
    worker.postMessage(parts);
  }

  addEventListener("message", async ({ source: from, data }) => {
    if (from !== parent) return;
    if (data.script !== undefined) {
      try {
        if (worker === null) start();
      } catch {
        return fault("this browser runs no workers in a frame");
      }
      begun = false;
      deadline = setTimeout(() => fault("the engine did not start"), STARTING);
      worker.postMessage(data.script);
      return;
    }
    try {
      source = new Blob([data.source], { type: "text/javascript" });
      parts = { wasm: await WebAssembly.compile(data.wasm), library: data.library && new Uint8Array(data.library) };
      tell({ ready: true });
    } catch {
      fault("the engine could not be compiled");
    }
  });
  tell({ listening: true });
})();
