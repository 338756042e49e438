/** What must hold after every step of every history of Command; the IDs are the promises'. */
import { everywhere, passes, quietAfter, singleIn } from "../everywhere.ts";
import type { Invariant } from "../invariant.ts";
import { ofCommanding } from "./commanding.ts";
import { ofEnds } from "./ends.ts";
import { ofPublic } from "./public.ts";
import { ofWork } from "./work.ts";

export const invariants: readonly Invariant[] = [
  ...everywhere,
  quietAfter(["follow-up/"]),
  singleIn("ic", true),
  passes(["ic"]),
  ...ofCommanding,
  ...ofWork,
  ...ofPublic,
  ...ofEnds,
];
