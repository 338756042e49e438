/** What a room shows of the process with one commander, and what rooms of other processes do not show. */
import { describe, expect, it } from "vitest";
import type { DocumentView, RoomView } from "../../src/views/room-shape.ts";
import { packOf } from "../organisation.ts";
import { commandData, commandWorld, crewed, drafted, ended, open, sentTo } from "../rules/command-world.ts";
import { storyWorld } from "../world.ts";
import { look, partsOf } from "./looking.ts";

type World = ReturnType<typeof commandWorld>;

const roomOf = async (world: World, who: string, id: string) => (await look<RoomView>(partsOf(world), who, "room", { id }))!;

/** The names of the fields of a command's form. */
const fieldsOf = ({ abilities }: RoomView, name: string) =>
  Object.keys((abilities.find((one) => one.name === name)?.input as { readonly properties?: object } | undefined)?.properties ?? {});

/** Commands that only a process brings along which says something of them. */
const own = ["decide-public", "approve-customer-message", "tell-executives", "prompt-severity", "take-note", "end-call", "assign-document"];

describe("the room of a process with one commander", () => {
  it("asks at the end how it is and what is left; elsewhere that form stays as it is, and none of the commands is there", async () => {
    const world = commandWorld();
    const story = await crewed(world, 1);
    const room = await roomOf(world, "ana", story.stream);
    expect(fieldsOf(room, "resolve")).toEqual(["note", "condition", "cleanup", "nothingLeft", "debrief"]);
    expect(room.abilities.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["decide-public", "tell-executives", "prompt-severity", "take-note", "end-call"]),
    );
    const other = storyWorld();
    const small = await other.open("dan", "declare", { title: "Checkout is down", severity: 1, area: "web" });
    await small.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    const plain = await roomOf(other, "ana", small.stream);
    expect(fieldsOf(plain, "resolve")).toEqual(["note"]);
    expect(plain.abilities.filter(({ name }) => own.includes(name))).toEqual([]);
    expect(plain.incident.contactSummary).toBeNull();
  });

  it("says which places to meet are only examples, and that the call is over", async () => {
    const world = commandWorld();
    const story = await crewed(world, 1);
    const summary = async () => (await roomOf(world, "vic", story.stream)).incident.contactSummary;
    expect(await summary()).toMatchObject({ call: { state: "open" }, examples: ["callUrl", "phone"] });
    await ended(story);
    expect(await summary()).toMatchObject({ call: { state: "ended" } });
    const real = { ...(commandData().contact_summary as object), callUrl: "https://call.demo-shop.invalid/war-room", phone: "+49 30 1234" };
    const own = commandWorld([], { pack: packOf({ ...commandData(), contact_summary: real }) });
    const other = await open(own, 1);
    expect((await roomOf(own, "vic", other.stream)).incident.contactSummary).toMatchObject({ examples: [] });
    await other.does("mia", "page-commander");
    expect(sentTo(own, "page")).toEqual(["mia"]);
    const { message } = own.sent.find((one) => one.message.template === "page")!;
    expect(message.paragraphs.join(" ")).toContain("https://call.demo-shop.invalid/war-room; phone +49 30 1234, PIN 4711; chat #incident-chat");
  });

  it("offers drafts to approve and then to plan, and the documents that wait for whoever writes them", async () => {
    const world = commandWorld();
    const story = await crewed(world, 1);
    await story.does("ana", "decide-public", { decision: "announce" });
    const message = await drafted(story, "Payments may fail");
    const choice = { value: message, label: "Payments may fail" };
    expect((await roomOf(world, "ana", story.stream)).choices).toMatchObject({ draft: [choice] });
    await story.does("ana", "approve-customer-message", { message });
    const { choices } = await roomOf(world, "pam", story.stream);
    expect([choices.draft, choices["approved-draft"]]).toEqual([undefined, [choice]]);
    await ended(story);
    expect((await roomOf(world, "ana", story.stream)).choices["assigned-document"]).toEqual([{ value: "postmortem", label: "Post-mortem" }]);
    await story.does("ana", "assign-document", { kind: "postmortem", person: "cleo" });
    const shown = (await look<{ items: readonly DocumentView[] }>(partsOf(world), "ana", "documents", { id: story.stream }))!;
    expect(shown.items.map(({ kind, owner }) => [kind, owner])).toEqual([
      ["postmortem", "Demo Cleo"],
      ["internal-email", "Incident Commander"],
    ]);
    expect(shown.items[1]?.sections[0]?.text).toMatch(/^Nobody can pay: an incident of .*Critical.*It was over at/);
  });
});
