/** Proofs of the process with one commander on a call: how it ends and what is left to do. */
import { expect } from "vitest";
import { crewed } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

export const after: readonly Proof[] = [
  proof("PD-31", "when it is over the call ends, and the room says where to go on", async (world) => {
    const story = await crewed(world, 1);
    await story.does("ana", "resolve", { note: "Rolled back", condition: "recovered", nothingLeft: true });
    expect((await story.state()).call.state).toBe("ended");
    expect((await story.events()).find(({ type }) => type === "call-ended")?.data).toEqual({ chat: "#incident-chat" });
  }),
];
