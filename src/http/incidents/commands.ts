/** One route for each command of the registry, under its own name: a command added there is here, in OpenAPI and in the list. */
import { z } from "zod";
import { pageCommander } from "../../core/incident/commander-call/page-commander.ts";
import type { AnyCommand } from "../../core/kernel/command.ts";
import { isRefusal } from "../../core/kernel/refusal.ts";
import { leadingDoor } from "../../shell/chat/call-commander.ts";
import { formOf } from "../../views/abilities.ts";
import { consequences } from "../../views/room-shape.ts";
import type { App, RoutePlugin } from "../deps.ts";
import { answer } from "../outcome.ts";
import type { IncidentParts } from "./parts.ts";
import { accepted, bodyOf, carry, keyOf, streamOf, wishQuery } from "./wish.ts";

const path = "/api/v1/incidents";

/** Id or number. */
export const incidentPath = z.object({ id: z.string().min(1).max(60).meta({ description: "Id or number" }) });

/** Commands that somebody outside may send at all. */
function sendable(commands: readonly AnyCommand[]): AnyCommand[] {
  return commands.filter(({ may }) => may !== "program");
}

/** A command that only opens something new has no address below an existing incident. */
function needsIncident(command: AnyCommand): boolean {
  return !command.creates || command.when !== undefined;
}

/** The routes of all commands, and `GET /api/v1/commands`. */
export function commandRoutes(parts: IncidentParts): RoutePlugin {
  return (app) => {
    app.setSerializerCompiler(() => (value) => JSON.stringify(value));
    // A command without fields may be sent without a body.
    app.addHook("preValidation", async (request) => {
      request.body ??= {};
    });
    for (const command of sendable(parts.engine.commands)) {
      if (command.creates) creating(app, parts, command);
      if (needsIncident(command)) onIncident(app, parts, command);
    }
    list(app, parts);
  };
}

const wishes = { 200: z.union([accepted, consequences]).meta({ description: "Nothing new happened, or the consequences of a dry run" }), 201: accepted };

function described(command: AnyCommand, operationId: string) {
  return {
    operationId,
    summary: command.title,
    description: command.says,
    tags: ["commands"],
    body: bodyOf(command),
    querystring: wishQuery,
    response: wishes,
  };
}

type Body = { readonly override?: { readonly reason: string } };

/** What opens an incident. A call for a commander leads to the one that is open. */
function creating(app: App, given: IncidentParts, command: AnyCommand): void {
  const parts = command.name === pageCommander.name ? { ...given, dispatch: leadingDoor(given) } : given;
  app.post(`${path}/${command.name}`, { config: { needs: "respond" }, schema: described(command, command.name) }, async (request, reply) => {
    const key = keyOf(request);
    if (isRefusal(key)) return answer(reply, key);
    const { override: _none, ...input } = request.body as Body;
    return carry(parts, reply as never, {
      stream: null,
      name: command.name,
      input,
      actor: request.actor,
      viewer: request.viewer,
      dryRun: request.query.dryRun,
      ...key,
    });
  });
}

function onIncident(app: App, parts: IncidentParts, command: AnyCommand): void {
  const schema = { ...described(command, command.creates ? `${command.name}-reported` : command.name), params: incidentPath };
  app.post(`${path}/:id/${command.name}`, { config: { needs: "respond" }, schema }, async (request, reply) => {
    const key = keyOf(request);
    if (isRefusal(key)) return answer(reply, key);
    const stream = await streamOf(parts, request, request.params.id);
    if (typeof stream !== "string") return answer(reply, stream);
    const { override, ...input } = request.body as Body;
    const wanted = { stream, name: command.name, input, actor: request.actor, viewer: request.viewer, dryRun: request.query.dryRun, ...key };
    return carry(parts, reply as never, { ...wanted, ...(override ? { override } : {}) });
  });
}

const listed = z
  .object({ name: z.string(), title: z.string(), says: z.string(), creates: z.boolean(), path: z.string(), verb: z.string(), input: z.unknown() })
  .meta({ id: "Command" });

function list(app: App, parts: IncidentParts): void {
  const schema = {
    operationId: "commands",
    summary: "Every command with its input",
    tags: ["commands"],
    response: { 200: z.object({ items: z.array(listed) }) },
  };
  app.get("/api/v1/commands", { config: { needs: "read" }, schema }, async (_request, reply) => {
    const items = sendable(parts.engine.commands).map((command) => {
      const { name, title, says, form } = command;
      return {
        name,
        title,
        says,
        creates: command.creates === true,
        path: command.creates ? `${path}/${name}` : `${path}/{id}/${name}`,
        verb: form?.verb ?? title,
        input: formOf(command),
      };
    });
    return answer(reply, { items });
  });
}
