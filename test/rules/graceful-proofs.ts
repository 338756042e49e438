/** Every proof of Graceful Disasters: a new file of proofs is one line here. */
import { after } from "./graceful-after.ts";
import { changes } from "./graceful-changes.ts";
import { lists } from "./graceful-checklist.ts";
import { command } from "./graceful-command.ts";
import { experts } from "./graceful-experts.ts";
import { learning } from "./graceful-learning.ts";
import { outside } from "./graceful-outside.ts";
import { rank } from "./graceful-rank.ts";
import { resting } from "./graceful-rest.ts";
import { roles } from "./graceful-roles.ts";
import { rounds } from "./graceful-rounds.ts";
import { severities } from "./graceful-severities.ts";
import { shield } from "./graceful-shield.ts";
import { strength } from "./graceful-strength.ts";
import { tests } from "./graceful-tests.ts";
import { work } from "./graceful-work.ts";
import type { Proof } from "./proof.ts";

/** All of them; each is run as it is, without its sentence, and over HTTP. */
export const proofs: readonly Proof[] = [
  ...experts,
  ...command,
  ...rank,
  ...roles,
  ...severities,
  ...after,
  ...shield,
  ...learning,
  ...outside,
  ...tests,
  ...rounds,
  ...work,
  ...changes,
  ...lists,
  ...resting,
  ...strength,
];
