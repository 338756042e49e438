/** Follows those who always see what is secret: who joined them comes in, who left them goes (K5, R-PD-S04). */
import { z } from "zod";
import { command } from "../slices.ts";
import { secret } from "./examples.ts";

const people = z.array(z.string()).max(500);

export const keepCircle = command("keep-circle", {
  title: "Keep the circle",
  says: "Follows those who always see what is secret: who joined them comes in (K5, R-PD-S04).",
  input: z.object({ people }),
  may: "program",
  partOf: "secrecy",
  decide(state, { people: joined }) {
    const fresh = state.secrecy.concealed ? joined.filter((person) => !state.secrecy.letIn.includes(person)) : [];
    return fresh.length === 0 ? [] : [{ type: "let-in", data: { people: fresh, why: "" } }];
  },
  examples: [
    { title: "somebody joined", given: secret, input: { people: ["ana"] }, by: "rule:secrecy", then: ["let-in"] },
    { title: "nobody new", given: secret, input: { people: ["cleo"] }, by: "rule:secrecy", then: [] },
  ],
});
