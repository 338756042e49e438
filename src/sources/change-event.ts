/** PagerDuty's change events: what changed, in the words of its Events API version 2. */
import { stableHash } from "./bounded.ts";
import { changeOf } from "./change.ts";
import { firstText, instantIn, plainText, recordOf } from "./signal.ts";
import type { Arrival, Change, Unreadable } from "./source.ts";

/** Whether it came in where change events do: `/v2/change/enqueue`. */
export function isChangeEvent({ query }: Arrival): boolean {
  return query.change !== undefined;
}

/** The format has no word for the kind: what speaks of a deploy is one. */
const ofDeploys = /\b(deploy|release|build\b|roll(ed|ing)?[ -]?(out|back))/i;

/** The one change of an event, or what is wrong with it. */
export function readChangeEvent({ payload: whole, receivedAt }: Arrival): readonly Change[] | Unreadable {
  const event = recordOf(whole);
  if (!event) return { unreadable: "The event must be a JSON object", pointer: "" };
  if (plainText(event.routing_key) === null) return { unreadable: "'routing_key' is missing or blank", pointer: "/routing_key" };
  const payload = recordOf(event.payload);
  if (!payload) return { unreadable: "'payload' is missing or blank", pointer: "/payload" };
  const summary = plainText(payload.summary);
  if (summary === null) return { unreadable: "'payload.summary' is missing or blank", pointer: "/payload/summary" };
  const details = recordOf(payload.custom_details) ?? {};
  const link = Array.isArray(event.links) ? recordOf(event.links[0])?.href : undefined;
  const said = `${summary} ${firstText(details.kind, details.type) ?? ""}`;
  // Without a time of its own the same words said again are another change.
  const told = instantIn(payload.timestamp) === null ? [whole, receivedAt] : whole;
  const parts = { key: stableHash(told), kind: ofDeploys.test(said) ? "deploy" : "change", summary, at: payload.timestamp, link } as const;
  return [changeOf({ ...parts, service: firstText(details.service, payload.component, payload.source) }, receivedAt)];
}
