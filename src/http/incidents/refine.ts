/** Putting a proposed change of a process into force in one step: the next version is made, put in force, and the incident told (GD-04). */
import { z } from "zod";
import type { RecordedEvent } from "../../core/incident/slices.ts";
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { byPerson } from "../../shell/access/parts.ts";
import { type Proposal, putProposalInForce } from "../../shell/processes/refine.ts";
import { speaker } from "../auth/request.ts";
import type { App, RoutePlugin } from "../deps.ts";
import { answer } from "../outcome.ts";
import type { IncidentParts } from "./parts.ts";
import { accepted, carry, streamOf } from "./wish.ts";

const params = z.object({ id: z.string().max(60), refinement: z.string().max(60) });
const body = z.strictObject({
  text: z.string().max(500_000).optional().meta({ description: "The whole process as YAML, where the proposal is in words only or was written differently" }),
});

/** How far a proposal is looked for in the log. */
const most = 10_000;

/** `POST /api/v1/incidents/{id}/refinements/{refinement}/apply`. Running incidents keep their version. */
export function refineRoutes(parts: IncidentParts): RoutePlugin {
  return (app: App, deps) => {
    const schema = { operationId: "put-refinement-in-force", summary: "Put a proposed change of the process into force", tags: ["incidents"] };
    app.post(
      "/api/v1/incidents/:id/refinements/:refinement/apply",
      { config: { needs: "admin" }, schema: { ...schema, params, body, response: { 201: accepted } } },
      async (request, reply) => {
        const { id, refinement } = request.params;
        const stream = await streamOf(parts, request, id);
        if (isRefusal(stream)) return answer(reply, stream);
        const wish = { stream, actor: request.actor, viewer: request.viewer };
        // Whoever may reject it may put it in force: asked before anything is changed.
        const may = await parts.dispatch({ ...wish, name: "reject-refinement", input: { refinement, reason: "asked only" }, dryRun: true });
        if (isRefusal(may)) return answer(reply, may);
        const proposal = await proposalOf(parts, stream, refinement);
        if (isRefusal(proposal)) return answer(reply, proposal);
        const by = { ...byPerson(deps.parts, speaker(request).person, request.from), admin: true };
        const version = await putProposalInForce(deps.parts.db, by, proposal, { text: request.body.text ?? null, from: await deps.parts.now() });
        if (isRefusal(version)) return answer(reply, version);
        return carry(parts, reply, { ...wish, name: "apply-refinement", input: { refinement, version } });
      },
    );
  };
}

async function proposalOf(parts: Pick<IncidentParts, "views">, stream: string, refinement: string): Promise<Proposal | Refusal> {
  const viewer = { person: null, all: true };
  const [row, events] = await Promise.all([parts.views.store.read.find(viewer, stream), parts.views.store.read.events(viewer, stream, 0, most)]);
  for (const event of events as readonly RecordedEvent[])
    if (row && event.type === "refinement-proposed" && event.data.refinement === refinement) return { ...event.data, process: row.process };
  return refuse("not_found", "There is no such proposal.");
}
