/** Random histories of Command: people do anything at any time, and after every step what was promised holds. */
import { command } from "./histories/command/play.ts";
import { proveHistories } from "./histories/proving.ts";

proveHistories(command);
