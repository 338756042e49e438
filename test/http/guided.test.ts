/** What the forms of the web app send is what a real incident of Graceful Disasters takes, and its views say what they are drawn from. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Brief } from "../../src/views/brief.ts";
import type { CandidatesView } from "../../src/views/candidates.ts";
import type { ChecklistView } from "../../src/views/checklist.ts";
import type { RestView } from "../../src/views/rest.ts";
import type { Consequences, RoomView } from "../../src/views/room-shape.ts";
import type { RoundsView } from "../../src/views/rounds.ts";
import { crewed, gracefulWorld } from "../rules/graceful-world.ts";
import type { StoryWorld } from "../world.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

let server: IncidentServer;
let world: StoryWorld;
let id: string;

beforeAll(async () => {
  world = gracefulWorld();
  server = await incidentServer({ world });
  id = (await crewed(world, 2)).stream;
});

afterAll(() => server.stop());

const view = async <T>(who: string, name: string) => (await server.get(who, `/incidents/${id}/${name}`)).body as unknown as T;
const send = async (who: string, name: string, input: object) => {
  const { status, text } = await server.post(who, `/incidents/${id}/${name}`, input);
  expect([name, status < 400 ? "" : text]).toEqual([name, ""]);
};
const tried = async (who: string, name: string, input: object) =>
  (await server.post(who, `/incidents/${id}/${name}?dryRun=true`, input)).body as unknown as Consequences;

describe("the room of a process that leads", () => {
  test("says which parts it has, and who is led", async () => {
    const leads = await view<RoomView>("ana", "room");
    expect(leads.parts).toEqual(expect.arrayContaining(["steps", "handover", "standdown", "strength", "rounds", "severity"]));
    const mayLeaveOut = ({ abilities }: RoomView) => abilities.find(({ name }) => name === "skip-step")?.refused === null;
    expect([mayLeaveOut(leads), mayLeaveOut(await view<RoomView>("ben", "room"))]).toEqual([true, false]);
  });

  test("GD-18 GD-02 gives one step, which is done or left out for a reason", async () => {
    const { next, items } = await view<ChecklistView>("ana", "checklist?view=next");
    expect(items.map(({ step }) => step)).toEqual([next?.step]);
    await send("ana", "skip-step", { step: next!.step, reason: "The provider has a ticket of its own" });
    expect((await view<ChecklistView>("ana", "checklist?view=next")).next?.step).not.toBe(next!.step);
  });

  test("GD-32 GD2-17 GD2-18 a round goes from question to decision", async () => {
    await send("ana", "open-round", {});
    const { mine, fields } = await view<RoundsView>("ben", "rounds");
    const words = Object.fromEntries(fields.map((field) => [field, `Words on ${field}`]));
    await send("ben", "answer-round", { round: mine, ...words, confidence: 4, tired: true });
    const { rounds, decisions, tells } = await view<RoundsView>("ana", "rounds");
    expect(rounds[0]?.answers[0]).toMatchObject({ state: "answered", answer: { ...words, tired: true } });
    await send("ana", "summarise-round", { round: mine, text: "It goes on", delivery: "verbal", told: tells.slice(0, 1).map((one) => one.id) });
    await send("ana", "decide-round", { round: mine, decision: decisions[0] });
    expect((await view<RoundsView>("ana", "rounds")).rounds[0]).toMatchObject({ state: "decided", summary: { delivery: "verbal" } });
  });

  test("GD-10 GD2-11 a role is offered to a candidate, who sees the words", async () => {
    const { items } = await view<CandidatesView>("ana", "candidates?role=manager");
    expect(items.length).toBeGreaterThan(0);
    await send("ana", "offer-handover", { role: "manager", to: "eve", brief: "The certificate ran out at ten" });
    const offer = (await view<Brief>("eve", "brief")).offers.find((one) => one.mine);
    expect(offer).toMatchObject({ brief: "The certificate ran out at ten", label: "Incident Manager" });
    await send("eve", "decline-handover", { handover: offer!.id, reason: "I have been up all night" });
  });

  test("GD2-20 GD2-22 resting and letting go say what they mean before they are sent", async () => {
    expect((await view<RestView>("ana", "rest")).allowed).toBe(true);
    const rests = await tried("ana", "stand-down", { until: "06:30" });
    expect(rests.events.find(({ type }) => type === "stood-down")?.sentence).toMatch(/until \d{4}-\d{2}-\d{2} 06:30 UTC/);
    const goes = await tried("ana", "release", { person: "ben" });
    expect([goes.refusals, goes.events.map(({ type }) => type)]).toEqual([[], expect.arrayContaining(["released"])]);
  });
});
