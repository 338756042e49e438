/** Binds rules to incidents: their state, their events and the wishes that may follow. */
import { z } from "zod";
import type { Wish } from "../incident/index.ts";
import type { RecordedEvent, State } from "../incident/slices.ts";
import { ruleOf } from "../kernel/rule.ts";

/** Defines a rule of an incident's process. */
export const rule = ruleOf<State, RecordedEvent, Wish>();

/** Who answers for an area, by what the directory calls them. */
export const answering = z.enum(["engineering_manager", "product_owner", "team_lead"]);
export type Answering = z.infer<typeof answering>;

/** Who is meant, in a pack: a role, whoever answers for the area, the area's response team, all staff, the participants, whoever is on call for the area, a schedule or a group of the directory. */
export const whom = z.union([
  z.strictObject({ role: z.string() }),
  z.strictObject({ area: answering }),
  z.strictObject({ group: z.string() }),
  z.strictObject({ schedule: z.string() }),
  z.enum(["response_team", "staff", "participants", "commander", "on_call", "nobody"]),
]);
export type Whom = z.infer<typeof whom>;
