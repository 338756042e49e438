/** Says in the room who commands now, with deputy and scribe, in the words for the call; sent by the process itself (PD-18). */
import { z } from "zod";
import { type Role, roleOfKind } from "../../kernel/process.ts";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { holdersOf } from "../roles/slice.ts";
import { command } from "../slices.ts";

const led = [...active, { type: "role-assigned", data: { role: "incident_commander", person: "ana", stated: true } }];

export const announceCommand = command("announce-command", {
  title: "Announce who commands",
  says: "Says in the room who commands now, with deputy and scribe, in the words for the call; sent by the process itself (PD-18).",
  input: z.object({}),
  may: "program",
  partOf: "announcement",
  decide(state, _input, ctx) {
    const first = (kind: Role["kind"]) => {
      const role = roleOfKind(ctx.process, kind);
      const person = role === null ? undefined : holdersOf(state.roles, role)[0];
      return role === null || person === undefined ? null : { role, person };
    };
    const commander = first("commander");
    if (commander === null) return refuse("invalid_state", "Nobody commands.");
    const told = { commander: commander.person, role: commander.role, deputy: first("deputy")?.person ?? null, scribe: first("scribe")?.person ?? null };
    return [{ type: "command-announced", data: told }];
  },
  examples: [
    { title: "when somebody takes it", given: led, input: {}, by: "rule:announcement", then: ["command-announced"] },
    { title: "while nobody commands", given: active, input: {}, by: "rule:announcement", then: { refused: "invalid_state" } },
  ],
});
