/** Alerts by mail: one group per subject, or per `+name` in the address it was sent to. */
import { z } from "zod";
import { stableHash } from "./bounded.ts";
import { firstText, recordOf, signalOf } from "./signal.ts";
import { type Arrival, type Signal, source, type Unreadable } from "./source.ts";

const ends = "resolved|recovery|recovered|ok|up|closed?";
const begins = "firing|alert|problem|critical|warning|trigger|triggered|down";

/** What mail programs and monitors put before a subject: `Re:`, `[FIRING]`, `ALERT -`. The matter behind it stays the same. */
const before = new RegExp(`^(?:(?:re|fwd?|aw|wg)\\s*:|\\[(?:${begins}|${ends})\\]\\s*[:–-]?|(?:${begins}|${ends})\\s*[:–-])\\s*`, "i");
const answered = /^(?:(?:re|fwd?|aw|wg)\s*:\s*)+/i;
const over = new RegExp(`^(?:\\[(?:${ends})\\]|(?:${ends})\\s*[:–-])`, "i");

function parse({ payload }: Arrival): readonly Signal[] | Unreadable {
  const mail = recordOf(payload);
  if (!mail) return { unreadable: "Send the mail raw to /api/v1/mail/{key}, or its parts as an object: from, to, subject, text.", pointer: "" };
  const text = firstText(mail.text, mail.message, mail.body) ?? "";
  const subject = firstText(mail.subject) ?? text.trim().split("\n")[0]!;
  if (subject.trim() === "") return { unreadable: "A mail needs a subject, or words: it is what people read first.", pointer: "/subject" };
  const matter = withoutWords(subject);
  const named = nameIn(mail.to);
  const fingerprint = named ?? stableHash(matter.toLowerCase());
  const status = over.test(subject.trim().replace(answered, "")) || /^\s*(ok|resolved)\W*$/i.test(text.trim().split("\n")[0] ?? "") ? "resolved" : "firing";
  const sender = firstText(mail.from, mail.sender);
  return [
    signalOf({
      group: named ?? matter.toLowerCase(),
      fingerprint,
      status,
      title: matter === "" ? subject : matter,
      text,
      labels: sender === null ? {} : { sender },
      links: [],
      startsAt: null,
    }),
  ];
}

function withoutWords(subject: string): string {
  let rest = subject.slice(0, 1_000).trim();
  for (let round = 0; round < 5 && before.test(rest); round += 1) rest = rest.replace(before, "");
  return rest.replace(/\s+/g, " ").trim();
}

/** `alerts+disk-db1@…`: what stands behind the plus is the alert's own name. */
function nameIn(to: unknown): string | null {
  const addresses = Array.isArray(to) ? to : [to];
  for (const address of addresses) {
    const name = typeof address === "string" ? /\+([^@\s]{1,200})@/.exec(address)?.[1] : undefined;
    if (name !== undefined) return name.toLowerCase();
  }
  return null;
}

/** Mail, for whatever can do nothing else. */
export const email = source("email", {
  title: "Mail",
  howTo: [
    "Let your mail server hand every mail of one address to Quarterdeck, raw and as it came, at `/api/v1/mail/{key}`. With Postfix, in `aliases`:",
    "```sh\nquarterdeck: \"|curl -fsS -H 'Content-Type: message/rfc822' --data-binary @- https://…/api/v1/mail/{key}\"\n```",
    "Services that read mails themselves send `from`, `to`, `subject` and `text` as JSON to {url}, with the key as bearer token.",
    "Mails with the same subject are one alert; `name+anything@…` makes `anything` its name instead. A subject that begins with RESOLVED or OK, or the word OK alone as text, ends it. " +
      "Replies to pages and mails that come back arrive at the same address (`QUARTERDECK_SMTP_REPLY_TO`) and open nothing.",
  ].join("\n\n"),
  settings: z.strictObject({}),
  parse,
  examples: [
    {
      title: "A monitor's mail",
      payload: { from: "monitor@example.test", to: ["alerts@example.test"], subject: "[ALERT] Disk of db-1 is full", text: "97 % used." },
      signals: [
        { group: "disk of db-1 is full", status: "firing", title: "Disk of db-1 is full", text: "97 % used.", labels: { sender: "monitor@example.test" } },
      ],
    },
    {
      title: "The same is over",
      payload: { from: "monitor@example.test", to: ["alerts@example.test"], subject: "RESOLVED: Disk of db-1 is full", text: "" },
      signals: [{ group: "disk of db-1 is full", status: "resolved", title: "Disk of db-1 is full" }],
    },
    {
      title: "An alert with a name of its own, ended by a word",
      payload: { from: "cron@example.test", to: ["alerts+backup@example.test"], subject: "nightly backup", text: "OK" },
      signals: [{ group: "backup", fingerprint: "backup", status: "resolved" }],
    },
    {
      title: "Nothing at all",
      payload: { from: "x@example.test", subject: " ", text: "" },
      signals: { unreadable: "A mail needs a subject, or words: it is what people read first.", pointer: "/subject" },
    },
  ],
});
