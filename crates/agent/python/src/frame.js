// The frame that scripts run in. It has no origin, so it holds no storage and no cookie and reaches no page; its policy
// lets it fetch nothing. The page posts the engine in, then one script at a time; a worker runs each, and is ended here
// when it takes too long.

(() => {
  "use strict";
  // Opened in any other way it would be a page of this site: then it does nothing.
  if (self.origin !== "null" || parent === self) return;

  const PATIENCE = 5000;
  let source;
  let module;
  let worker = null;
  let deadline = 0;

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

  function start() {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    worker = new Worker(address);
    URL.revokeObjectURL(address);
    worker.onerror = () => fault("the engine stopped");
    worker.onmessage = ({ data }) => {
      if (typeof data?.reply !== "string") {
        if (data?.ready !== true) fault("the engine stopped");
        return;
      }
      clearTimeout(deadline);
      tell({ reply: data.reply });
    };
    worker.postMessage(module);
  }

  addEventListener("message", async ({ source: from, data }) => {
    if (from !== parent) return;
    if (data.script !== undefined) {
      try {
        if (worker === null) start();
      } catch {
        return fault("this browser runs no workers in a frame");
      }
      deadline = setTimeout(() => {
        end();
        tell({ stopped: "it took longer than 5 seconds" });
      }, PATIENCE);
      worker.postMessage(data.script);
      return;
    }
    try {
      source = data.source;
      module = await WebAssembly.compile(data.wasm);
      tell({ ready: true });
    } catch {
      fault("the engine could not be compiled");
    }
  });
  tell({ listening: true });
})();
