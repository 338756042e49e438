/** The verb of the emergency way into an incident that is hidden. */
import type { Request } from "./exchange.ts";

/** The group, by name. */
export const secrets = {
  secret: {
    says: "incidents that are hidden",
    verbs: [
      {
        usage: "break-glass <codename>",
        says: "open one by its codename or id, for administrators: everybody inside is paged, and it stands in its log",
        takes: { "--reason <text>": "why it cannot wait" },
        asks: ([name = ""]: readonly string[], { reason = "" }: Readonly<Record<string, string | undefined>>): Request => ({
          method: "POST",
          path: `/incidents/${encodeURIComponent(name)}/break-glass`,
          body: { reason },
        }),
      },
    ],
  },
};
