/** Who changes a process over HTTP: a refusal for want of right goes into the audit log, as at the door (PE-03). */
import type { FastifyRequest } from "fastify";
import { isRefusal, type Refusal } from "../../core/kernel/refusal.ts";
import { byPerson } from "../../shell/access/parts.ts";
import { auditDenial } from "../../shell/directory/office.ts";
import type { Keeper } from "../../shell/processes/keeper.ts";
import { speaker } from "../auth/request.ts";
import type { Deps } from "../deps.ts";
import { answer } from "../outcome.ts";

/** Who asks, from where; whoever may administer may change every process. */
export const keeperOf =
  ({ parts }: Deps) =>
  (request: Pick<FastifyRequest, "identity" | "from" | "may">): Keeper => ({
    ...byPerson(parts, speaker(request).person, request.from),
    admin: request.may("admin"),
  });

/** Answers whoever wanted to change a process. */
export async function answerKeeper(
  { parts }: Deps,
  request: Pick<FastifyRequest, "identity" | "from" | "method" | "routeOptions">,
  reply: Parameters<typeof answer>[0],
  { value, status = 200 }: { readonly value: object | Refusal; readonly status?: number },
): Promise<never> {
  if (isRefusal(value) && value.code === "not_permitted")
    await auditDenial(parts, speaker(request), `${request.method} ${request.routeOptions.url}`, request.from);
  return answer(reply, value, status);
}
