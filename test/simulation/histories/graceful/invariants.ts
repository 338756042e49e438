/** What must hold after every step of every history of Graceful Disasters; the IDs are the promises'. */

import type { Invariant } from "../invariant.ts";
import { ofCalm } from "./calm.ts";
import { ofHours } from "./hours.ts";
import { ofNights } from "./nights.ts";
import { ofPhases } from "./phases.ts";
import { ofProof } from "./proof.ts";
import { ofSeats } from "./seats.ts";
import { ofStaleness } from "./stale.ts";

export const invariants: readonly Invariant[] = [...ofSeats, ...ofNights, ...ofPhases, ...ofHours, ...ofProof, ...ofCalm, ...ofStaleness];
