/** The rehearsal's clock; on any other server there is no such route. */
import { z } from "zod";
import { refuse } from "../../core/kernel/refusal.ts";
import { lengthMs, parseDuration } from "../../core/kernel/time.ts";
import type { ClockPort } from "../../shell/rehearsal.ts";
import type { RoutePlugin } from "../deps.ts";
import { answer } from "../outcome.ts";
import type { IncidentParts } from "./parts.ts";

const move = z.strictObject({ set: z.iso.datetime({ offset: true }).optional(), advance: z.string().max(40).optional() }).meta({ description: "One of both" });
const shown = z.object({ now: z.string(), nextAt: z.string().nullable() });

/** The farthest a clock is moved at once: ten years, in milliseconds. */
const farthestMs = 10 * 366 * 86_400_000;

/** `GET` and `POST /api/v1/clock`. */
export function clockRoutes({ clock, nextDue }: Pick<IncidentParts, "clock" | "nextDue">): RoutePlugin {
  return (app) => {
    if (clock === null) return;
    const seen = async () => ({ now: await clock.now(), nextAt: await nextDue() });
    const tags = ["rehearsal"];
    app.get(
      "/api/v1/clock",
      { config: { needs: "read" }, schema: { operationId: "clock", summary: "The rehearsal's time", tags, response: { 200: shown } } },
      async (_request, reply) => answer(reply, await seen()),
    );
    const schema = { operationId: "move-clock", summary: "Move the rehearsal's time", tags, body: move, response: { 200: shown } };
    app.post("/api/v1/clock", { config: { needs: "respond" }, schema }, async (request, reply) =>
      answer(reply, (await moved(clock, request.body)) ?? (await seen())),
    );
  };
}

/** Moves the clock, or says why not. */
async function moved(clock: ClockPort, { set, advance }: z.infer<typeof move>) {
  if ((set === undefined) === (advance === undefined)) return refuse("invalid_value", "Say either `set` or `advance`.");
  const now = Date.parse(await clock.now());
  const by = advance === undefined ? null : parseDuration(advance);
  if (advance !== undefined && (by === null || /^P[^T]*[YM]/.test(by)))
    return refuse("invalid_value", "Write how far, like 15m, 2h, 1d or PT15M.", { pointer: "/advance" });
  const to = set === undefined ? now + lengthMs(by!) : Date.parse(set);
  if (to < now) return refuse("invalid_value", "The clock only goes forward.", { pointer: "/set" });
  if (to - now > farthestMs) return refuse("invalid_value", "That is more than ten years ahead.", { pointer: set === undefined ? "/advance" : "/set" });
  await (set === undefined ? clock.advance(by!) : clock.set(new Date(to).toISOString()));
  return null;
}
