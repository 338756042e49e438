/** Limits of messages to one address and one person: everybody sees them, administrators set them. */
import { z } from "zod";
import { putLimits, showLimits } from "../../shell/directory/limits.ts";
import { limitOverrides } from "../../shell/limits.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { version } from "./shapes.ts";

const window = z.object({ most: z.number(), perSeconds: z.number() });
const windows = z.array(window);
const limits = z.object({
  addresses: z.record(z.string(), windows).meta({ description: "Per channel and address" }),
  each: windows.meta({ description: "Pages to each phone or mail address" }),
  person: window.meta({ description: "Pages to one person over all methods" }),
  day: z.object({ most: z.number() }).meta({ description: "Calls and text messages to one person within a day; half of it warns" }),
});
const limitsOut = z.object({ version: z.number(), limits, defaults: limits, overrides: limitOverrides }).meta({ id: "Limits" });

/** `GET` and `PUT /api/v1/limits`. */
export function limitRoutes(app: App, { parts }: Deps): void {
  const path = "/api/v1/limits";
  app.get(path, { config: { needs: "read" }, schema: { response: { 200: limitsOut } } }, async (_request, reply) => answer(reply, await showLimits(parts)));
  const change = z.strictObject({ version, overrides: limitOverrides });
  app.put(path, { config: { needs: "admin" }, schema: { body: change, response: { 200: limitsOut } } }, async (request, reply) =>
    answer(reply, await putLimits(parts, speaker(request), request.body, request.from)),
  );
}
