/** What people write back in few words, at night and in a hurry: the grammar of replies. */

/** A reply as we understand it. `code` names the page; null: the newest one. */
export type ReplyWord =
  | { readonly does: "answer" | "escalate" | "close"; readonly code: string | null }
  | { readonly does: "decline"; readonly code: string | null; readonly reason: string }
  | { readonly does: "answer-all" }
  | { readonly does: "stop" }
  /** `answers`: the word is also a yes. */
  | { readonly does: "start"; readonly answers: boolean }
  | { readonly does: "unclear" };

const stop = /^\W*(stop|stopall|unsubscribe|cancel|end|quit)\W*$/i;
const start = /^\W*(start|unstop|yes)\W*$/i;
const all = /^\W*aa\W*$/i;
const coded = /^\W*(\d{2,3})\s*([aecn])(?![a-z])[\s,:;.-]*(.*)$/is;
const spelled = /^\W*(ack|escalate|close)\s+(\d{2,3})\b/i;
const yes = /^\W*(ok|okay|yes|y|ja|oui|si|1|ack|coming|on it|i'?m on it|i am on it)\b/i;
const no = /^\W*(no|n|nein|non|2|can'?t|cannot|i can'?t|i cannot)\b[\s,:;.-]*(.*)$/is;

const letters = { a: "answer", e: "escalate", c: "close" } as const;
const verbs = { ack: "answer", escalate: "escalate", close: "close" } as const;

/** Reads a reply: `27a`, `ack 27`, `27e`, `27c`, `27n on a plane`, `aa`, OK, NO and why, STOP, START. */
export function readReply(text: string): ReplyWord {
  if (stop.test(text)) return { does: "stop" };
  const begins = start.exec(text);
  if (begins) return { does: "start", answers: begins[1]!.toLowerCase() === "yes" };
  if (all.test(text)) return { does: "answer-all" };
  const [, code = "", letter = "", rest = ""] = coded.exec(text) ?? [];
  const key = letter.toLowerCase();
  if (key === "n") return { does: "decline", code, reason: rest.trim().slice(0, 300) };
  if (key === "a" || key === "e" || key === "c") return { does: letters[key], code };
  const [, verb = "", named = ""] = spelled.exec(text) ?? [];
  if (verb !== "") return { does: verbs[verb.toLowerCase() as keyof typeof verbs], code: named };
  const declines = no.exec(text);
  if (declines) return { does: "decline", code: null, reason: (declines[2] ?? "").trim().slice(0, 300) };
  return yes.test(text) ? { does: "answer", code: null } : { does: "unclear" };
}
