/** Nobody answered the test page in time: the person counts as unreachable. */
import { z } from "zod";
import { refuse } from "../kernel/refusal.ts";
import { waiting, weeklyTest } from "./examples.ts";
import { command } from "./slices.ts";

export const reportSilence = command("report-silence", {
  title: "Report silence",
  says: "Nobody answered the test page in time: the person counts as unreachable.",
  input: z.object({ page: z.string().min(1) }),
  may: "program",
  decide({ tested }, { page }) {
    if (tested.page?.id !== page || tested.page.state !== "open") return refuse("invalid_state", "That page waits no more.");
    return [{ type: "person-unreachable", data: { page, person: tested.person, reason: "The test page was not answered within an hour" } }];
  },
  examples: [
    { title: "an hour later", given: waiting, input: { page: "p1" }, by: "time", then: ["person-unreachable"] },
    { title: "of no page", given: weeklyTest, input: { page: "p1" }, by: "time", then: { refused: "invalid_state" } },
  ],
});
