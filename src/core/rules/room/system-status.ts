/** What `!status` says of the systems, and from what it knows (PD-39). */
import { systemStatusShape } from "../../incident/status-watch/word.ts";
import { rule } from "../rule.ts";

export const systemStatus = rule("system_status", {
  title: "State of the systems",
  says: "Says in one word how the systems are, and what cannot be heard; the chat and the watch of a room ask it.",
  schema: systemStatusShape.optional(),
  examples: [
    { title: "from everything there is", value: { reads: ["incidents", "alerts", "heartbeats"] }, in: "top", valid: true },
    { title: "from nothing", value: { reads: [] }, in: "top", valid: false },
  ],
});
