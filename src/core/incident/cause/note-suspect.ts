/** Names something that happened before it began and may be the cause: a deploy, a change, a peak of traffic, an alert (PD-19). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { epochMs, instantOf } from "../../kernel/time.ts";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { suspectKinds } from "./slice.ts";

const minuteMs = 60_000;

export const noteSuspect = command("note-suspect", {
  title: "Note what may have caused it",
  says: "Names something that happened before it began and may be the cause: a deploy, a change, a peak of traffic, an alert (PD-19).",
  input: z.object({
    kind: z.enum(suspectKinds).default("deploy").meta({ title: "What" }),
    text: z.string().trim().min(1).max(500).meta({ title: "In one line" }),
    minutesBefore: z.number().int().min(0).max(1_440).default(0).meta({ title: "How many minutes before it was reported?" }),
    link: z.string().max(2_000).default("").meta({ title: "Link" }),
    origin: z.string().min(1).max(100).optional().meta({ hidden: true }),
  }),
  may: "anyone",
  partOf: "cause",
  form: { verb: "Note" },
  when: (state) => working.includes(state.lifecycle.phase),
  decide(state, { minutesBefore, origin, ...input }, ctx) {
    const wrong = wrongPhase(state, working, "looked into");
    if (wrong) return wrong;
    const known = origin !== undefined && state.cause.suspects.some((one) => one.origin === origin);
    if (known) return refuse("invalid_state", "That is noted already.");
    const happenedAt = instantOf(epochMs(state.lifecycle.reportedAt) - minutesBefore * minuteMs);
    return [{ type: "suspect-noted", data: { suspect: ctx.id(), ...input, happenedAt, ...(origin === undefined ? {} : { origin }) } }];
  },
  examples: [
    { title: "a deploy", given: active, input: { kind: "deploy", text: "shop 4.3", minutesBefore: 10 }, then: ["suspect-noted"] },
    {
      title: "what somebody else has noted already",
      given: [...active, { type: "suspect-noted", data: { suspect: "s1", kind: "deploy", text: "shop 4.3", happenedAt: "", link: "", origin: "change/1" } }],
      input: { kind: "deploy", text: "shop 4.3", origin: "change/1" },
      then: { refused: "invalid_state" },
    },
    { title: "nothing", given: active, input: { text: "" }, then: { refused: "invalid_value" } },
  ],
});
