/** Random histories of Radar: people do anything at any time, and after every step what was promised holds. */
import { proveHistories } from "./histories/proving.ts";
import { radar } from "./histories/radar/play.ts";

proveHistories(radar);
