/** Proofs of the process with one commander on a call: the people, who takes part and how. */
import type { Proof } from "./proof.ts";

export const people: readonly Proof[] = [];
