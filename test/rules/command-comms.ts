/** Proofs of the process with one commander on a call: what is told, to whom, by whom. */
import type { Proof } from "./proof.ts";

export const comms: readonly Proof[] = [];
