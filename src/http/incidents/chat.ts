/** The chat: what is typed becomes the same command with the same refusals as everywhere else. */
import { z } from "zod";
import { codes, isRefusal, refuse } from "../../core/kernel/refusal.ts";
import { typed } from "../../shell/chat/typed.ts";
import { refusedOf } from "../../views/cited.ts";
import { sceneOf } from "../../views/scene.ts";
import { refused as refusedShape } from "../../views/view.ts";
import type { RoutePlugin } from "../deps.ts";
import { answer } from "../outcome.ts";
import { incidentPath } from "./commands.ts";
import type { IncidentParts } from "./parts.ts";
import { keyOf } from "./wish.ts";

const body = z.strictObject({ text: z.string().trim().min(1).max(8_000) });

/** What the chat answers. */
export const chatSaid = z.object({ reply: z.string(), refused: refusedShape.extend({ status: z.number() }).nullable() }).meta({ id: "ChatReply" });

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
      response: { 200: chatSaid },
    };
    app.post("/api/v1/incidents/:id/chat", { config: { needs: "respond" }, schema }, async (request, reply) => {
      const key = keyOf(request);
      if (isRefusal(key)) return answer(reply, key);
      const { actor, viewer } = request;
      const scene = await sceneOf(parts.views, viewer, request.params.id);
      if (!scene) return answer(reply, refuse("not_found", "There is no such incident."));
      const said = await typed(parts, { speaker: { actor, viewer, person: viewer.person ?? "" }, scene, text: request.body.text, ...key });
      return answer(reply, { reply: said.reply, refused: said.refusal && { ...refusedOf(said.refusal), status: codes[said.refusal.code] } });
    });
  };
}
