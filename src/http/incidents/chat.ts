/** The chat: what is typed becomes the same command with the same refusals as everywhere else. */

import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { parseChat } from "../../core/incident/chat/parse.ts";
import { specOf } from "../../core/kernel/engine.ts";
import { codes, isRefusal, refuse } from "../../core/kernel/refusal.ts";
import type { Opened } from "../../shell/dispatch.ts";
import { chatReply, refusedLine } from "../../views/chat-reply.ts";
import { refusedOf } from "../../views/cited.ts";
import { sayWith } from "../../views/say.ts";
import { peopleOfEvents, type Scene, sceneOf } from "../../views/scene.ts";
import { refused as refusedShape } from "../../views/view.ts";
import type { RoutePlugin } from "../deps.ts";
import { answer } from "../outcome.ts";
import { incidentPath } from "./commands.ts";
import type { IncidentParts } from "./parts.ts";
import { elsewhere, keyOf } from "./wish.ts";

const body = z.strictObject({ text: z.string().trim().min(1).max(8_000) });
const said = z.object({ reply: z.string(), refused: refusedShape.extend({ status: z.number() }).nullable() }).meta({ id: "ChatReply" });

/** `POST /api/v1/incidents/{id}/chat`. */
export function chatRoutes(parts: IncidentParts): RoutePlugin {
  return (app) => {
    const schema = {
      operationId: "chat",
      summary: "Type into the chat",
      description: "`!help` lists the commands; a refusal is in `refused`.",
      tags: ["commands"],
      params: incidentPath,
      body,
      response: { 200: said },
    };
    app.post("/api/v1/incidents/:id/chat", { config: { needs: "respond" }, schema }, async (request, reply) => {
      const key = keyOf(request);
      if (isRefusal(key)) return answer(reply, key);
      const scene = await sceneOf(parts.views, request.viewer, request.params.id);
      if (!scene) return answer(reply, refuse("not_found", "There is no such incident."));
      return answer(reply, await typed(parts, { scene, request: request as never, text: request.body.text, ...key }));
    });
  };
}

type Said = { readonly reply: string; readonly refused: object | null };
type Typed = { readonly scene: Scene; readonly request: FastifyRequest; readonly text: string; readonly key?: string };

async function typed(parts: IncidentParts, { scene, request, text, key }: Typed): Promise<Said> {
  const roles = Object.entries(scene.pack.roles).map(([role, { label }]) => ({ role, label }));
  const parsed = parseChat(text, { person: request.viewer.person ?? "", roles });
  if (parsed.kind === "unclear") return { reply: parsed.says, refused: null };
  if (parsed.kind === "read") return { reply: chatReply(scene, parsed.what), refused: null };
  const carried = await parts.dispatch({
    stream: scene.row.id,
    ...parsed.wish,
    actor: request.actor,
    viewer: request.viewer,
    ...(key === undefined ? {} : { key }),
  });
  const refusal = isRefusal(carried) ? carried : "elsewhere" in carried ? elsewhere(carried) : null;
  if (refusal) return { reply: refusedLine(refusal), refused: { ...refusedOf(refusal), status: codes[refusal.code] } };
  return { reply: await toldOf(parts, scene, carried as Opened), refused: null };
}

/** What happened, in the words of the timeline; a plain message needs no echo. */
async function toldOf(parts: IncidentParts, scene: Scene, { accepted, events, warnings }: Opened): Promise<string> {
  const happened = (accepted?.events ?? []).filter(({ type }) => type !== "message-posted" && type !== "deviated");
  const names = { ...scene.names, ...(await parts.views.directory.names(peopleOfEvents(happened))) };
  const say = sayWith(scene.pack, names);
  const lines = happened.map(({ type, data }) => specOf(parts.engine, type)?.spec.says(data, say) ?? type);
  const warned = warnings.map(({ detail, rule }) => `Careful (${rule.join(", ")}): ${detail}`);
  return [...lines, ...warned].join("\n") || (events.length > 0 ? "" : "Nothing has changed.");
}
