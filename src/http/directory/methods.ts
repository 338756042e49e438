/** Contact methods: one's own, or anybody's for an admin; adding and removing want a recent password (S9). */
import { z } from "zod";
import { refuse } from "../../core/kernel/refusal.ts";
import { addContactMethod, sendCode, testMethod, verifyMethod } from "../../shell/access/methods.ts";
import type { Identity } from "../../shell/access/sign-in.ts";
import { deleteMethod, methodView, ownMethod, patchMethod, revealMethods } from "../../shell/directory/people.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { idPath, methodOut, methodPath, personIn, removedOut, version } from "./shapes.ts";

const label = z.string().trim().max(60);
const input = z.strictObject({
  channel: z.string().max(40),
  address: z.string().min(1).max(2_000).meta({ description: "For `push` the browser's subscription as JSON; for `ntfy` the topic's URL" }),
  secret: z.string().min(1).max(400).nullable().default(null).meta({ description: "What the address needs beside itself: an access token of ntfy" }),
  label: label.default(""),
  vouched: z.boolean().default(false).meta({ description: "An admin says that it works: it counts without a code" }),
});
const path = "/api/v1/people/:id/methods";

/** The routes under /api/v1/people/{id}/methods. */
export function methodRoutes(app: App, deps: Deps): void {
  const { parts } = deps;
  app.get(
    path,
    { config: { needs: "read" }, schema: { params: idPath, response: { 200: z.object({ methods: z.array(methodOut) }) } } },
    async (request, reply) => answer(reply, await revealMethods(parts, speaker(request), personIn(request.params.id, speaker(request)), request.from)),
  );
  const added = z.object({ method: methodOut, secret: z.string().nullable().meta({ description: "The signing secret, shown this once" }) });
  app.post(path, { config: { needs: "session", fresh: true }, schema: { params: idPath, body: input, response: { 201: added } } }, async (request, reply) => {
    const identity = speaker(request);
    const person = personIn(request.params.id, identity);
    if (!identity.admin && identity.person !== person) return answer(reply, refuse("not_permitted", "Only an admin changes how other people are reached."));
    const made = await addContactMethod(parts, identity, { person, ...request.body }, request.from);
    return answer(reply, "refused" in made ? made : { method: methodView(parts, made.method, true), secret: made.secret }, 201);
  });
  changeRoutes(app, deps);
  proofRoutes(app, deps);
}

function changeRoutes(app: App, { parts }: Deps): void {
  const one = `${path}/:method`;
  const change = z.strictObject({ version, label: label.optional(), position: z.number().int().min(0).max(100).optional() });
  app.patch(one, { config: { needs: "session" }, schema: { params: methodPath, body: change, response: { 200: methodOut } } }, async (request, reply) => {
    const method = await methodIn(parts, speaker(request), request.params);
    return answer(reply, "refused" in method ? method : await patchMethod(parts, speaker(request), { method, ...request.body }, request.from));
  });
  app.delete(one, { config: { needs: "session", fresh: true }, schema: { params: methodPath, response: { 200: removedOut } } }, async (request, reply) => {
    const method = await methodIn(parts, speaker(request), request.params);
    return answer(reply, "refused" in method ? method : await deleteMethod(parts, speaker(request), method, request.from));
  });
}

function proofRoutes(app: App, { parts }: Deps): void {
  const config = { needs: "session" as const };
  const sent = z.object({ sent: z.literal(true), minutes: z.number() });
  app.post(`${path}/:method/code`, { config, schema: { params: methodPath, response: { 202: sent } } }, async (request, reply) => {
    const method = await methodIn(parts, speaker(request), request.params);
    return answer(reply, "refused" in method ? method : await sendCode(parts, method), 202);
  });
  const code = z.strictObject({ code: z.string().regex(/^\d{6}$/, "A code has six digits.") });
  app.post(
    `${path}/:method/verify`,
    { config, schema: { params: methodPath, body: code, response: { 200: z.object({ verified: z.string() }) } } },
    async (request, reply) => {
      const method = await methodIn(parts, speaker(request), request.params);
      return answer(reply, "refused" in method ? method : await verifyMethod(parts, speaker(request), { method, code: request.body.code }, request.from));
    },
  );
  app.post(`${path}/:method/test`, { config, schema: { params: methodPath, response: { 202: z.object({ message: z.string() }) } } }, async (request, reply) => {
    const method = await methodIn(parts, speaker(request), request.params);
    return answer(reply, "refused" in method ? method : await testMethod(parts, speaker(request), method), 202);
  });
}

function methodIn(parts: Deps["parts"], identity: Identity, params: { readonly id: string; readonly method: string }) {
  return ownMethod(parts, identity, personIn(params.id, identity), params.method);
}
