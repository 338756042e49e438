/** Proofs of Graceful Disasters: who may do what, and what one person may not be at the same time. */
import { expect } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, declared, handsOver, managed, over, rolesOf, type Story, sentTo, unmet } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

const seat = (role: string, person: string) => ({ role, person });

/** Both directions, and both at the same time. */
async function managerIsNoWorker(world: StoryWorld, severity: number, id: string): Promise<void> {
  const story = await managed(world, severity);
  const conflict = { code: "role_conflict", rule: [id] };
  expect(await story.refuses("ana", "assign-role", seat("worker", "ana"))).toMatchObject(conflict);
  await story.does("ana", "assign-role", seat("worker", "ben"));
  expect(await story.refuses("ana", "offer-handover", { role: "manager", to: "ben" })).toMatchObject(conflict);
  const vacant = await world.open("dan", "declare", declared(severity));
  const both = await Promise.all(
    ["manager", "worker"].map((role) =>
      world.dispatch({ stream: vacant.stream, name: "assign-role", input: seat(role, "cleo"), actor: "system", viewer: program }),
    ),
  );
  expect(both.filter((one) => !isRefusal(one))).toHaveLength(1);
  expect(both.find(isRefusal)).toMatchObject(conflict);
  expect(await rolesOf(vacant, "cleo")).toHaveLength(1);
}

const repairBy = async (story: Story, assignee: string) => {
  await story.does("ana", "add-action", { kind: "repair", text: "Renew the certificate", assignee });
  return Object.keys((await story.state()).actions.actions).at(-1)!;
};

type Shown = { readonly roles: readonly { readonly role: string; readonly label: string; readonly kind: string; readonly says: string }[] };

export const roles: readonly Proof[] = [
  proof("GD2-13", "at severity 2 nobody manages and works: both directions, and two wishes at one instant", (world) => managerIsNoWorker(world, 2, "GD2-13")),
  proof("GD-17", "nor at any other severity, nor at one of the organisation's own", async (world) => {
    await managerIsNoWorker(world, 1, "GD-17");
    await managerIsNoWorker(world, 3, "GD-17");
  }),
  proof("GD2-14", "only the manager assigns and redirects work, tells others and calls people in; workers say what they need", async (world) => {
    const story = await crewed(world, 2);
    const refused = { code: "not_permitted", rule: ["GD2-14"] };
    expect(await story.refuses("ben", "add-action", { kind: "repair", text: "Renew it" })).toMatchObject({ ...refused, policy: "/actions/directed" });
    await story.does("ana", "assign-role", seat("worker", "cleo"));
    const repair = await repairBy(story, "cleo");
    expect(await story.refuses("ben", "redirect-action", { action: repair, to: "ben" })).toMatchObject({ ...refused, policy: "/may/direct" });
    expect(await story.refuses("ben", "start-action", { action: repair })).toMatchObject({ ...refused, policy: "/actions/directed" });
    expect(await story.refuses("ben", "drop-action", { action: repair, reason: "Not now" })).toMatchObject({ ...refused, policy: "/actions/directed" });
    await story.does("ana", "redirect-action", { action: repair, to: "ben" });
    await story.does("ben", "start-action", { action: repair });
    await story.does("ben", "file-need", { kind: "people", text: "Ian, for the database" });
    expect(sentTo(world, "update")).toEqual(["ana"]);
    expect(await story.refuses("ben", "page", { person: "ian", reason: "We need hands" })).toMatchObject(refused);
    expect(await story.refuses("ben", "add-action", { kind: "task", text: "Read the log", assignee: "eve" })).toMatchObject(refused);
    expect(await story.refuses("ben", "post-update", { audience: "participants", text: "All is well" })).toMatchObject(refused);
    await story.does("ana", "add-action", { kind: "task", text: "Read the log", assignee: "eve" });
    await story.does("ana", "post-update", { audience: "participants", text: "We read the log" });
    await story.does("ana", "page", { person: "ian", reason: "We need hands" });
    expect(sentTo(world, "page")).toEqual(["ana", "ian"]);
  }),
  proof("GD2-33", "public relations is neither manager nor worker, and the incident does not end while nobody is", async (world) => {
    const story = await managed(world, 2);
    await story.does("ana", "assign-role", seat("worker", "ben"));
    const conflict = { code: "role_conflict", rule: ["GD2-33"] };
    for (const person of ["ana", "ben"]) expect(await story.refuses("ana", "assign-role", seat("pr_manager", person))).toMatchObject(conflict);
    expect(await unmet(world, story, "ana", "resolve")).toContain("role.pr_manager");
    await story.does("ana", "assign-role", seat("pr_manager", "pam"));
    expect(await story.refuses("ana", "assign-role", seat("worker", "pam"))).toMatchObject(conflict);
    expect(await unmet(world, story, "ana", "resolve")).not.toContain("role.pr_manager");
    await story.does("pam", "leave-role", { role: "pr_manager" });
    expect(await unmet(world, story, "ana", "resolve")).toContain("role.pr_manager");
    const small = await managed(world, 3);
    await small.does("ana", "assign-role", seat("worker", "ben"));
    await small.does("ana", "assign-role", seat("pr_manager", "ben"));
    await small.does("ana", "change-severity", { to: 2, because: "bigger_problem" });
    expect(await rolesOf(small, "ben")).toEqual(["worker"]);
  }),
  proof("GD-05", "the process has managers, workers, experts and observers, and says what each does", async (world) => {
    const process = await look<Shown>(partsOf(world), "dan", "process", { id: "graceful" });
    expect(process!.roles.filter(({ says }) => says !== "").map(({ role, kind }) => `${role}: ${kind}`)).toEqual([
      "manager: commander",
      "worker: responder",
      "sme: advisor",
      "observer: observer",
      "pr_manager: comms_external",
    ]);
  }),
  proof("GD-06", "severities 1 and 2 do not end without public relations; severity 3 does, and public relations is told of it", async (world) => {
    for (const severity of [1, 2]) expect(await unmet(world, await managed(world, severity), "ana", "resolve")).toContain("role.pr_manager");
    const before = sentTo(world, "declared").filter((to) => to === "pam").length;
    const least = await managed(world, 3);
    expect(await unmet(world, least, "ana", "resolve")).not.toContain("role.pr_manager");
    expect(sentTo(world, "declared").filter((to) => to === "pam")).toHaveLength(before + 1);
  }),
  proof("GD-07", "a leading manager of the company ends nothing; the newest colleague who manages may", async (world) => {
    const story = await crewed(world, 2);
    expect(await story.refuses("mia", "resolve")).toMatchObject({ code: "not_permitted", rule: ["GD-07"], policy: "/may/command" });
    expect(await story.refuses("max", "resolve")).toMatchObject({ code: "not_permitted" });
    await handsOver(story, "ana", "ian");
    const answer = await world.ask("ian", "resolve", {}, { stream: story.stream, dryRun: true });
    expect(isRefusal(answer) ? answer.code : "accepted").not.toBe("not_permitted");
    expect(await story.refuses("ana", "resolve")).toMatchObject({ code: "not_permitted", rule: ["GD-07"] });
  }),
  proof("GD-27", "a worker begins and ends a repair; an expert, an observer and the manager do not", async (world) => {
    const story = await crewed(world, 2);
    const action = await repairBy(story, "ben");
    for (const person of ["eve", "max", "ana"])
      expect(await story.refuses(person, "start-action", { action })).toMatchObject({ code: "not_permitted", rule: ["GD-27"], policy: "/may/repair" });
    await story.does("ben", "start-action", { action });
    expect(await story.refuses("eve", "finish-action", { action, outcome: "Renewed" })).toMatchObject({ code: "not_permitted", rule: ["GD-27"] });
    await story.does("ben", "finish-action", { action, outcome: "Renewed" });
  }),
  proof("GD-33", "observers hear of all of it and handle nothing; whoever becomes a worker observes no more", async (world) => {
    const story = await over(world, 2);
    const heard = (template: string) => sentTo(world, template).filter((to) => to === "max").length;
    expect([heard("declared"), heard("resolved")]).toEqual([1, 1]);
    const other = await crewed(world, 2);
    const before = heard("update");
    await other.does("ana", "post-update", { audience: "participants", text: "We know the cause" });
    await other.does("ana", "change-severity", { to: 3, because: "partial_fix" });
    expect([heard("update"), heard("severity-changed")]).toEqual([before + 1, 1]);
    expect(await other.refuses("max", "add-action", { kind: "task", text: "Switch it off and on" })).toMatchObject({
      code: "not_permitted",
      rule: ["GD-33"],
      policy: "/bystanders/0",
    });
    expect(await rolesOf(other, "max")).toEqual(["observer"]);
    await other.does("ana", "assign-role", seat("worker", "max"));
    expect(await rolesOf(other, "max")).toEqual(["worker"]);
    expect(await other.refuses("max", "assign-role", seat("observer", "max"))).toMatchObject({ code: "role_conflict", rule: ["GD-33"] });
    await other.does("max", "add-action", { kind: "task", text: "Switch it off and on" });
    expect(await rolesOf(story, "max")).toEqual(["observer"]);
  }),
  proof("GD-34", "the executives, vice presidents and client managers observe at 1 and 2, the executives at 3", async (world) => {
    const observers = async (story: Story) => (await story.state()).roles.held.filter(({ role }) => role === "observer").map(({ person }) => person);
    expect(await observers(await managed(world, 1))).toEqual(["max", "vic", "lea"]);
    const story = await managed(world, 3);
    expect(await observers(story)).toEqual(["max"]);
    await story.does("ana", "change-severity", { to: 2, because: "bigger_problem" });
    expect(await observers(story)).toEqual(["max", "vic", "lea"]);
  }),
  proof("GD-37", "public relations changes no severity and takes no action", async (world) => {
    const story = await crewed(world, 2);
    expect(await story.refuses("pam", "change-severity", { to: 3, because: "workaround" })).toMatchObject({ code: "not_permitted" });
    expect(await story.refuses("pam", "add-action", { kind: "task", text: "Restart it" })).toMatchObject({
      code: "not_permitted",
      rule: ["GD-37"],
      policy: "/bystanders/1",
    });
    await story.does("pam", "draft-customer-message", { text: "Payments may fail. We are on it.", kind: "status" });
  }),
  proof("GD-54", "only the manager changes the severity, hears the observers before, and the change says what they advised", async (world) => {
    const story = await crewed(world, 2);
    for (const person of ["ben", "max", "eve"])
      expect(await story.refuses(person, "change-severity", { to: 1, because: "bigger_problem" })).toMatchObject({ code: "not_permitted", rule: ["GD-54"] });
    await story.does("ana", "review-severity", { propose: 1 });
    const asked = world.sent.filter(({ message }) => message.template === "nudge" && message.headline.includes("Say what you think")).map(({ to }) => to);
    expect(asked.sort()).toEqual(["lea", "max", "vic"]);
    const advice = { advises: 1, text: "Our largest customer called" };
    expect(await story.refuses("ben", "severity-input", advice)).toMatchObject({ code: "not_permitted", rule: ["GD-54"] });
    await story.does("max", "severity-input", { advises: 3, text: "Nobody called" });
    await story.does("max", "severity-input", advice);
    expect((await story.state()).severity.rank).toBe(2);
    await story.does("ana", "change-severity", { to: 1, because: "bigger_problem" });
    expect((await story.events()).find(({ type }) => type === "severity-changed")?.data).toMatchObject({ inputs: [{ person: "max", ...advice }] });
    expect((await story.state()).severity).toMatchObject({ rank: 1, inputs: [], review: null });
  }),
];
