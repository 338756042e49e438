/** How often an audience must hear something, and who owes it. */
import { z } from "zod";
import { situationOf } from "../../incident/information/situation.ts";
import { audiences } from "../../incident/information/slice.ts";
import { begunAnewAt } from "../../incident/lifecycle/pauses.ts";
import { cites, duration, type Process } from "../../kernel/process.ts";
import { after, epochMs, instantOf, later, lengthMs } from "../../kernel/time.ts";
import { rule } from "../rule.ts";

const cadence = z.strictObject({
  key: z.string().regex(/^[a-z][a-z_]{1,39}$/),
  every: duration,
  who: z.string().max(40),
  audience: z.enum(audiences),
  /** A grid counts from the declaration, the last change of severity or the end of a rest; otherwise from the last update. */
  anchor: z.enum(["grid", "since_last"]).default("since_last"),
  cites,
});

/** What discharges it: the update part by part, where the process asks that of the audience (PE-38). */
function saidBy(process: Process, audience: (typeof audiences)[number]) {
  if (situationOf(process)?.to.includes(audience)) return { name: "tell-situation" as const };
  return { name: "post-update" as const, input: { audience } };
}

export const cadences = rule("cadences", {
  title: "Cadences",
  says: "Demands an update to an audience every so often from the role that owes it.",
  level: z.array(cadence).optional(),
  demands: (policy, state) =>
    (policy.level ?? []).flatMap((one, index) => {
      const start = [state.lifecycle.declaredAt, state.severity.since, begunAnewAt(state.lifecycle)].reduce<string>((at, one) => later(at, one ?? ""), "");
      if (start === "") return [];
      const last = state.information.updates.filter((update) => update.audience === one.audience).at(-1)?.at ?? "";
      const due = one.anchor === "since_last" || last === "" ? after(later(start, last), one.every) : nextOnGrid(start, one.every, last);
      return [
        {
          key: `update/${one.key}@${due}`,
          who: { role: one.who },
          what: `Send an update to the ${one.audience}`,
          during: ["active"],
          due,
          steps: [{ at: due, does: "due" as const }],
          metBy: (event: { type: string; data: unknown }) => event.type === "update-posted" && (event.data as { audience: string }).audience === one.audience,
          cites: policy.cites(policy.at("level", String(index))),
          by: saidBy(policy.process, one.audience),
        },
      ];
    }),
  triggers: {
    "duty-fell-due": (policy, state, { data }) =>
      data.rule !== "cadences"
        ? []
        : state.roles.held
            .filter((one) => (policy.level ?? []).some((cadence) => data.key.startsWith(`update/${cadence.key}@`) && cadence.who === one.role))
            .map((one) => ({
              key: `nudge/${data.key}/${one.person}`,
              to: { person: one.person },
              template: "nudge",
              urgency: "notice" as const,
              params: { what: data.what, dueAt: data.due, state: "due" },
              duty: data.key,
              cites: data.cites,
            })),
  },
  examples: [
    { title: "every hour", value: [{ key: "organisation", every: "1h", who: "commander", audience: "organisation" }], in: "level", valid: true },
    { title: "no length", value: [{ key: "organisation", every: "often", who: "commander", audience: "organisation" }], in: "level", valid: false },
  ],
});

/** The first instant of `start + k·every` after `last`. */
export function nextOnGrid(start: string, every: string, last: string): string {
  const step = lengthMs(every);
  const passed = Math.max(0, Math.floor((epochMs(last) - epochMs(start)) / step));
  return instantOf(epochMs(start) + (passed + 1) * step);
}
