/** Proofs of the process with one commander on a call: the words for customers and for the record. */
import { expect } from "vitest";
import { crewed, ended } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

export const wording: readonly Proof[] = [
  proof("R-PD-R06", "whoever promises customers a time is told so, and may still write it", async (world) => {
    const story = await crewed(world, 1);
    const warned = async (text: string) => (await story.does("pam", "draft-customer-message", { text })).warnings;
    expect(await warned("Paying works again in 20 minutes.")).toMatchObject([{ code: "invalid_value", rule: ["R-PD-R06"], policy: "/wording/0" }]);
    expect(await warned("The ETA is noon.")).toMatchObject([{ rule: ["R-PD-R06"] }]);
    expect(await warned("Paying may fail. Please try again, or pay by invoice. The metal is fine.")).toEqual([]);
  }),
  proof("R-PD-A07", "the post-mortem names no culprit and does not say what should have been done; an outage is said of what is total", async (world) => {
    const story = await crewed(world, 1);
    await ended(story);
    let base = 0;
    const warned = async (text: string) => (await story.does("cleo", "edit-document", { kind: "postmortem", section: "experts", text, base: base++ })).warnings;
    const told = [{ code: "invalid_value", rule: ["R-PD-A07"] }];
    expect(await warned("We should have renewed it.")).toMatchObject(told);
    expect(await warned("It was the fault of one of us.")).toMatchObject(told);
    expect(await warned("A partial OUTAGE of payments.")).toMatchObject(told);
    expect(await warned("The reminder went to somebody who had left; the outages list shows it.")).toEqual([]);
  }),
];
