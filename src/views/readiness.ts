/** What must be in place before the next incident, and whether it is (SR-38, SR-39, SR-40). */

import { citesAt } from "../core/kernel/cites.ts";
import type { FactKinds } from "../core/kernel/facts.ts";
import { after, type Instant } from "../core/kernel/time.ts";
import { program } from "../core/kernel/viewer.ts";
import type { Pack } from "../core/pack/schema.ts";
import type { ReadinessItem } from "../core/rules/process/readiness.ts";
import type { ProcessView } from "./board-shape.ts";
import type { ViewParts } from "./view.ts";

type Ready = { readonly ready: boolean; readonly detail: string };

/** Each item of the pack's list, looked up now. */
export async function readinessOf(parts: ViewParts, pack: Pack): Promise<ProcessView["readiness"]> {
  const items = (pack.readiness ?? []) as readonly ReadinessItem[];
  const now = await parts.store.now();
  return Promise.all(
    items.map(async ({ key, title, needs }, index) => ({
      key,
      title,
      ...(await isReady(parts, { pack, needs, now })),
      cites: citesAt(pack, `/readiness/${index}`),
    })),
  );
}

type Asked = { readonly pack: Pack; readonly needs: ReadinessItem["needs"]; readonly now: Instant };

async function isReady(parts: ViewParts, { pack, needs, now }: Asked): Promise<Ready> {
  if ("runbook" in needs) return runbook((await parts.store.read.fact("runbook", needs.runbook)).value as FactKinds["runbook"] | null);
  if ("group" in needs) return group((await parts.store.read.fact("group", needs.group)).value as FactKinds["group"] | null);
  if ("own" in needs) return madeOwn(pack);
  return drill(parts, { process: pack.key, within: needs.drillWithin, now });
}

/** A copy names what it was made of. */
function madeOwn({ origin }: Pack): Ready {
  return !origin.note
    ? { ready: false, detail: "It is as it was shipped: make a copy, with your own examples and contacts." }
    : { ready: true, detail: origin.note };
}

function runbook(found: FactKinds["runbook"] | null): Ready {
  if (!found) return { ready: false, detail: "There is no such runbook yet." };
  const steps = found.steps.length;
  return steps === 0
    ? { ready: false, detail: "The runbook has no steps yet." }
    : { ready: true, detail: `${steps} ${steps === 1 ? "step" : "steps"} stand in it.` };
}

function group(found: FactKinds["group"] | null): Ready {
  const members = (found?.people.length ?? 0) + (found?.contacts.length ?? 0);
  return members === 0 ? { ready: false, detail: "Nobody is in the group yet." } : { ready: true, detail: `${members} in the group.` };
}

/** When the last drill was is no secret, not even of a process whose drills are. */
async function drill(parts: ViewParts, { process, within, now }: { readonly process: string; readonly within: string; readonly now: Instant }): Promise<Ready> {
  const rows = await parts.store.read.incidents(program, { drill: true, process, phases: ["resolved", "closed"], limit: 200 });
  const last = rows.map(({ resolvedAt }) => resolvedAt ?? "").reduce((a, b) => (a > b ? a : b), "");
  if (last === "") return { ready: false, detail: "There was no drill yet." };
  const until = after(last, within);
  const said = `The last drill ended on ${last.slice(0, 10)}`;
  return until >= now ? { ready: true, detail: `${said}.` } : { ready: false, detail: `${said}; the next was due by ${until.slice(0, 10)}.` };
}
