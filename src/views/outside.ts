/** What passes between us and those outside: tasks of public relations, the call sheet, what customers ask, what the manager wants to know, the public entry. */
import { z } from "zod";
import { contactOutcomes, contactWays } from "../core/incident/outside/slice.ts";
import type { RecordedEvent } from "../core/incident/slices.ts";
import { valueAt } from "../core/kernel/cites.ts";
import type { Facts } from "../core/kernel/facts.ts";
import type { Hours } from "../core/kernel/house-facts.ts";
import { after, type Instant } from "../core/kernel/time.ts";
import { quietEnds, workBegins } from "../core/oncall/local-time.ts";
import { holdsSince } from "../core/rules/tell/outside/nudge.ts";
import type { ReadEvent } from "../store/log.ts";
import { mostEvents } from "./record-view.ts";
import { actorName } from "./say.ts";
import { nameOf, peopleOfEvents, type Scene, sceneAt } from "./scene.ts";
import { named, type Shown, view } from "./view.ts";

const at = z.string();
const told = z.object({ at, text: z.string() });
const answered = z.object({ text: z.string(), by: z.string(), at }).nullable();
const task = z.object({
  ...{ key: z.string(), what: z.string(), says: z.string(), due: at.nullable(), overdue: z.boolean() },
  done: z.object({ by: z.string(), at, note: z.string() }).nullable(),
});
const customer = z.object({
  ...{ id: z.string(), name: z.string(), zone: z.string(), owner: named.nullable(), affected: z.boolean() },
  opensAt: at.nullable().meta({ description: "From when they may be called; null: now" }),
  last: z.object({ how: z.enum(contactWays), outcome: z.enum(contactOutcomes), note: z.string(), by: z.string(), at }).nullable(),
});
const shape = z
  .object({
    tasks: z.array(task),
    heardAt: at.nullable().meta({ description: "When anybody outside last heard from us" }),
    calls: z
      .object({
        window: z.enum(["always", "waking", "working"]),
        said: z.boolean().meta({ description: "Somebody said who was hit" }),
        customers: z.array(customer),
      })
      .nullable()
      .meta({ description: "The call sheet, those who were hit first; null where the process has none, or the viewer does not take part" }),
    questions: z.array(z.object({ id: z.string(), from: z.string(), how: z.enum(contactWays), text: z.string(), by: z.string(), at, answer: answered })),
    requests: z.array(z.object({ id: z.string(), text: z.string(), by: z.string(), at, answer: answered })),
    entry: z.object({ published: z.array(told), whatHappened: told.nullable(), howHandled: told.nullable() }).nullable(),
  })
  .meta({ id: "Outside" });
export type OutsideView = Shown<z.infer<typeof shape>>;

type Event = ReadEvent & RecordedEvent;
type Seen = { readonly scene: Scene; readonly events: readonly Event[]; readonly facts: Facts };
type Task = { readonly key: string; readonly what: string; readonly says?: string; readonly within?: string };

const about = /^(pr-task-|customer-|information-|affected-)/;

/** `GET /api/v1/incidents/{id}/outside`: open questions and requests first. */
export const outside = view("outside", {
  title: "Between us and those outside",
  of: "incident",
  query: z.object({}),
  shape,
  read: async (parts, { viewer, id }) => {
    const row = await parts.store.read.find(viewer, id);
    if (!row) return null;
    const events = ((await parts.store.read.events(viewer, row.id, 0, mostEvents)) as readonly Event[]).filter(({ type }) => about.test(type));
    const customers = await parts.withFacts(customersOf);
    const owners = customers.flatMap(({ owner }) => (owner === null ? [] : [owner]));
    const scene = await sceneAt(parts, viewer, row, [...peopleOfEvents(events), ...owners]);
    if (!scene) return null;
    const inside = viewer.all || (viewer.person !== null && row.participants.includes(viewer.person));
    return {
      tasks: tasksOf(scene, events),
      heardAt: scene.state.outside.heardAt,
      calls: inside ? await parts.withFacts((facts) => callsOf({ scene, events, facts })) : null,
      questions: openFirst(questionsOf(scene, events)),
      requests: openFirst(requestsOf(scene, events)),
      entry: scene.pack.public === undefined ? null : { published: scene.state.public.published, ...scene.state.public.entry },
    };
  },
});

function customersOf(facts: Facts) {
  const ids = facts.get("group", "customers")?.contacts ?? [];
  return ids.map((id) => facts.get("contact", id)).filter((one) => one !== null);
}

function openFirst<T extends { readonly answer: unknown }>(items: readonly T[]): T[] {
  return [...items.filter((one) => one.answer === null), ...items.filter((one) => one.answer !== null)];
}

function tasksOf({ pack, row, state, now, names }: Scene, events: readonly Event[]): OutsideView["tasks"] {
  const tasks = (valueAt(pack, `/severities/${row.severity}/pr_tasks/tasks`) ?? []) as readonly Task[];
  const since = holdsSince(state);
  return tasks.map(({ key, what, says = "", within }) => {
    const done = events.findLast((one) => one.type === "pr-task-finished" && one.data.task === key);
    const due = within === undefined || since === null ? null : after(since, within);
    const note = done?.type === "pr-task-finished" ? done.data.note : "";
    return {
      ...{ key, what, says, due, overdue: !done && due !== null && due <= now },
      done: done === undefined ? null : { by: actorName(done.actor, names), at: done.at, note },
    };
  });
}

function callsOf({ scene, events, facts }: Seen): OutsideView["calls"] {
  const { pack, row, state, names, now } = scene;
  const rule = valueAt(pack, `/severities/${row.severity}/customer_contact`) as { readonly calls?: "always" | "waking" | "working" } | undefined;
  if (rule === undefined) return null;
  const window = rule.calls ?? "working";
  const { affected } = state.outside;
  const ours = facts.get("organisation", "organisation")?.hours;
  const customers = customersOf(facts).map(({ id, name, zone, owner }) => {
    const hours = ours && { ...ours, zone: zone ?? ours.zone };
    const opens = hours === undefined ? now : opensAt(window, hours, { now, facts });
    const last = events.findLast((one) => one.type === "customer-contacted" && one.data.customer === id);
    return {
      ...{ id, name, zone: hours?.zone ?? "UTC", owner: owner === null ? null : nameOf(names, owner) },
      affected: affected?.includes(id) ?? false,
      opensAt: opens <= now ? null : opens,
      last: last?.type === "customer-contacted" ? { ...lastOf(last.data), by: actorName(last.actor, names), at: last.at } : null,
    };
  });
  return { window, said: affected !== null, customers: [...customers.filter((one) => one.affected), ...customers.filter((one) => !one.affected)] };
}

const lastOf = ({ how, outcome, note }: Pick<NonNullable<NonNullable<OutsideView["calls"]>["customers"][number]["last"]>, "how" | "outcome" | "note">) => ({
  how,
  outcome,
  note,
});

/** From when somebody may be called, by their own clock in our hours. */
function opensAt(window: "always" | "waking" | "working", hours: Hours, { now, facts }: { readonly now: Instant; readonly facts: Facts }): Instant {
  if (window === "always") return now;
  if (window === "waking") return quietEnds(hours, now);
  return workBegins(hours, now, hours.holidays ? facts.get("calendar", hours.holidays) : null) ?? now;
}

function questionsOf({ names }: Scene, events: readonly Event[]): OutsideView["questions"] {
  return events.flatMap((event) => {
    if (event.type !== "customer-question-logged") return [];
    const { question, customer, from, how, text } = event.data;
    const reply = events.find((one) => one.type === "customer-question-answered" && one.data.question === question);
    const answer = reply?.type === "customer-question-answered" ? { text: reply.data.reply, by: actorName(reply.actor, names), at: reply.at } : null;
    return [
      { id: question, from: customer === null ? from : nameOf(names, customer).name, how, text, by: actorName(event.actor, names), at: event.at, answer },
    ];
  });
}

function requestsOf({ names }: Scene, events: readonly Event[]): OutsideView["requests"] {
  return events.flatMap((event) => {
    if (event.type !== "information-requested") return [];
    const { request, text } = event.data;
    const given = events.find((one) => one.type === "information-given" && one.data.request === request);
    const answer = given?.type === "information-given" ? { text: given.data.text, by: actorName(given.actor, names), at: given.at } : null;
    return [{ id: request, text, by: actorName(event.actor, names), at: event.at, answer }];
  });
}
