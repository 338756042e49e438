/** Which alerts a silence is about: equality, beginnings and `*`, never a pattern language that could take long; pure, so that every store agrees. */
import type { Instant } from "../core/kernel/time.ts";

/** What a label must be. `title` also means the alert's title, where it has no such label. `glob`: `*` stands for any run of characters. */
export type Matcher = { readonly label: string; readonly is: "equal" | "prefix" | "glob"; readonly value: string };

/** A silence or maintenance window: from its beginning (inclusive) until its end (exclusive), or until somebody ended it. */
export type Silence = {
  readonly id: string;
  /** The source it is about; null: every source. */
  readonly source: string | null;
  /** All must hold. */
  readonly matchers: readonly Matcher[];
  readonly from: Instant;
  readonly until: Instant;
  readonly endedAt: Instant | null;
  readonly reason: string;
};

/** What is matched: an alert, or a group as its alerts left it. */
export type Matched = { readonly source: string; readonly title: string; readonly labels: Readonly<Record<string, string>> };

/** Whether it is in force at an instant. */
export function isActive(silence: Pick<Silence, "from" | "until" | "endedAt">, now: Instant): boolean {
  return silence.from <= now && now < silence.until && (silence.endedAt === null || silence.endedAt > now);
}

/** The first of the silences in force that is about it, or null. */
export function silenceOf(silences: readonly Silence[], matched: Matched, now: Instant): Silence | null {
  return silences.find((silence) => isActive(silence, now) && isAbout(silence, matched)) ?? null;
}

function isAbout(silence: Silence, { source, title, labels }: Matched): boolean {
  if (silence.source !== null && silence.source !== source) return false;
  return silence.matchers.every(({ label, is, value }) => {
    const text = Object.hasOwn(labels, label) ? labels[label]! : label === "title" ? title : null;
    return text !== null && fits(is, value, text);
  });
}

function fits(is: Matcher["is"], value: string, text: string): boolean {
  switch (is) {
    case "equal":
      return text === value;
    case "prefix":
      return text.startsWith(value);
    case "glob":
      return fitsGlob(value, text);
  }
}

/** The parts between the stars, each found once from left to right: the first at the beginning, the last at the end. */
function fitsGlob(glob: string, text: string): boolean {
  const [first = "", ...others] = glob.split("*");
  const last = others.pop();
  if (last === undefined) return text === glob;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** What is written beside a silenced signal, for people. */
export function silencedBy(silence: Pick<Silence, "reason">): string {
  return `Silenced: ${silence.reason}`;
}
