/** Goes on under the process for what is secret: whoever has no part in it sees it no more (PD-05, X-15). */
import { z } from "zod";
import type { Process } from "../../kernel/process.ts";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { open } from "../lifecycle/slice.ts";
import { command, type State } from "../slices.ts";
import { codenameOf } from "./codename.ts";
import { secret } from "./examples.ts";

/** What the process for secrets says of incidents that come from another: which of its seats take over from which. */
type Takes = { readonly secrecy?: { readonly codename?: unknown; readonly seats?: Readonly<Record<string, readonly string[]>> } };

/** The seat each held one becomes; a seat that is not named ends. */
function seatsIn(process: Process, { roles }: State): Record<string, string> {
  const takes = (process as Process & Takes).secrecy?.seats ?? {};
  const becomes = (role: string) => Object.keys(takes).find((seat) => takes[seat]!.includes(role)) ?? (process.roles[role] ? role : undefined);
  const held = [...new Set(roles.held.map(({ role }) => role))];
  return Object.fromEntries(held.flatMap((role) => (becomes(role) ? [[role, becomes(role)!]] : [])));
}

export const makeConfidential = command("make-confidential", {
  title: "This is a security matter",
  says: "Goes on under the process for what is secret: whoever has no part in it sees it no more (PD-05, X-15).",
  input: z.object({ reason: z.string().trim().min(1, "say why").max(500).meta({ title: "What makes you think so?" }) }),
  may: { capability: "conceal" },
  partOf: "security",
  form: { verb: "Make it secret" },
  when: ({ lifecycle, secrecy }) => (open.includes(lifecycle.phase) || lifecycle.phase === "resolved") && !secrecy.concealed,
  decide(state, { reason }, ctx) {
    const { lifecycle, rooms, secrecy, severity } = state;
    if (secrecy.concealed) return refuse("invalid_state", "It is secret already.");
    if (!open.includes(lifecycle.phase) && lifecycle.phase !== "resolved") return refuse("invalid_state", "There is nothing left to keep secret.");
    const { process } = ctx;
    const worst =
      Object.keys(process.severities)
        .map(Number)
        .sort((a, b) => a - b)[0] ?? null;
    const rank = severity.rank === null || process.severities[severity.rank] ? null : worst;
    const version = lifecycle.declaredAt === null ? null : process.version;
    const moves = { from: lifecycle.process?.key ?? "", process: process.key, version, rank, seats: seatsIn(process, state), reason };
    const codename = (process as Process & Takes).secrecy?.codename === undefined ? "" : codenameOf(ctx.id());
    return [
      { type: "concealed", data: { codename, people: ctx.person === null ? [] : [ctx.person], moves } },
      ...Object.entries(rooms.held).map(([room, { name }]) => ({ type: "room-released" as const, data: { room, name } })),
    ];
  },
  examples: [
    { title: "a leak", given: active, input: { reason: "Somebody reads our mail" }, then: ["concealed"] },
    { title: "what is secret already", given: secret, input: { reason: "Somebody reads our mail" }, then: { refused: "invalid_state" } },
  ],
});
