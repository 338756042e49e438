/** The seats of the process with one commander on a call: who is trained for them, what goes together, and how long one commands (R-PD-R02, R-PD-R08, R-PD-R11). */
import { describe, expect, it } from "vitest";
import type { FactKinds } from "../../src/core/kernel/facts.ts";
import { personFact } from "../organisation.ts";
import type { StoryWorld } from "../world.ts";
import { commandWorld, led, open, seat, sentTo } from "./command-world.ts";

/** The house says who may lead: Ana and Ben, and not Ian. */
function marked(world: StoryWorld): StoryWorld {
  const { store } = world;
  for (const person of world.people) store.setFact("person", person, { ...personFact(person, {}), canManage: ["ana", "ben"].includes(person) });
  const facts = { hours: personFact("ana", {}).hours, defaultProcess: "command", staff: world.people, escalation: null, lastResort: ["mia"], admins: ["mia"] };
  store.setFact("organisation", "organisation", { ...facts, leads: ["ana", "ben"] } satisfies FactKinds["organisation"]);
  return world;
}

describe("whoever commands", () => {
  it("R-PD-R02 is trained for it, where the house says who is; nobody is pressed, and who comes later takes it over by a yes", async () => {
    const story = await open(marked(commandWorld()), 1);
    expect(await story.refuses("ian", "assign-role", seat("ic", "ian"))).toMatchObject({ code: "training_required", policy: "/trained/roles" });
    await story.does("ben", "assign-role", seat("ic", "ben"));
    expect(await story.refuses("ana", "assign-role", seat("ic", "ana"))).toMatchObject({ code: "role_cardinality" });
    expect(await story.refuses("ben", "offer-handover", { role: "ic", to: "ian", brief: "" })).toMatchObject({ code: "training_required" });
    await story.does("ben", "offer-handover", { role: "ic", to: "ana", brief: "The certificate ran out" });
    await story.does("ana", "accept-handover");
    expect((await story.state()).roles.held.filter(({ role }) => role === "ic")).toMatchObject([{ person: "ana" }]);
  });
  it("R-PD-R02 is also who was in the training for it, marked or not; any other training is none", async () => {
    const world = marked(commandWorld());
    const story = await open(world, 1);
    const taught = (...trainings: string[]) => world.store.setFact("person", "ian", { ...personFact("ian", {}), canManage: false, trainings });
    taught("workshop");
    expect(await story.refuses("ian", "assign-role", seat("ic", "ian"))).toMatchObject({ code: "training_required", policy: "/trained/roles" });
    taught("commander training");
    await story.does("ian", "assign-role", seat("ic", "ian"));
  });
  it("R-PD-R02 whoever was in no training is told so as soon as somebody was", async () => {
    const world = marked(commandWorld());
    const house = {
      hours: personFact("ana", {}).hours,
      defaultProcess: "command",
      staff: world.people,
      escalation: null,
      lastResort: ["mia"],
      admins: ["mia"],
    };
    world.store.setFact("organisation", "organisation", { ...house, leads: [], trainings: ["commander training"] } satisfies FactKinds["organisation"]);
    const story = await open(world, 1);
    expect(await story.refuses("ian", "assign-role", seat("ic", "ian"))).toMatchObject({ code: "training_required" });
  });
  it("R-PD-R02 is anybody where nobody is marked: nobody can be told apart", async () => {
    const story = await open(commandWorld(), 1);
    await story.does("ian", "assign-role", seat("ic", "ian"));
  });
  it("R-PD-R08 holds no other seat; a deputy may also write, and experts are experts only", async () => {
    const story = await led(commandWorld(), 1);
    for (const role of ["deputy", "scribe", "sme", "customer_liaison", "internal_liaison"])
      expect(await story.refuses("ana", "assign-role", seat(role, "ana"))).toMatchObject({ code: "role_conflict" });
    await story.does("ana", "assign-role", seat("deputy", "ben"));
    expect(await story.refuses("ana", "assign-role", seat("sme", "ben"))).toMatchObject({ code: "role_conflict" });
    await story.does("ana", "assign-role", seat("scribe", "ben"));
  });
  it("R-PD-R11 is asked to hand over after an hour and warned after three, and keeps the seat", async () => {
    const world = commandWorld();
    const story = await led(world, 1);
    const asked = () => world.sent.filter(({ to, message }) => to === "ana" && /Hand over|hand over/.test(message.headline)).length;
    await world.pass("PT59M");
    expect(asked()).toBe(0);
    await world.pass("PT1M");
    expect(asked()).toBe(1);
    await world.pass("PT2H");
    expect(asked()).toBe(2);
    const { warnings } = await story.does("ana", "set-status", { text: "We renew the certificate" });
    expect(warnings).toMatchObject([{ code: "shift_limit_exceeded" }]);
    expect(sentTo(world, "page")).toEqual([]);
  });
});
