/** Building a change from loose parts: every part cleaned and cut to the contract's limits, so that a source cannot break them. */
import { epochMs, type Instant } from "../core/kernel/time.ts";
import { identity, instantIn, oneLine, plainText, webAddress } from "./signal.ts";
import type { Change } from "./source.ts";

/** The limits of a change's parts, in code points. */
export const changeLimits = { key: 255, summary: 500, service: 200 } as const;

/** A change before its limits; `at` is any time a sender writes, and one that cannot be read is when it came in. */
export type ChangeParts = {
  readonly key: string;
  readonly kind: Change["kind"];
  readonly summary: string;
  readonly service: unknown;
  readonly at: unknown;
  readonly link: unknown;
};

/** The change these parts make. A sender whose clock is ahead cannot put it into the future. */
export function changeOf({ key, kind, summary, service, at, link }: ChangeParts, receivedAt: Instant): Change {
  const happened = instantIn(at) ?? receivedAt;
  return {
    key: identity(key, changeLimits.key),
    kind,
    summary: oneLine(summary, changeLimits.summary),
    service: oneLine(plainText(service) ?? "", changeLimits.service),
    at: epochMs(happened) > epochMs(receivedAt) ? receivedAt : happened,
    link: webAddress(link) ?? "",
  };
}
