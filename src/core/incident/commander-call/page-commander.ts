/** Calls whoever is on call to command, all at once; where nothing is going on yet, it begins here (PD-14, PD-15). */
import { z } from "zod";
import { after } from "../../kernel/time.ts";
import { active, over } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { calledForCommand, commanderPageOf } from "./shape.ts";
import { commanderClaim } from "./slice.ts";

export const pageCommander = command("page-commander", {
  title: "Page the commander",
  says: "Calls whoever is on call to command, all of them at once, and opens an incident where none is open; nobody need hesitate (PD-14, PD-15).",
  input: z.object({
    reason: z.string().trim().max(300).default("").meta({ title: "What is wrong?" }),
    area: z.string().nullable().default(null).meta({ title: "Area", reference: "area", hidden: true }),
    process: z.string().max(40).optional().meta({ title: "Process", reference: "process", hidden: true }),
    /** Whether it must be one of its own: the incident a call would lead to is not for everybody's eyes. */
    apart: z.boolean().default(false).meta({ hidden: true }),
  }),
  may: "anyone",
  partOf: "commander_page",
  creates: true,
  offered: true,
  form: { verb: "Page now" },
  when: (state) => working.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const { at } = state.commanderCall;
    const value = commanderPageOf(ctx.process);
    const isNew = state.lifecycle.phase === "new";
    const wrong = isNew ? null : wrongPhase(state, working, "called for");
    if (wrong) return wrong;
    if (at !== null && value?.repeat !== undefined && ctx.now < after(at, value.repeat)) return [];
    const called = { type: "commander-called" as const, data: { reason: input.reason, people: calledForCommand({ call: value?.call ?? [] }, ctx) } };
    if (!isNew) return [called];
    const { key, version } = ctx.process;
    const report = { title: input.reason.length >= 3 ? input.reason.slice(0, 250) : "Somebody called for a commander", text: "", impact: "", area: input.area };
    const how = { drill: false, how: "call", answers: {}, claims: input.apart ? [] : [commanderClaim] };
    return [
      { type: "reported", data: { ...report, process: key, ...how } },
      { type: "declared", data: { severity: null, process: key, version, impact: "", because: "" } },
      called,
    ];
  },
  examples: [
    { title: "nobody commands", given: active, input: { reason: "It is getting worse" }, then: ["commander-called"] },
    { title: "when it is over", given: over, input: {}, then: { refused: "invalid_state" } },
  ],
});
