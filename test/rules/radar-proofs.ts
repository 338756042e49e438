/** The proofs of the process that starts small: one for each of its sentences. */
import type { Proof } from "./proof.ts";
import { agreed } from "./radar-agreed.ts";
import { answering } from "./radar-answering.ts";
import { judged } from "./radar-judged.ts";
import { learning } from "./radar-learning.ts";
import { telling } from "./radar-telling.ts";

export const proofs: readonly Proof[] = [...agreed, ...judged, ...answering, ...telling, ...learning];
