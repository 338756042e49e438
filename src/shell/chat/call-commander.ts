/** A call for a commander from wherever it comes: it leads to the incident that is open already, or opens one (PD-14, PD-15). */
import { commanderPageOf } from "../../core/incident/commander-call/shape.ts";
import { open } from "../../core/incident/lifecycle/slice.ts";
import type { Actor } from "../../core/kernel/event.ts";
import { isRefusal } from "../../core/kernel/refusal.ts";
import type { Viewer } from "../../core/kernel/viewer.ts";
import type { IncidentRow } from "../../store/log.ts";
import { packIn, packsOf } from "../../views/lines.ts";
import type { ViewParts } from "../../views/view.ts";
import type { Answer, Dispatch } from "../dispatch.ts";

/** What calling needs: the door and the views. */
export type CallParts = { readonly dispatch: Dispatch; readonly views: ViewParts };

/** Somebody's call. `into` is the incident in whose room it was; null: in none. */
export type Call = {
  readonly actor: Actor;
  readonly viewer: Viewer;
  readonly into: Pick<IncidentRow, "id" | "phase"> | null;
  readonly input: { readonly reason?: string; readonly area?: string | null; readonly process?: string };
  readonly key?: string;
  readonly dryRun?: boolean;
};

/** So many open incidents are looked through for the one a call leads to. */
const most = 200;

/** Sends it. A call outside of every room goes to the newest open incident that is for everybody's eyes, or opens one; two at the same instant meet in one. */
export async function callCommander(parts: CallParts, call: Call): Promise<Answer> {
  const { viewer, into } = call;
  const found = into !== null && (open as readonly string[]).includes(into.phase) ? into.id : await openForEverybody(parts.views, viewer);
  if (found !== null) {
    const said = await send(parts, call, found);
    // The same call again, which had opened it: the same answer again.
    return isRefusal(said) && said.code === "idempotency_key_reused" ? opening(parts, call) : said;
  }
  return opening(parts, call);
}

function send({ dispatch }: CallParts, { actor, viewer, input, key, dryRun }: Call, stream: string | null, more: object = {}): Promise<Answer> {
  const wanted = { stream, name: "page-commander", input: { ...input, ...more }, actor, viewer };
  return dispatch({ ...wanted, ...(key === undefined ? {} : { key }), ...(dryRun ? { dryRun } : {}) });
}

async function opening(parts: CallParts, call: Call): Promise<Answer> {
  const process = call.input.process ?? (await parts.views.packs.defaultKey());
  const pack = await parts.views.packs.active(process);
  if (pack !== null && commanderPageOf(pack) === null) return reporting(parts, call, process);
  const opened = await send(parts, call, null, { process });
  if (!("elsewhere" in opened)) return opened;
  const holder = await parts.views.store.read.find(call.viewer, opened.elsewhere);
  return holder && !holder.confidential ? send(parts, call, holder.id) : send(parts, call, null, { process, apart: true });
}

/** Under a process that says nothing of calling for a commander, a call is a report: whoever that process and the escalation policy name is called. */
function reporting({ dispatch }: CallParts, { actor, viewer, input, key, dryRun }: Call, process: string): Promise<Answer> {
  const title = (input.reason ?? "").trim();
  const report = { title: title.length < 3 ? "Somebody called for a commander" : title.slice(0, 250), area: input.area ?? null, process };
  return dispatch({ stream: null, name: "report", input: report, actor, viewer, ...(key === undefined ? {} : { key }), ...(dryRun ? { dryRun } : {}) });
}

/** A door through which a call for a commander that names no incident goes where one is open. */
export function leadingDoor(parts: CallParts): Dispatch {
  return ({ actor, viewer, input, key, dryRun }) =>
    callCommander(parts, {
      ...{ actor, viewer, into: null, input: input as Call["input"] },
      ...(key === undefined ? {} : { key }),
      ...(dryRun ? { dryRun } : {}),
    });
}

async function openForEverybody(views: ViewParts, viewer: Viewer): Promise<string | null> {
  const rows = (await views.store.read.incidents(viewer, { phases: open, drill: false, limit: most })).filter(({ confidential }) => !confidential);
  const packs = await packsOf(views, rows);
  const calls = (row: IncidentRow) => {
    const pack = packIn(packs, row);
    return pack !== null && commanderPageOf(pack) !== null;
  };
  return rows.find(calls)?.id ?? null;
}
