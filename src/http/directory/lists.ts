/** Teams, areas, contacts, groups, runbooks: five lists with the same five routes. */
import { z } from "zod";
import { createEntry, deleteEntry, type ListName, listEntries, patchEntry, showEntry } from "../../shell/directory/office.ts";
import { speaker } from "../auth/request.ts";
import type { App, Deps } from "../deps.ts";
import { answer } from "../outcome.ts";
import { email, idPath, line, phone, removedOut, slug, uuid, version, zone } from "./shapes.ts";

/** What one list looks like: its fields, and whether people choose its keys. */
type ListShape = {
  readonly fields: z.ZodRawShape;
  readonly required: readonly string[];
  readonly keyed: boolean;
  /** What is only shown. */
  readonly shown?: z.ZodRawShape;
};

const people = z.array(uuid).max(500);
const text = (most: number) => z.string().trim().max(most);

/** The experts of an area in their order, each with a number to call by hand (GD-12). */
const whomToCall = z.array(z.object({ id: z.string(), name: z.string(), jobTitle: z.string(), phone: z.string().nullable() }));

const shapes: { readonly [L in ListName]: ListShape } = {
  teams: { fields: { name: line(100), members: people }, required: ["name"], keyed: false },
  areas: {
    fields: {
      ...{ name: line(100), says: text(2_000), keywords: z.array(line(60)).max(50), team: uuid.nullable(), experts: people, escalation: slug.nullable() },
      ...{ engineeringManager: uuid.nullable(), productOwner: uuid.nullable(), teamLead: uuid.nullable() },
    },
    required: ["name"],
    keyed: false,
    shown: { call: whomToCall.optional() },
  },
  contacts: {
    // By whose clock they are called, by which number, and who of us keeps the contact.
    fields: { name: line(200), email, kind: z.enum(["customer", "stakeholder"]), zone: zone.nullable(), phone: phone.nullable(), owner: uuid.nullable() },
    required: ["name", "email", "kind"],
    keyed: false,
  },
  groups: { fields: { title: line(100), people, contacts: z.array(uuid).max(2_000) }, required: ["title"], keyed: true },
  rooms: { fields: { name: line(100), place: text(200), seats: z.number().int().min(0).max(10_000) }, required: ["name"], keyed: false },
  runbooks: {
    fields: { title: line(200), steps: z.array(text(2_000).min(1)).max(200), owner: uuid.nullable(), reviewedAt: z.iso.datetime().nullable() },
    required: ["title"],
    keyed: true,
  },
};

/** An entry of any list: its own fields beside id and version. What a list does not declare never goes out. */
function entryOut(shape: ListShape) {
  const fields = [...Object.keys(shape.fields).map((name) => [name, z.unknown()] as const), ...Object.entries(shape.shown ?? {})];
  return z.object({ id: z.string(), version: z.number(), ...Object.fromEntries(fields) } as { id: z.ZodString; version: z.ZodNumber });
}

/** What comes in: all fields for a new entry but those that may be left out, any of them for a change. */
function inputOf(shape: ListShape) {
  const optional = Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [name, (field as z.ZodType).optional()]));
  const required = Object.fromEntries(shape.required.map((name) => [name, shape.fields[name] as z.ZodType]));
  return {
    added: z.strictObject({ ...optional, ...required, ...(shape.keyed ? { key: slug } : {}) }),
    changed: z.strictObject({ ...optional, version }),
  };
}

/** The routes of every list. */
export function listRoutes(app: App, deps: Deps): void {
  for (const list of Object.keys(shapes) as ListName[]) {
    readRoutes(app, deps, list);
    writeRoutes(app, deps, list);
  }
}

function readRoutes(app: App, { parts }: Deps, list: ListName): void {
  const entry = entryOut(shapes[list]);
  const config = { needs: "read" as const };
  const words = z.object({ q: z.string().max(200).default("") });
  app.get(`/api/v1/${list}`, { config, schema: { querystring: words, response: { 200: z.object({ [list]: z.array(entry) }) } } }, async (request, reply) =>
    answer(reply, { [list]: await listEntries(parts, speaker(request), list, request.query.q) }),
  );
  app.get(`/api/v1/${list}/:id`, { config, schema: { params: idPath, response: { 200: entry } } }, async (request, reply) =>
    answer(reply, await showEntry(parts, speaker(request), list, request.params.id)),
  );
}

function writeRoutes(app: App, { parts }: Deps, list: ListName): void {
  const { added, changed } = inputOf(shapes[list]);
  const entry = entryOut(shapes[list]);
  const config = { needs: "admin" as const };
  app.post(`/api/v1/${list}`, { config, schema: { body: added, response: { 201: entry } } }, async (request, reply) => {
    const { key = null, ...fields } = request.body as { key?: string };
    return answer(reply, await createEntry(parts, speaker(request), { list, key, fields }, request.from), 201);
  });
  app.patch(`/api/v1/${list}/:id`, { config, schema: { params: idPath, body: changed, response: { 200: entry } } }, async (request, reply) => {
    const { version: seen, ...fields } = request.body as { version: number };
    return answer(reply, await patchEntry(parts, speaker(request), { list, key: request.params.id, version: seen, fields }, request.from));
  });
  const seen = z.object({ version: z.coerce.number().int().min(1) });
  app.delete(`/api/v1/${list}/:id`, { config, schema: { params: idPath, querystring: seen, response: { 200: removedOut } } }, async (request, reply) =>
    answer(reply, await deleteEntry(parts, speaker(request), { list, key: request.params.id, version: request.query.version }, request.from)),
  );
}
