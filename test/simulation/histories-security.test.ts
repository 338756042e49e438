/** Random histories of Security: people do anything at any time, and after every step what was promised holds. */
import { proveHistories } from "./histories/proving.ts";
import { security } from "./histories/security/play.ts";

proveHistories(security);
