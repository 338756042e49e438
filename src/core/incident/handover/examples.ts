/** A beginning that the examples of handing over share: Ana offers her command to Ben. */
import { active } from "../examples.ts";

/** The offer has the id `h1`. */
export const offered = [
  ...active,
  { type: "role-assigned", data: { role: "incident_commander", person: "ana", stated: true } },
  { type: "handover-offered", data: { handover: "h1", role: "incident_commander", from: "ana", person: "ben", brief: "The rollback runs since ten" } },
];
