/** What must hold after every step of every history of Graceful Disasters; the IDs are the promises'. */

import { everywhere, quietAfter } from "../everywhere.ts";
import { type Invariant, without } from "../invariant.ts";
import { staleAfter } from "../stale.ts";
import { ofCalm } from "./calm.ts";
import { ofHours } from "./hours.ts";
import { ofNights } from "./nights.ts";
import { ofPhases } from "./phases.ts";
import { ofProof } from "./proof.ts";
import { ofSeats } from "./seats.ts";

const hour = 3_600_000;

export const invariants: readonly Invariant[] = [
  ...everywhere,
  quietAfter(["refinement/"]),
  ...ofSeats,
  ...ofNights,
  ...ofPhases,
  ...ofHours,
  ...ofProof,
  ...ofCalm,
  staleAfter({ 2: 8 * hour, 3: 48 * hour }, "manager", without("GD2-06")),
];
