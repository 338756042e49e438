/** Keeps an incident secret from its first event on: the process does it by itself where it says so (X-15, R-PD-S03). */
import { z } from "zod";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { codenameOf } from "./codename.ts";
import { secret } from "./examples.ts";

export const conceal = command("conceal", {
  title: "Keep secret",
  says: "Keeps an incident secret from its first event on: the process does it by itself where it says so (X-15, R-PD-S03).",
  input: z.object({ people: z.array(z.string()).max(500), codename: z.boolean().default(true) }),
  may: "program",
  partOf: "secrecy",
  decide(state, { people, codename }, ctx) {
    if (state.secrecy.concealed) return [];
    return [{ type: "concealed", data: { codename: codename ? codenameOf(ctx.id()) : "", people } }];
  },
  examples: [
    { title: "with the people who always see it", given: active, input: { people: ["cleo"] }, by: "rule:secrecy", then: ["concealed"] },
    { title: "what is secret already", given: secret, input: { people: ["cleo"] }, by: "rule:secrecy", then: [] },
  ],
});
