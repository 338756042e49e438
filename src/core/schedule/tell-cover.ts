/** Somebody asks for cover; or there is an answer. */
import { z } from "zod";
import { refuse } from "../kernel/refusal.ts";
import { askedOf } from "../oncall/asked.ts";
import { opened } from "./examples.ts";
import { command } from "./slices.ts";

export const tellCover = command("tell-cover", {
  title: "Tell of a request for cover",
  says: "Asks those who could take a shift, reminds them, and tells the asker what came of it.",
  input: z.object({ request: z.string(), what: z.enum(["asked", "reminder", "answered"]) }),
  may: "program",
  decide({ watch }, { request: id, what }, ctx) {
    const schedule = ctx.facts.get("schedule", watch.schedule);
    const request = ctx.facts.get("cover", watch.schedule)?.requests.find((one) => one.id === id);
    if (!schedule || !request) return refuse("invalid_state", "This request is no longer there.");
    const people =
      what === "answered" ? [request.person, ...(request.state === "accepted" && request.answeredBy ? [request.answeredBy] : [])] : askedOf(schedule, request);
    return [{ type: "cover-told", data: { request: id, what, title: schedule.title, people: [...people] } }];
  },
  examples: [
    { title: "withdrawn meanwhile", given: opened, input: { request: "r1", what: "asked" }, by: "time", then: { refused: "invalid_state" } },
    { title: "by somebody", given: opened, input: { request: "r1", what: "asked" }, then: { refused: "not_permitted" } },
  ],
});
