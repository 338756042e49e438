/** Writing to a person over HTTP: whoever works is not interrupted, everybody else gets it. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { crewed, gracefulWorld } from "../rules/graceful-world.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

let server: IncidentServer;
beforeEach(async () => {
  server = await incidentServer({ world: gracefulWorld() });
});
afterEach(() => server.stop());

const told = (person: string) => server.world.sent.filter(({ to }) => to === person).map(({ message }) => message.template);

test("GD2-26 a ping for a worker is answered with who got it instead, and nothing is sent to the worker", async () => {
  const story = await crewed(server.world, 2);
  const { status, body } = await server.post("ian", "/people/ben/pings", { text: "Have you a minute for the budget?" });
  expect([status, body]).toMatchObject([202, { redirectedTo: { id: "ana", name: "Demo Ana" }, incident: { id: story.stream } }]);
  expect(body.says).toContain("Demo Ana has your message");
  expect(told("ben")).toEqual([]);
  expect(told("ana")).toContain("question");
  await server.post("ana", `/incidents/${story.stream}/answer-question`, { text: "Tomorrow" });
  expect(told("ian")).toEqual(["answer"]);
});

test("whoever does not work gets it, and so does a worker from whoever works with them", async () => {
  await crewed(server.world, 2);
  expect((await server.post("ian", "/people/cleo/pings", { text: "Lunch?" })).body).toMatchObject({ redirectedTo: null, incident: null });
  expect((await server.post("eve", "/people/ben/pings", { text: "The index is free" })).body).toMatchObject({ redirectedTo: null });
  expect([told("cleo"), told("ben")]).toEqual([["ping"], ["ping"]]);
});

test("nobody writes to themselves, to strangers, or without words", async () => {
  expect((await server.post("ian", "/people/ian/pings", { text: "Me" })).status).toBe(422);
  expect((await server.post("ian", "/people/nobody/pings", { text: "You" })).status).toBe(404);
  expect((await server.post("ian", "/people/ben/pings", { text: " " })).status).toBe(422);
  expect((await server.post(null, "/people/ben/pings", { text: "You" })).status).toBe(401);
});
