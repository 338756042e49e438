/** Proofs of the process with one commander on a call: instructions, causes, proposals and playbooks. */
import { expect } from "vitest";
import { crewed } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

export const work: readonly Proof[] = [
  proof("PD-17", "only the commander hands out tasks", async (world) => {
    const story = await crewed(world, 1);
    const task = { kind: "task", text: "Read the error log", assignee: "cleo" };
    for (const person of ["dan", "cleo", "eve"])
      expect(await story.refuses(person, "add-action", person === "cleo" ? { ...task, assignee: "eve" } : task)).toMatchObject({
        code: "not_permitted",
        rule: ["PD-17"],
      });
    await story.does("ana", "add-action", task);
  }),
];
