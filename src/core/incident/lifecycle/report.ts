/** Somebody or something says that something is wrong: the incident begins as a report (SR-17). */
import { z } from "zod";
import { command } from "../slices.ts";
import { wrongPhase } from "./in-phase.ts";

/** What was answered to the questions of a process, by their keys. */
export const answered = z.record(z.string().max(60), z.union([z.boolean(), z.string().max(500)]));

/** The fields that a report and a direct declaration share. */
export const reportInput = z.object({
  title: z.string().trim().min(3).max(250).meta({ title: "What is wrong?" }),
  text: z.string().max(8_000).default("").meta({ title: "More words" }),
  impact: z.string().max(2_000).default("").meta({ title: "What can customers no longer do?" }),
  area: z.string().nullable().default(null).meta({ title: "Area", reference: "area" }),
  process: z.string().max(40).optional().meta({ title: "Process", reference: "process" }),
  security: z
    .boolean()
    .default(false)
    .meta({ title: "It may be a matter of security", description: "Then only those who work on it know of it. When in doubt, say yes." }),
  answers: answered.default({}).meta({ title: "Answers", hidden: true }),
  how: z.string().max(60).default("person").meta({ title: "How did it reach us?", description: "person, call, or the name of a source" }),
  drill: z.boolean().default(false).meta({ title: "This is a drill" }),
  claims: z.array(z.string().max(800)).max(10).default([]).meta({ hidden: true }),
});

export const report = command("report", {
  title: "Report",
  says: "Says that something is wrong; triage decides what becomes of it (SR-17).",
  input: reportInput,
  may: "anyone",
  creates: true,
  form: { verb: "Report", long: "text" },
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["new"], "reported");
    if (wrong) return wrong;
    const { process, claims, security, ...rest } = input;
    return [
      { type: "reported", data: { ...rest, process: security ? ctx.process.key : (process ?? ctx.process.key), claims: ctx.person === null ? claims : [] } },
    ];
  },
  examples: [
    {
      title: "a person reports",
      given: [],
      input: { title: "Nobody can pay", text: "", impact: "", area: null, answers: {}, how: "person", drill: false, claims: [] },
      then: ["reported"],
    },
    {
      title: "the title is too short",
      given: [],
      input: { title: "x", text: "", impact: "", area: null, answers: {}, how: "person", drill: false, claims: [] },
      then: { refused: "invalid_value" },
    },
  ],
});
