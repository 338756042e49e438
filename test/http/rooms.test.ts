/** Meeting rooms over HTTP and as the core reads them from the database. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { readFact } from "../../src/store/directory/facts.ts";
import { type Caller, type Server, startServer } from "./server.ts";

type Who = Caller & { readonly person: string };
let server: Server;
let admin: Who;
let ben: Who;
const hour = 3_600_000;
const at = (hours: number) => new Date(Math.floor(Date.now() / hour) * hour + hours * hour).toISOString();

beforeAll(async () => {
  server = await startServer();
  admin = await server.setUp();
  ben = await server.member(admin, "Demo Ben");
});
afterAll(() => server.stop());

async function room(name: string): Promise<string> {
  const reply = await admin.post("/api/v1/rooms", { name, seats: 8, place: "Second floor" });
  expect(reply.status, reply.text).toBe(201);
  return String(reply.body.id);
}

it("GD2-27 a room is booked by one at a time, and taken back by whoever booked it or an admin", async () => {
  const blue = await room("Blue");
  const path = `/api/v1/rooms/${blue}/bookings`;
  const mine = await ben.post(path, { what: "Budget", from: at(2), until: at(4) });
  expect([mine.status, mine.body]).toMatchObject([201, { name: "Demo Ben", what: "Budget" }]);
  expect((await admin.post(path, { from: at(3), until: at(5) })).body).toMatchObject({ code: "room_busy" });
  const next = await admin.post(path, { from: at(4), until: at(5) });
  expect(next.status).toBe(201);
  expect((await ben.get(path)).body).toMatchObject({ heldBy: null, bookings: [{ what: "Budget" }, { from: at(4) }] });
  expect((await ben.del(`${path}/${next.body.id}`)).status).toBe(404);
  expect((await admin.del(`${path}/${mine.body.id}`)).status).toBe(200);
  expect((await ben.del(`${path}/${mine.body.id}`)).status).toBe(404);
});

it("is not booked backwards, for the past, for ever, or where there is none", async () => {
  const green = await room("Green");
  const path = `/api/v1/rooms/${green}/bookings`;
  const spans = [
    [at(2), at(2)],
    [at(-4), at(-2)],
    [at(1), at(48)],
    [at(24 * 500), at(24 * 500 + 1)],
  ];
  for (const [from, until] of spans) expect((await ben.post(path, { from, until })).status).toBe(422);
  expect((await ben.post(`/api/v1/rooms/${"0".repeat(8)}-0000-7000-8000-${"0".repeat(12)}/bookings`, { from: at(1), until: at(2) })).status).toBe(404);
  expect((await admin.post("/api/v1/rooms", { name: "green" })).status).toBe(422);
});

it("GD2-27 the core reads every room with what lies ahead, and which incident works there", async () => {
  const red = await room("Red");
  await ben.post(`/api/v1/rooms/${red}/bookings`, { what: "Budget", from: at(2), until: at(4) });
  const query = { query: async (text: string, values: unknown[]) => server.fresh.pool.query(text, values) } as unknown as Parameters<typeof readFact>[0];
  const all = await readFact(query, "rooms", "rooms");
  expect([all?.ids.includes(red), all?.names?.[red]]).toEqual([true, "Red"]);
  expect(await readFact(query, "room", red)).toEqual({
    ...{ id: red, name: "Red", place: "Second floor", seats: 8, heldBy: null },
    bookings: [{ id: expect.any(String), person: ben.person, what: "Budget", from: at(2), until: at(4) }],
  });
  await server.fresh.pool.query("insert into claim (key, stream) values ($1, 'incident-7')", [`room:${red}`]);
  expect((await readFact(query, "room", red))?.heldBy).toBe("incident-7");
  expect((await ben.post(`/api/v1/rooms/${red}/bookings`, { from: at(-1), until: at(1) })).body).toMatchObject({ code: "room_busy" });
});
