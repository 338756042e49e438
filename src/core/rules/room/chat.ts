/** Order in the room: who may write, what waits for a look, and that whoever commands looks (GD2-28, GD2-29, GD2-30). */
import { z } from "zod";
import type { Wish } from "../../incident/index.ts";
import { holdersOf } from "../../incident/roles/slice.ts";
import type { State } from "../../incident/slices.ts";
import type { Duty } from "../../kernel/duty.ts";
import type { Effect } from "../../kernel/effect.ts";
import { cites, duration, roleOfKind } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { after, later } from "../../kernel/time.ts";
import { rule } from "../rule.ts";

const value = z.strictObject({
  /** Roles whose holders, where they hold no other, should rather ask: `nudge` keeps what they write and tells them so, `block` keeps it out. */
  posting: z.record(z.string(), z.enum(["free", "nudge", "block"])).default({}),
  /** What the commander said to somebody who may not write holds. */
  muting: z.boolean().default(false),
  /** The commander is told of flagged messages at once. */
  flags: z.boolean().default(false),
  /** The commander is asked to look into the room after so long without an act of theirs. */
  absence: duration.optional(),
  cites,
});
type Room = Policy<z.infer<typeof value> | undefined, undefined>;

const commandersOf = (policy: Room, state: State) => {
  const role = roleOfKind(policy.process, "commander");
  return role === null ? [] : holdersOf(state.roles, role);
};

/** The role for whose sake somebody should rather ask, and how that is held; null for whoever may write. */
function restraint(policy: Room, state: State, person: string | null): { readonly role: string; readonly how: "nudge" | "block" } | null {
  const posting = policy.own?.posting ?? {};
  const mine = state.roles.held.filter((one) => one.person === person).map(({ role }) => role);
  const held = mine.map((role) => ({ role, how: posting[role] ?? "free" }));
  const first = held[0];
  return first === undefined || held.some(({ how }) => how === "free") ? null : ((held.find(({ how }) => how === "block") as never) ?? first);
}

function writing(policy: Room, state: State, person: string | null): Objection[] {
  const muted = person !== null && policy.own?.muting === true && state.chat.muted[person];
  const found = restraint(policy, state, person);
  const instead = "Ask the manager instead: your question goes there, and the answer comes to you.";
  return [
    ...(muted ? [policy.objection(policy.at("top", "muting"), "posting_restricted", `You may not write here for now: ${muted.why} ${instead}`)] : []),
    ...(found === null
      ? []
      : [
          {
            ...policy.objection(
              policy.at("top", `posting/${found.role}`),
              "posting_restricted",
              `${policy.process.roles[found.role]?.label ?? found.role}s seldom write here. ${instead}`,
            ),
            ...(found.how === "block" ? { only: "refusal" as const } : {}),
          },
        ]),
  ];
}

/** A message to somebody about the room. */
type About = { readonly key: string; readonly person: string; readonly template: string; readonly params: Effect["params"]; readonly below: string };

const tell = (policy: Room, { key, person, template, params, below }: About): Effect => ({
  ...{ key, to: { person }, template, urgency: "notice", params },
  cites: policy.cites(policy.at("top", below)),
});

const toCommander = (policy: Room, state: State, about: Omit<About, "person" | "template">): Effect[] =>
  commandersOf(policy, state).map((person) => tell(policy, { ...about, key: `${about.key}/${person}`, person, template: "room-needs-you" }));

/** The process's own duty to ask for a look, half an hour after the commander's last act; once, until they act again. */
function lookDuties(policy: Room, state: State): Duty<Wish, State>[] {
  const absence = policy.own?.absence;
  const role = roleOfKind(policy.process, "commander");
  const seat = state.roles.held.filter((one) => one.role === role).at(-1);
  if (absence === undefined || !seat) return [];
  const since = later(seat.since, state.people.lastActAt[seat.person] ?? seat.since);
  const { count, at } = state.chat.prompted;
  if (at !== null && at > since) return [];
  const step = { at: after(since, absence), does: "remind" as const, then: { name: "prompt-watch" as const, input: { person: seat.person, since } } };
  return [
    {
      ...{ key: `watch-room/${count}`, who: { process: true }, what: "Ask for a look into the room", during: ["active"], due: null, steps: [step] },
      ...{ metBy: () => false, cites: policy.cites(policy.at("top", "absence")) },
    },
  ];
}

export const chat = rule("chat", {
  title: "Order in the room",
  says: "Says who may write in the room, lays before the commander what others write, and asks the commander to look in.",
  schema: value.optional(),
  forbids: { "post-message": (policy, state, _input, ctx) => writing(policy, state, ctx.person) },
  follows: {
    "message-posted": (policy, state, { data, actor }) =>
      restraint(policy, state, actor.slice(actor.indexOf(":") + 1)) === null ? [] : [{ name: "queue-message", input: { message: data.message } }],
  },
  triggers: {
    "message-posted": (policy, state, { data }, ctx) =>
      data.flag && policy.own?.flags
        ? toCommander(policy, state, { key: `flag/${data.message}`, params: { why: "flagged", text: data.text, by: ctx.person ?? "" }, below: "flags" })
        : [],
    "message-flagged": (policy, state, { data }, ctx) =>
      policy.own?.flags
        ? toCommander(policy, state, { key: `flag/${data.message}`, params: { why: "flagged", text: data.why, by: ctx.person ?? "" }, below: "flags" })
        : [],
    "message-queued": (policy, _state, { data: { person } }) => [
      tell(policy, { key: `rather-ask/${person}`, person, template: "rather-ask", params: {}, below: "posting" }),
    ],
    "watch-prompted": (policy, _state, { data }) => [
      tell(policy, {
        key: `watch/${data.since}`,
        person: data.person,
        template: "room-needs-you",
        params: { why: "absent", since: data.since },
        below: "absence",
      }),
    ],
  },
  demands: lookDuties,
  examples: [
    { title: "observers rather ask", value: { posting: { observer: "nudge" }, muting: true, flags: true, absence: "30m" }, in: "top", valid: true },
    { title: "shouting", value: { posting: { observer: "shout" } }, in: "top", valid: false },
  ],
});
