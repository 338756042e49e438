/** Proofs of the process with one commander on a call: how it ends and what is left to do. */
import type { Proof } from "./proof.ts";

export const after: readonly Proof[] = [];
