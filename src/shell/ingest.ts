/** Alerts in: many requests in one commit, then counted into groups; only a change of a group comes to the door. */
import { isRefusal } from "../core/kernel/refusal.ts";
import { program } from "../core/kernel/viewer.ts";
import type { Arrived, GroupChange, Signals, StormLimit } from "../store/signals.ts";
import type { Dispatch } from "./dispatch.ts";

/** Takes arrivals in; the promise resolves when they are on disk. */
export type Intake = (arrived: Arrived) => Promise<void>;

/** Waiting requests beyond this are refused by the caller: a bound that people see as 503. */
export const mostWaiting = 5_000;

/** Requests that go into one commit. */
const perCommit = 500;

/** Writes arrivals in group commits: while one commit is under way the next gathers. `waiting` is how many stand in line. */
export function groupCommit(signals: Pick<Signals, "accept">): { readonly accept: Intake; readonly waiting: () => number } {
  let line: { arrived: Arrived; done: () => void; failed: (reason: unknown) => void }[] = [];
  let writing = false;
  const write = async () => {
    writing = true;
    while (line.length > 0) {
      const batch = line.slice(0, perCommit);
      line = line.slice(perCommit);
      await signals.accept(batch.map((one) => one.arrived)).then(
        () => {
          for (const one of batch) one.done();
        },
        (reason: unknown) => {
          for (const one of batch) one.failed(reason);
        },
      );
    }
    writing = false;
  };
  return {
    waiting: () => line.length,
    accept: (arrived) =>
      new Promise((done, failed) => {
        line.push({ arrived, done, failed });
        if (!writing) void write();
      }),
  };
}

/** What a source is set to do with its groups. */
export type SourceOrders = { readonly name: string; readonly area: string | null; readonly process: string | null; readonly declare: "report" | "incident" };

/** Carries the changes of groups to the door. `orders` knows each source's settings; null where the source is gone. */
export type Router = {
  readonly signals: Signals;
  readonly dispatch: Dispatch;
  readonly orders: (source: string) => Promise<SourceOrders | null>;
  /** How many incidents a source may open within ten minutes; absent: the default for all. */
  readonly stormLimit?: StormLimit;
};

/** Changes that are carried at the same time: the database's connections are also everybody else's. */
const atOnce = 8;

/** Counts what came in, then carries what changed; resolves with how much there was to do. */
export async function routeSignals(router: Router, limit = 500): Promise<number> {
  const counted = await router.signals.route(limit, router.stormLimit);
  const changes = await router.signals.changes(100);
  for (let from = 0; from < changes.length; from += atOnce) await carryAll(router, changes.slice(from, from + atOnce));
  return counted + changes.length;
}

/** Each is another incident's, so none waits at another's door. All have ended when this has, also where one failed. */
async function carryAll(router: Router, changes: readonly GroupChange[]): Promise<void> {
  const ended = await Promise.allSettled(changes.map((change) => carry(router, change)));
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

async function carry(router: Router, change: GroupChange): Promise<void> {
  const orders = await router.orders(change.source);
  if (!orders) return router.signals.carried(change, { incident: null, reason: "The source is gone." });
  const first = change.change <= 1 || change.what === "opened";
  const answer = first ? await open(router, change, orders) : await tell(router, change);
  if (isRefusal(answer)) return router.signals.carried(change, { incident: null, reason: answer.detail });
  if ("elsewhere" in answer) return router.signals.carried(change, { incident: answer.elsewhere, reason: "Joined the incident that holds this group." });
  return router.signals.carried(change, { incident: answer.stream, reason: first ? "Opened this incident." : "Told to this incident." });
}

/** A new group reports, or declares at once where its source says so. The incident's id was reserved with the group: asked twice, it is one. */
function open({ dispatch }: Router, change: GroupChange, orders: SourceOrders) {
  const declares = orders.declare === "incident" && change.severity !== null;
  const links = change.links.map((link) => `${link.text}: ${link.href}`).join("\n");
  const report = {
    title: titleOf(change, orders),
    text: [change.storm ? stormText(change) : "", change.text, links]
      .filter((part) => part !== "")
      .join("\n\n")
      .slice(0, 8_000),
    area: orders.area,
    how: orders.name,
    ...(orders.process === null ? {} : { process: orders.process }),
    claims: [claimOf(change)],
  };
  return dispatch({
    stream: null,
    newStream: change.incident,
    name: declares ? "declare" : "report",
    input: declares ? { ...report, severity: change.severity, because: "set by the source" } : report,
    actor: `source:${change.source}`,
    viewer: program,
    key: `group:${change.incident}`,
  });
}

function titleOf({ storm, title }: GroupChange, orders: SourceOrders): string {
  if (storm) return `Many different alerts from ${orders.name}`.slice(0, 250);
  return title.length < 3 ? `Alert: ${title}` : title;
}

/** The one incident for all that a source sends beyond what it may open incidents for. */
function stormText({ title }: GroupChange): string {
  return `This source opened many incidents within ten minutes. Everything new that it sends belongs here until this is over; the first was: ${title}`;
}

function tell({ dispatch }: Router, change: GroupChange) {
  return dispatch({
    stream: change.incident,
    name: "note-signals",
    actor: `source:${change.source}`,
    viewer: program,
    key: `group:${change.incident}:${change.change}`,
    input: { group: claimOf(change), what: change.what, count: change.count, firing: change.firing, title: toldTitle(change) },
  });
}

function toldTitle({ joined, title }: GroupChange): string {
  return joined === 0 ? title : `${title.slice(0, 250)} (and ${joined} more ${joined === 1 ? "group" : "groups"})`;
}

function claimOf(change: Pick<GroupChange, "source" | "group">): string {
  return `alert:${change.source}/${change.group}`;
}
