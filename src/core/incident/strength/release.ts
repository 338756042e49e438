/** Lets somebody go: they hold no role any more, nobody asks them, and nothing calls them here (GD2-22). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { holdsKind } from "../roles/of-kind.ts";
import { command } from "../slices.ts";

const seat = (role: string, person: string) => ({ type: "role-assigned", data: { role, person, stated: true } });

export const release = command("release", {
  title: "Let somebody go",
  says: "Lets somebody go: they hold no role any more, nobody asks them, and nothing calls them here (GD2-22).",
  input: z.object({
    person: z.string().min(1).meta({ title: "Who", reference: "person" }),
    reason: z.string().trim().max(300).default("").meta({ title: "In your words" }),
  }),
  may: { capability: "direct" },
  partOf: "strength",
  form: { verb: "Let go" },
  when: (state) => ["active", "paused", "resolved"].includes(state.lifecycle.phase) && state.roles.held.length > 1,
  decide(state, { person, reason }, ctx) {
    const wrong = wrongPhase(state, ["active", "paused", "resolved"], "left by anybody");
    if (wrong) return wrong;
    const held = state.roles.held.filter((one) => one.person === person);
    const called = Object.values(state.pages.pages).some((page) => page.person === person && page.state === "open");
    if (held.length === 0 && !called) return refuse("invalid_state", "They have no part in it.");
    if (holdsKind(ctx.process, state.roles, "commander", person))
      return refuse("role_required", "Somebody must command: hand over first.", { instead: "offer-handover" });
    return [...held.map(({ role }) => ({ type: "role-left" as const, data: { role, person, why: "let go" } })), { type: "released", data: { person, reason } }];
  },
  examples: [
    { title: "somebody at work", given: [...active, seat("solutioneer", "ben")], input: { person: "ben" }, then: ["role-left", "released"] },
    { title: "whoever commands", given: [...active, seat("incident_commander", "ben")], input: { person: "ben" }, then: { refused: "role_required" } },
    { title: "somebody without a part", given: active, input: { person: "ben" }, then: { refused: "invalid_state" } },
  ],
});
