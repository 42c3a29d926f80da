// The worker inside the frame: the compiled interpreter first, then scripts as messages, one after the other.

import { play } from "./engine.js";

let wasm;
const listen = self.addEventListener.bind(self);
const post = self.postMessage.bind(self);

listen("message", async ({ data }) => {
  if (data instanceof WebAssembly.Module) {
    wasm = data;
    post({ ready: true });
    return;
  }
  try {
    post({ reply: await play(data, wasm) });
  } catch (reason) {
    post({ fault: String(reason) });
  }
});
