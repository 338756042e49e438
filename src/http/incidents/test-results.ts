/** What automated tests showed goes to the incidents whose fix it is about, each through the door. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { isRefusal } from "../../core/kernel/refusal.ts";
import { program } from "../../core/kernel/viewer.ts";
import type { TestResult } from "../../sources/source.ts";
import { signedBytes } from "../body.ts";
import type { IncidentParts, KeyedSource } from "./parts.ts";

/** So many open incidents hear of one result at most. */
const mostIncidents = 50;

/** Whether the body is what the key's owner sent: a signature that is there must be right, and it must be there where the source wants it. */
export function isAuthentic(request: FastifyRequest, key: string, { settings }: Pick<KeyedSource, "settings">): boolean {
  const given = request.headers["x-hub-signature-256"];
  if (given === undefined) return (settings as { readonly signed?: unknown } | null)?.signed !== true;
  const body = signedBytes(request) ?? Buffer.alloc(0);
  const expected = Buffer.from(`sha256=${createHmac("sha256", key).update(body).digest("hex")}`);
  const said = Buffer.from(String(given));
  return said.length === expected.length && timingSafeEqual(said, expected);
}

/** Tells the incidents; how many took it, and why one that was named did not. */
export async function tellResult(
  parts: IncidentParts,
  source: KeyedSource,
  told: TestResult,
): Promise<{ readonly incidents: number; readonly problem: string | null }> {
  const rows = await concerned(parts, source, told.incident);
  let incidents = 0;
  let problem = told.incident === null || rows.length > 0 ? null : `There is no incident ${told.incident}.`;
  for (const { id } of rows) {
    const said = await parts.dispatch({
      stream: id,
      name: "set-automated-tests",
      input: { [told.which]: told.result, build: told.build, link: told.link },
      actor: `source:${source.id}`,
      viewer: program,
    });
    if (!isRefusal(said)) incidents += 1;
    else if (told.incident !== null) problem = said.detail;
  }
  return { incidents, problem };
}

/** The incident that was named, or every open one of the source's area; all open ones where it has none. */
async function concerned({ views: { store } }: IncidentParts, { settings }: KeyedSource, named: string | null): Promise<readonly { readonly id: string }[]> {
  if (named !== null) {
    const row = await store.read.find(program, named);
    return row ? [row] : [];
  }
  const area = (settings as { readonly area?: unknown } | null)?.area ?? null;
  const open = await store.read.incidents(program, { phases: ["active", "paused"], limit: mostIncidents });
  return open.filter((row) => area === null || row.area === area);
}
