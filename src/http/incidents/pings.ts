/** A message for a person. Whoever works on an incident is not interrupted: it goes to whoever commands there (GD2-26). */
import { z } from "zod";
import type { State } from "../../core/incident/slices.ts";
import type { Effect } from "../../core/kernel/effect.ts";
import type { FactKinds } from "../../core/kernel/facts.ts";
import { roleOfKind } from "../../core/kernel/process.ts";
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { Viewer } from "../../core/kernel/viewer.ts";
import { shields } from "../../core/rules/room/shield/shield.ts";
import { nameOf, type Scene, sceneOf } from "../../views/scene.ts";
import { incidentName, named } from "../../views/view.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps, RoutePlugin } from "../deps.ts";
import { idPath, personIn } from "../directory/shapes.ts";
import { answer } from "../outcome.ts";
import type { IncidentParts } from "./parts.ts";

const body = z.strictObject({ text: z.string().trim().min(1).max(2_000) });
const sent = z
  .object({
    says: z.string(),
    redirectedTo: named.nullable().meta({ description: "Who got it instead; null: it went to the person, or waits for whoever will command" }),
    incident: incidentName.nullable().meta({ description: "The incident they work on" }),
  })
  .meta({ id: "Pinged" });
type Sent = z.infer<typeof sent>;

type Ping = { readonly to: string; readonly by: string; readonly text: string; readonly viewer: Viewer };

/** `POST /api/v1/people/{id}/pings`. */
export function pingRoutes(parts: IncidentParts): RoutePlugin {
  return (app: App, deps: Deps) => {
    const schema = {
      ...{ operationId: "ping-person", summary: "Write to somebody", tags: ["people"], params: idPath, body, response: { 202: sent } },
      description:
        "Whoever works on an incident whose process shields them is not interrupted: the message goes to whoever commands, and their answer comes back.",
    };
    app.post("/api/v1/people/:id/pings", { config: { needs: "respond" }, schema }, async (request, reply) => {
      const by = speaker(request).person;
      const to = personIn(request.params.id, speaker(request));
      return answer(reply, await send(parts, deps, { to, by, text: request.body.text, viewer: request.viewer }), 202);
    });
  };
}

async function send(parts: IncidentParts, deps: Deps, ping: Ping): Promise<Sent | Refusal> {
  const { read } = parts.views.store;
  const there = (await read.fact("person", ping.to)).value as FactKinds["person"] | null;
  if (!there?.active) return refuse("not_found", "There is no such person.");
  if (ping.to === ping.by) return refuse("invalid_value", "Write to somebody else than yourself.");
  const scene = await shieldedIn(parts, ping);
  return scene === null ? direct(deps, ping) : redirected(parts, scene, ping);
}

/** The incident that shields them from this writer, among those the writer may know. */
async function shieldedIn(parts: IncidentParts, ping: Ping): Promise<Scene | null> {
  const engagement = (await parts.views.store.read.fact("engagement", ping.to)).value as FactKinds["engagement"] | null;
  for (const incident of new Set((engagement?.roles ?? []).map(({ incident }) => incident))) {
    const scene = await sceneOf(parts.views, ping.viewer, incident);
    if (scene && shields(scene.pack, scene.state as State, ping)) return scene;
  }
  return null;
}

async function redirected(parts: IncidentParts, scene: Scene, { to, by, text, viewer }: Ping): Promise<Sent | Refusal> {
  const done = await parts.dispatch({ stream: scene.row.id, name: "ping", input: { person: to, text }, actor: `person:${by}`, viewer });
  if (isRefusal(done)) return done;
  const role = roleOfKind(scene.pack, "commander");
  const commander = scene.state.roles.held.find((one) => one.role === role)?.person ?? null;
  const { id, number, title } = scene.row;
  const [worker, instead] = [nameOf(scene.names, to), commander === null ? null : nameOf(scene.names, commander)];
  const says = `${worker.name} is working on an incident and is not interrupted. ${instead === null ? "Your message waits for whoever will command there." : `${instead.name} has your message and answers you.`}`;
  return { says, redirectedTo: instead, incident: { id, number, title } };
}

async function direct({ parts }: Deps, { to, by, text }: Ping): Promise<Sent> {
  const id = parts.world.id();
  const effect: Effect = { key: `ping/${id}`, to: { person: to }, template: "ping", urgency: "notice", params: { text, by }, cites: [] };
  await parts.jobs.enqueue({ id, effect, person: to, contact: null });
  return { says: "Your message is on its way.", redirectedTo: null, incident: null };
}
