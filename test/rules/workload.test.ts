/** People in several incidents at once, and what people outside read of any of them. */
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { publicList } from "../../src/views/public-list.ts";
import { packData, packOf } from "../organisation.ts";
import { storyWorld } from "../world.ts";
import { crewed, declared, gracefulWorld } from "./graceful-world.ts";

const busyWorld = () => storyWorld({ pack: packOf(packData("sitrep")) });
const takes = (role: string, person: string) => ({ role, person });

describe("several incidents at once", () => {
  it("X-10 the same person works in two of them: accepted, with a warning and a deviation; in the first there is neither", async () => {
    const world = busyWorld();
    const one = await world.open("dan", "declare", { title: "Checkout is down", severity: 1 });
    const two = await world.open("dan", "declare", { title: "The search is slow", severity: 2 });
    const first = await world.ask("ben", "assign-role", takes("solutioneer", "ben"), { stream: one.stream });
    expect(first).toMatchObject({ warnings: [] });
    const second = await world.ask("ben", "assign-role", takes("solutioneer", "ben"), { stream: two.stream });
    expect(isRefusal(second)).toBe(false);
    expect(second).toMatchObject({ warnings: [{ code: "workload", policy: "/workload/most" }] });
    expect((await two.state()).roles.held).toMatchObject([{ role: "solutioneer", person: "ben" }]);
    expect((await two.events()).find(({ type }) => type === "deviated")).toMatchObject({ data: { code: "workload", how: "warn" } });
    expect((await one.events()).some(({ type }) => type === "deviated")).toBe(false);
  });

  it("X-10 whose other incident is over works in one only", async () => {
    const world = busyWorld();
    const one = await world.open("dan", "declare", { title: "Checkout is down", severity: 2 });
    await one.does("ben", "assign-role", takes("incident_commander", "ben"));
    await one.does("ben", "cancel", { reason: "It was nothing" });
    const two = await world.open("dan", "declare", { title: "The search is slow", severity: 2 });
    expect(await world.ask("ben", "assign-role", takes("incident_commander", "ben"), { stream: two.stream })).toMatchObject({ warnings: [] });
  });
});

describe("what people outside read", () => {
  it("X-14 a draft reaches nobody outside until a person releases it", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    const outside = () => world.sent.filter(({ to }) => to.startsWith("customer-")).length;
    const before = outside();
    await story.does("pam", "draft-customer-message", { text: "A certificate ran out. We renew it.", kind: "status" });
    await world.pass("PT3H");
    expect(outside()).toBe(before);
    expect(JSON.stringify(await publicList({ store: world.store }))).not.toContain("certificate");
    await story.does("pam", "publish-customer-message", { message: Object.keys((await story.state()).public.drafts)[0] });
    expect(JSON.stringify(await publicList({ store: world.store }))).toContain("A certificate ran out. We renew it.");
  });

  it("X-14 the entry that a declaration opens says the same of every incident, until somebody writes it", async () => {
    const world = gracefulWorld();
    const first = await world.open("dan", "declare", declared(2, { title: "The inner gate lost its key" }));
    await world.open("eve", "declare", declared(2, { title: "Customers see each other's orders" }));
    const { reference: _one, since: _then, ...one } = (await publicList({ store: world.store }))[0]!;
    const { reference: _two, since: _now, ...two } = (await publicList({ store: world.store }))[1]!;
    expect(one).toEqual(two);
    expect(one).toMatchObject({ whatHappened: null, howHandled: null });
    await first.does("ana", "answer-page", { page: Object.keys((await first.state()).pages.pages)[0] });
    await first.does("ana", "assign-role", { role: "pr_manager", person: "pam" });
    await first.does("pam", "write-public-entry", { whatHappened: "Payments failed for an hour." });
    const texts = (await publicList({ store: world.store })).map(({ whatHappened }) => whatHappened);
    expect(texts.sort()).toEqual(["Payments failed for an hour.", null]);
  });
});
