/** Posts who commands, who helps and who writes, where that has changed; sent by the process itself (PD-44). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { rolesLineOf, rolesNow } from "./shape.ts";

export const tellRoles = command("tell-roles", {
  title: "Tell who does what",
  says: "Posts who commands, who helps and who writes, where that has changed; sent by the process itself (PD-44).",
  input: z.object({}),
  may: "program",
  partOf: "roles_line",
  decide(state, _input, ctx) {
    const wrong = wrongPhase(state, declared, "posted about");
    if (wrong) return wrong;
    const line = rolesNow({ roles: rolesLineOf(ctx.process)?.roles ?? [] }, state.roles);
    const isOld = JSON.stringify(line) === JSON.stringify(state.rolesTold.said);
    return isOld ? refuse("invalid_state", "Nobody came or went.") : [{ type: "roles-told", data: { line } }];
  },
  examples: [
    {
      title: "where other words stood",
      given: [...active, { type: "roles-told", data: { line: [{ as: "IC", people: ["ana"] }] } }],
      input: {},
      by: "rule:roles_line",
      then: ["roles-told"],
    },
    { title: "where nothing has changed", given: active, input: {}, by: "rule:roles_line", then: { refused: "invalid_state" } },
  ],
});
