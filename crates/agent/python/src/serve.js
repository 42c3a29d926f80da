// What a worker does: it is given an engine's parts first, then scripts as messages, one after the other.

import { play } from "./engine.js";

/** Plays what is posted; `open` makes the engine's `prepare` of its parts. */
export function serve(open) {
  let prepare;
  const post = self.postMessage.bind(self);
  self.addEventListener("message", async ({ data }) => {
    if (typeof data !== "string") {
      prepare = open(data);
      post({ ready: true });
      return;
    }
    try {
      post({ reply: await play(data, prepare, () => post({ begun: true })) });
    } catch (reason) {
      post({ fault: String(reason) });
    }
  });
}
