// The worker of the exact Python: as `worker.js`.

import { prepare } from "./exact.js";
import { serve } from "./serve.js";

serve((parts) => (two, host) => prepare(parts, host));
