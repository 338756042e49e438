/** Where chats outside come in: one token speaks for everybody in them, each as themselves. */
import { z } from "zod";
import { open } from "../../core/incident/lifecycle/slice.ts";
import type { Actor } from "../../core/kernel/event.ts";
import { codes, isRefusal, refuse } from "../../core/kernel/refusal.ts";
import type { Viewer } from "../../core/kernel/viewer.ts";
import { type Speaker, typed } from "../../shell/chat/typed.ts";
import { refusedOf } from "../../views/cited.ts";
import { type Scene, sceneAt, sceneOf } from "../../views/scene.ts";
import type { RoutePlugin } from "../deps.ts";
import { answer } from "../outcome.ts";
import { chatSaid } from "./chat.ts";
import type { IncidentParts } from "./parts.ts";
import { keyOf } from "./wish.ts";

const body = z.strictObject({
  user: z
    .string()
    .regex(/^[\w.@:+-]{1,80}$/)
    .meta({ description: "Who types, as the chat calls them" }),
  name: z.string().trim().max(100).default("").meta({ description: "What they call themselves there" }),
  incident: z
    .string()
    .min(1)
    .max(60)
    .nullable()
    .default(null)
    .meta({ description: "The incident whose room it is, by id or number; absent: the only one that is open" }),
  text: z.string().trim().min(1).max(8_000),
});
const said = z.object({ ...chatSaid.shape, incident: z.string().nullable(), url: z.string().nullable() }).meta({ id: "ChatTransportReply" });

/** `POST /api/v1/chat`. */
export function chatTransportRoutes(parts: IncidentParts): RoutePlugin {
  return (app, deps) => {
    const schema = {
      operationId: "chat-transport",
      summary: "Type into the chat for somebody in a chat outside",
      description:
        "Needs a token with the scope `chat`. Whoever is linked to a person here acts as that person; anybody else may call for a commander, ask how it stands, and say with a code from their settings who they are.",
      tags: ["commands"],
      body,
      response: { 200: said },
    };
    app.post("/api/v1/chat", { config: { needs: "chat" }, schema }, async (request, reply) => {
      const key = keyOf(request);
      if (isRefusal(key)) return answer(reply, key);
      const { user, name, incident, text } = request.body;
      const link = (code: string) => parts.linkChat({ user, code }, request.from);
      const speaker = { ...speakerOf(user, await parts.personOfChat(user, name)), link };
      const scene = incident === null ? await onlyOpen(parts, speaker.viewer) : await sceneOf(parts.views, speaker.viewer, incident);
      if (incident !== null && scene === null) return answer(reply, refuse("not_found", "There is no such incident."));
      const { reply: words, refusal, incident: about } = await typed(parts, { speaker, scene, text, ...key });
      const url = about === null ? null : new URL(`/incidents/${about}`, deps.parts.publicUrl).href;
      return answer(reply, { reply: words, refused: refusal && { ...refusedOf(refusal), status: codes[refusal.code] }, incident: about, url });
    });
  };
}

/** Who belongs to nobody here acts under the chat's own name and sees what everybody sees. */
function speakerOf(user: string, person: string | null): Speaker {
  const actor: Actor = person === null ? `chat:${user}` : `person:${person}`;
  return { actor, viewer: { person: person ?? actor, all: false }, person };
}

/** The only open incident that is for everybody's eyes; null where there is none, or more than one. */
async function onlyOpen({ views }: IncidentParts, viewer: Viewer): Promise<Scene | null> {
  const rows = await views.store.read.incidents(viewer, { phases: open, drill: false, limit: 50 });
  const [row, ...others] = rows.filter(({ confidential }) => !confidential);
  return row && others.length === 0 ? sceneAt(views, viewer, row) : null;
}
