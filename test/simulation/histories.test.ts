/** Random histories of Graceful Disasters: people do anything at any time, and after every step what was promised holds. */
import { graceful } from "./histories/graceful/play.ts";
import { proveHistories } from "./histories/proving.ts";

proveHistories(graceful);
