/** A person's weekly test page: when it comes, what became of the last one, and one now by the button. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { FactKinds } from "../../core/kernel/facts.ts";
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { program } from "../../core/kernel/viewer.ts";
import { streamOf } from "../../core/person/engine.ts";
import { type Tested, weekly } from "../../core/person/slice.ts";
import type { State } from "../../core/person/slices.ts";
import { nextWeekly } from "../../core/person/test-page.ts";
import { speaker } from "../auth/request.ts";
import type { App, RoutePlugin } from "../deps.ts";
import { idPath, personIn } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";
import type { IncidentParts } from "./parts.ts";

const path = "/api/v1/people/:id/test-page";

const shown = z
  .object({
    weekly: weekly.nullable().meta({ description: "By the person's own clock, 1 is Monday; null: no weekly test" }),
    next: z.string().nullable(),
    last: z
      .object({
        page: z.string(),
        at: z.string(),
        by: z.enum(["week", "button"]),
        state: z.enum(["open", "answered", "declined", "unreachable"]),
        answeredAt: z.string().nullable(),
        deliveredAt: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: "TestPage" });

type Parts = Pick<IncidentParts, "dispatch" | "views">;

/** `GET`, `PUT` and `POST /api/v1/people/{id}/test-page`: one's own, or anybody's for an admin. */
export function testPageRoutes(parts: Parts): RoutePlugin {
  return (app: App) => {
    const seen = { operationId: "test-page", summary: "When somebody's test page comes, and how the last one went", params: idPath, response: { 200: shown } };
    app.get(path, { config: { needs: "read" }, schema: seen }, async (request, reply) => {
      const person = whose(request);
      return answer(reply, isRefusal(person) ? person : await viewOf(parts, person));
    });
    const body = z.strictObject({ weekly: weekly.nullable() });
    const set = { operationId: "set-test-page", summary: "Set the weekly test page", params: idPath, body, response: { 200: shown } };
    app.put(path, { config: { needs: "session" }, schema: set }, async (request, reply) =>
      send(parts, { request, reply, wish: (person) => ({ name: "set-test-page", input: { person, weekly: request.body.weekly } }), status: 200 }),
    );
    const sent = { operationId: "send-test-page", summary: "Send a test page now", params: idPath, response: { 202: shown } };
    app.post(path, { config: { needs: "session" }, schema: sent }, async (request, reply) =>
      send(parts, { request, reply, wish: (person) => ({ name: "send-test-page", input: { person, by: "button" } }), status: 202 }),
    );
  };
}

/** The person the path speaks of, where whoever asks may know. */
function whose(request: Pick<FastifyRequest, "identity"> & { readonly params: { readonly id: string } }): string | Refusal {
  const identity = speaker(request);
  const person = personIn(request.params.id, identity);
  return identity.admin || identity.person === person ? person : refuse("not_permitted", "Only an admin sees and changes how other people are reached.");
}

type Sending = {
  readonly request: Pick<FastifyRequest, "identity" | "actor"> & { readonly params: { readonly id: string } };
  readonly reply: FastifyReply;
  readonly wish: (person: string) => { readonly name: string; readonly input: unknown };
  readonly status: 200 | 202;
};

async function send(parts: Parts, { request, reply, wish, status }: Sending): Promise<never> {
  const person = whose(request);
  if (isRefusal(person)) return answer(reply, person);
  const stream = streamOf(person);
  const known = await parts.views.states.read(program, stream);
  const said = await parts.dispatch({
    stream: known ? stream : null,
    newStream: stream,
    ...wish(person),
    actor: request.actor,
    viewer: { person: speaker(request).person, all: false },
  });
  return answer(reply, isRefusal(said) ? said : await viewOf(parts, person), status);
}

async function viewOf({ views }: Parts, person: string): Promise<z.infer<typeof shown> | Refusal> {
  const { value } = await views.store.read.fact("person", person);
  if (value === null) return refuse("not_found", "There is no such person.");
  const state = (await views.states.read(program, streamOf(person)))?.folded.state as State | undefined;
  const tested: Tested | null = state?.tested ?? null;
  const { hours } = value as FactKinds["person"];
  const last = tested?.page ? { ...tested.page, page: tested.page.id } : null;
  return { weekly: tested?.weekly ?? null, next: tested?.weekly ? nextWeekly(tested.weekly, hours.zone, tested.since) : null, last };
}
