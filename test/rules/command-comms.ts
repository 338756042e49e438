/** Proofs of the process with one commander on a call: what is told, to whom, by whom. */
import { expect } from "vitest";
import { codes } from "../../src/core/kernel/refusal.ts";
import { readPack } from "../../src/core/pack/read-pack.ts";
import { room } from "../../src/views/room.ts";
import { partsOf } from "../views/looking.ts";
import { commandPack, crewed, open } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

/** The summary that the process ships with. */
const summary = commandPack().contact_summary as { readonly [field: string]: string };

export const comms: readonly Proof[] = [
  proof("PD-01", "the severities say what is a major incident, and only that has a call", async (world) => {
    for (const severity of [1, 2]) expect((await (await open(world, severity)).state()).call.state).toBe("open");
    for (const severity of [3, 4]) expect((await (await open(world, severity)).state()).call.state).toBe("none");
    const story = await crewed(world, 3);
    await story.does("ana", "change-severity", { to: 2, because: "bigger_problem" });
    expect((await story.state()).call.state).toBe("open");
  }),
  proof("PD-02", "where to meet stands with every incident, and no process is put in force that does not say it", async (world) => {
    const story = await open(world, 4);
    const seen = (await room.read(partsOf(world), { viewer: { person: "ian", all: false }, id: story.stream, query: {} })) as { incident: object };
    expect(seen.incident).toMatchObject({ contactSummary: { callUrl: summary.callUrl, phone: summary.phone, pin: summary.pin, chat: summary.chat } });
    const pack = structuredClone(await world.shelf.active("command")) as unknown as { contact_summary: { callUrl?: string } };
    delete pack.contact_summary.callUrl;
    expect(readPack(pack)).toMatchObject({ problems: [{ code: "missing_fields", cites: ["PD-02"], at: "/contact_summary/shown" }] });
    expect(codes.missing_fields).toBe(422);
  }),
  proof("PD-03", "what opens the room names the chat, the call with its number and PIN, and how to get a commander", async (world) => {
    const story = await open(world, 1);
    const opener = (await story.events()).find(({ type }) => type === "call-opened");
    for (const field of ["chat", "callUrl", "phone", "pin", "commander"]) expect(opener?.data).toHaveProperty(field, summary[field]);
  }),
];
