/** A request that wishes something: its idempotency key, its override, and the door's answer as HTTP. */

import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { AnyCommand } from "../../core/kernel/command.ts";
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { Answer, Elsewhere, Opened } from "../../shell/dispatch.ts";
import type { Wanted } from "../../shell/wanted.ts";
import { wouldDo, wouldRefuse } from "../../views/consequences.ts";
import { refused } from "../../views/view.ts";
import { answer } from "../outcome.ts";
import type { IncidentParts } from "./parts.ts";

/** Going against the process, with a reason; recorded as a deviation. */
const override = z.object({ reason: z.string().trim().min(1, "say why").max(500) }).optional();

/** What is sent to a command: its input, and where the pack allows it an override. A field nobody knows is refused, not ignored. */
export function bodyOf(command: AnyCommand): z.ZodType {
  return command.input instanceof z.ZodObject ? command.input.safeExtend({ override }).strict() : z.intersection(command.input, z.object({ override }));
}

/** What an accepted wish is answered, the same words again for the same key. */
export const accepted = z
  .object({
    ok: z.literal(true),
    id: z.string(),
    number: z.number().nullable(),
    seq: z.number(),
    events: z.array(z.object({ seq: z.number(), type: z.string() })),
    warnings: z.array(refused),
  })
  .meta({ id: "Accepted" });

/** What every wish may carry in its address. */
export const wishQuery = z.object({ dryRun: z.stringbool().default(false).meta({ description: "Only say what would follow" }) });

/** The client's key, or what is wrong with it. */
export function keyOf(request: Pick<FastifyRequest, "headers">): { readonly key?: string } | Refusal {
  const given = request.headers["idempotency-key"];
  if (given === undefined || given === "") return {};
  if (typeof given === "string" && /^[\x21-\x7e]{1,200}$/.test(given)) return { key: given };
  return refuse("invalid_value", "An Idempotency-Key has 1 to 200 visible ASCII characters.", { pointer: "/headers/idempotency-key" });
}

/** An incident's id by id or number, or that there is none for whoever asks. */
export async function streamOf(parts: IncidentParts, request: Pick<FastifyRequest, "viewer">, idOrNumber: string): Promise<string | Refusal> {
  return (await parts.views.store.read.find(request.viewer, idOrNumber))?.id ?? refuse("not_found", "There is no such incident.");
}

/** Another incident holds what this one would have to claim. */
function elsewhere({ claim }: Pick<Elsewhere, "claim">): Refusal {
  if (claim.startsWith("room:")) return refuse("room_busy", "Another incident has just taken that room.");
  return refuse("invalid_state", "Another incident already holds this.");
}

/** Sends a wish to the door and the answer to the caller; `Reply` is any route's. */
export async function carry(parts: IncidentParts, reply: FastifyReply, wanted: Wanted): Promise<never> {
  const said = await parts.dispatch(wanted);
  if (wanted.dryRun) return answer(reply, await tried(parts, said));
  if (isRefusal(said)) return answer(reply, said);
  if ("elsewhere" in said) return answer(reply, elsewhere(said));
  return answer(reply, bodyFor(said), said.events.length > 0 ? 201 : 200);
}

function bodyFor({ stream, number, seq, events, warnings }: Opened): z.infer<typeof accepted> {
  const told = warnings.map(({ code, detail, rule, policy }) => ({ code, detail, rule: [...rule], policy }));
  return { ok: true, id: stream, number, seq, events: events.map(({ seq: at, type }) => ({ seq: at, type })), warnings: told };
}

/** What does not exist for the caller is not there in a trial either. */
async function tried(parts: IncidentParts, said: Answer): Promise<object | Refusal> {
  if (isRefusal(said)) return said.code === "not_found" ? said : wouldRefuse(said);
  if ("elsewhere" in said) return wouldRefuse(elsewhere(said));
  return said.accepted === null ? wouldRefuse(elsewhere({ claim: "" })) : wouldDo(parts.views, said.accepted);
}
