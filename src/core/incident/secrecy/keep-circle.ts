/** Follows those who always see what is secret: who joined them comes in, who left them goes (K5, R-PD-S04). */
import { z } from "zod";
import { command } from "../slices.ts";
import { secret } from "./examples.ts";

const people = z.array(z.string()).max(500);

export const keepCircle = command("keep-circle", {
  title: "Keep the circle",
  says: "Follows those who always see what is secret: who joined them comes in, who left them goes (K5, R-PD-S04).",
  input: z.object({ joined: people, left: people }),
  may: "program",
  partOf: "secrecy",
  decide({ secrecy }, { joined, left }) {
    if (!secrecy.concealed) return [];
    const fresh = joined.filter((person) => !secrecy.byGroup.includes(person));
    const gone = left.filter((person) => secrecy.byGroup.includes(person));
    return [
      ...(fresh.length === 0 ? [] : [{ type: "let-in" as const, data: { people: fresh, why: "", group: true as const } }]),
      ...(gone.length === 0 ? [] : [{ type: "shut-out" as const, data: { people: gone, why: "", group: true as const } }]),
    ];
  },
  examples: [
    { title: "one joined, one left", given: secret, input: { joined: ["ana"], left: ["cleo"] }, by: "rule:secrecy", then: ["let-in", "shut-out"] },
    { title: "nobody new", given: secret, input: { joined: ["cleo"], left: [] }, by: "rule:secrecy", then: [] },
  ],
});
