/** A message out: to whom, by what, its state with the reason, and on opening every try with the provider's later word. */
import type { ReactNode } from "react";
import type { DeliveryView } from "../../src/views/room-shape.ts";
import { t } from "../text/en.ts";
import { clockTime, span } from "../when.ts";
import { Tag } from "./marks.tsx";
import { At } from "./time.tsx";

const words = t.room.deliveries;
const more = t.reach.deliveries;

/** Less than this nobody calls late, in milliseconds. */
const late = 30_000;

/** The row; `aside` stands before the state: when and what it is about, in a list of many incidents. */
export function DeliveryRow({ delivery: one, aside }: { readonly delivery: DeliveryView; readonly aside?: ReactNode }) {
  return (
    <li>
      <details className="group px-3 py-2">
        <summary className="control -mx-1 flex items-start justify-between gap-2 rounded px-1">
          <span className="min-w-0">
            <span className="block">{words.to(one.to, one.channel === null ? "…" : (words.channel[one.channel] ?? one.channel))}</span>
            <span className="block text-xs text-soft">
              <Why of={one} />
            </span>
          </span>
          <span className="flex shrink-0 items-center gap-2">
            {aside}
            <Tag>{words.state[one.state] ?? one.state}</Tag>
          </span>
        </summary>
        {one.body && <p className="mt-1 rounded-md bg-sunken px-2.5 py-1.5 text-xs whitespace-pre-wrap">{one.body}</p>}
        {one.attempts.length === 0 ? <p className="mt-1 text-xs text-soft">{more.noTries}</p> : <Tries of={one} />}
      </details>
    </li>
  );
}

/** The reason of its state, and what else a reader wonders about. */
function Why({ of: one }: { readonly of: DeliveryView }) {
  const parts = [
    one.acknowledgedAt ? words.acknowledged(clockTime(one.acknowledgedAt)) : one.reason,
    one.bundle !== null && !one.reason ? more.bundled : null,
    one.bundles.length > 0 ? more.bundles(one.bundles.length) : null,
    one.lateMs !== null && one.lateMs >= late ? more.late(one.lateMs < 60_000 ? `${Math.round(one.lateMs / 1_000)} s` : span(one.lateMs)) : null,
  ].filter((part) => part !== null && part !== "");
  return (
    <>
      {parts.join(" · ")}
      {one.state === "held" && (
        <>
          {" "}
          {words.until("")}
          <At at={one.releaseAt} />
        </>
      )}
    </>
  );
}

function Tries({ of: { attempts } }: { readonly of: DeliveryView }) {
  return (
    <ol aria-label={more.tries} className="mt-1 space-y-1 text-xs text-soft">
      {attempts.map((attempt) => (
        <li key={attempt.n}>
          {clockTime(attempt.at)} {words.channel[attempt.channel] ?? attempt.channel}: {more.outcome[attempt.outcome] ?? attempt.outcome}
          {attempt.reason && `, ${attempt.reason}`}
          {attempt.receipt && (
            <span className="block pl-3 text-ink">
              {clockTime(attempt.receipt.at)} {more.receipt[attempt.receipt.state] ?? attempt.receipt.state}
              {attempt.receipt.reason && `, ${attempt.receipt.reason}`}
            </span>
          )}
          {attempt.providerId && (
            <span className="block pl-3">
              {more.provider}: <code className="font-mono break-all">{attempt.providerId}</code>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
