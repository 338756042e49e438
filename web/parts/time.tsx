/** Times as people say them: relative or by the clock, exact with the zone on hover. */
import { useNow } from "../clock.ts";
import { t } from "../text/en.ts";
import { clockOrDay, clockTime, exact, piecesOf, sameDay, span } from "../when.ts";

/** `12 min ago`, or the clock time when it is longer than a day. */
export function Ago({ at, bare = false }: { readonly at: string; readonly bare?: boolean }) {
  const now = useNow();
  const past = now - Date.parse(at);
  const words = past < 60_000 && past > -60_000 ? t.time.now : past < 0 ? t.time.in(span(past)) : bare ? span(past) : t.time.ago(span(past));
  return (
    <time dateTime={at} title={exact(at)} className="whitespace-nowrap">
      {words}
    </time>
  );
}

/** `14:05`, with the day when it is not today. */
export function At({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exact(at)} className="whitespace-nowrap">
      {clockOrDay(at, now)}
    </time>
  );
}

/** `14:05 – 15:00`, with the day when it is not today. */
export function Between({ from, until }: { readonly from: string; readonly until: string }) {
  return (
    <>
      <At at={from} /> –{" "}
      {sameDay(from, until) ? (
        <time dateTime={until} title={exact(until)}>
          {clockTime(until)}
        </time>
      ) : (
        <At at={until} />
      )}
    </>
  );
}

/** A sentence of the record with its instants by the reader's clock. */
export function Sentence({ of }: { readonly of: string }) {
  return piecesOf(of).map(({ text, at }, index) =>
    at === undefined ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces have no identity
      <time key={index} dateTime={at} title={exact(at)}>
        {text}
      </time>
    ),
  );
}

const wordsWhenLate = (left: number) => (left < -60_000 ? t.duty.overdueBy(span(left)) : t.duty.overdue);

/** When something is due: a countdown for who owes it, a clock time for everybody else. Overdue is said plainly. */
export function Due({ at, mine, overdue }: { readonly at: string | null; readonly mine: boolean; readonly overdue: boolean }) {
  const now = useNow();
  if (at === null) return overdue ? <strong className="font-semibold">{t.duty.overdue}</strong> : null;
  const left = Date.parse(at) - now;
  const late = overdue || left < 0;
  const words = late ? wordsWhenLate(left) : mine ? (left < 60_000 ? t.duty.soon : t.duty.in(span(left))) : t.duty.by(clockOrDay(at, now));
  return (
    <time
      dateTime={at}
      title={exact(at)}
      className={late ? "font-semibold whitespace-nowrap text-ink underline decoration-2 underline-offset-2" : "whitespace-nowrap"}
    >
      {words}
    </time>
  );
}
