/** Proofs of the process with one commander on a call: the commands of the chat. */
import type { Proof } from "./proof.ts";

export const chat: readonly Proof[] = [];
