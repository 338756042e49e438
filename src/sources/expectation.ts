/** How often a source that is watched must say that it is well. */
import { z } from "zod";
import { parseDuration } from "../core/kernel/time.ts";

/** A length of time between a second and 31 days, as `90s`, `5m`, `2h`, `1d` or ISO 8601; ISO 8601 once read. */
const interval = z.string().transform((text, context) => {
  const iso = parseDuration(text);
  const seconds = iso === null ? Number.NaN : secondsOf(iso);
  if (!(seconds >= 1 && seconds <= 31 * 86_400))
    context.addIssue({ code: "custom", message: `"${text}" is no length between a second and 31 days: write 90s, 5m, 2h or 1d.` });
  return iso ?? "PT0S";
});

function secondsOf(iso: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso);
  if (!parts) return Number.NaN;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** How often a sign of life must come, and how late it may be. */
export const expectation = {
  every: interval.default("PT5M").meta({ title: "Every", description: "How often a sign of life comes." }),
  grace: interval.default("PT1M").meta({ title: "Grace", description: "How much later it may come before it is missed." }),
};
