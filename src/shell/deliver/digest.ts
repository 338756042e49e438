/** Pages that limits hold back, said together by one message: nothing is dropped, and everything it says is listed (E12). */
import type { Effect } from "../../core/kernel/effect.ts";
import type { Instant } from "../../core/kernel/time.ts";
import type { Bundled, Finish, Held, LeasedJob } from "../../store/jobs.ts";
import { sceneOf } from "../scene.ts";
import type { Deliverer, Ready } from "./node.ts";

/** What becomes of a page that no method may carry before `until`: it joins the person's digest, or begins one. */
export function bundledUntil(job: LeasedJob, until: Instant, reason: string): Extract<Finish, { readonly to: "bundled" }> {
  const id = `${job.id}.digest.${job.epoch}`;
  const effect: Effect = { key: `digest/${id}`, to: job.effect.to, template: "digest", urgency: "page", params: {}, cites: [] };
  return { to: "bundled", digest: { id, effect }, at: until, reason: `Said together with others, as a limit is reached. ${reason}` };
}

/** A digest with what it is to say: pages that ended, or must wait by themselves, leave it first. */
export async function sayTogether(node: Deliverer, job: LeasedJob, heldBack: (member: Bundled) => Promise<Held | null>): Promise<Ready | Held> {
  const { jobs } = node.parts.store;
  const left: Bundled[] = [];
  for (const member of await jobs.bundled(job.id)) {
    const held = await heldBack(member);
    if (held) await jobs.unbundle(member.id, job.id, held);
    else left.push(member);
  }
  if (left.length === 0) return { to: "superseded", reason: "Every page in it was answered or has ended" };
  const pages = onePerPage(left);
  const lines = await Promise.all(pages.map((member) => lineOf(node, member)));
  const params = { ...job.effect.params, count: pages.length, lines };
  return { job: { ...job, effect: { ...job.effect, params } }, rank: null, first: false };
}

/** Several alerts of one page are one page. */
function onePerPage(members: readonly Bundled[]): readonly Bundled[] {
  return [...new Map(members.map((member) => [`${member.stream} ${member.effect.page}`, member])).values()];
}

async function lineOf(node: Deliverer, { stream }: Bundled): Promise<string> {
  const scene = stream === null ? null : await sceneOf(node.parts, stream);
  if (!scene?.pack) return "A page";
  const { title } = scene.engine.summaryOf(scene.pack, scene.state);
  return scene.number === null ? title : `#${scene.number} ${title}`;
}
