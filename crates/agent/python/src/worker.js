// The worker inside the frame: the compiled interpreter first, then scripts as messages, one after the other.

import { serve } from "./serve.js";
import { prepare } from "./machine.js";

serve(({ wasm }) => (two, host) => prepare(wasm, two, host));
