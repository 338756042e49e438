/** Signs of life: a job, a backup, another installation says again and again that it is well; what does not is missed. */
import { z } from "zod";
import { expectation } from "./expectation.ts";
import { firstText, recordOf, signalOf } from "./signal.ts";
import { type Arrival, type Signal, source, type Unreadable } from "./source.ts";

const failWords = new Set(["fail", "failed", "failure", "error", "down", "firing"]);

/** Whatever comes is a sign of life, unless it says that it failed. */
function parse({ query, payload }: Arrival): readonly Signal[] | Unreadable {
  const body = recordOf(payload ?? {});
  if (!body) return { unreadable: "A heartbeat has an empty body, or an object with a note.", pointer: "" };
  const said = firstText(body.status, body.state)?.trim().toLowerCase() ?? "";
  const failed = query.fail !== undefined || failWords.has(said);
  const note = firstText(query.note, body.note, body.message, body.msg) ?? "";
  return [
    signalOf({
      group: "heartbeat",
      fingerprint: "heartbeat",
      status: failed ? "firing" : "resolved",
      title: failed ? "It failed" : "It is well",
      text: note,
      labels: {},
      links: [],
      startsAt: null,
    }),
  ];
}

/** Heartbeats: every request with the key counts. */
export const heartbeat = source("heartbeat", {
  title: "Heartbeat (dead-man switch)",
  howTo: [
    "Call this address at the end of every run of your job; with a `note` where you like:",
    "```sh\ncurl -fsS -m 10 --retry 3 '{url}?key={key}&note=done' -X POST\n```",
    "Tools that can only be given an address take `/api/v1/heartbeats/{key}` on the same server, with GET, HEAD or POST. Add `/fail` to say that it failed: that is an alert at once.",
    "What was never heard of is shown as such and alarms nobody; from the first sign of life on, a missed one is one alert, and the next one ends it.",
  ].join("\n\n"),
  settings: z.strictObject(expectation),
  parse,
  sign: (_settings, signal) => (signal.status === "firing" ? "failed" : "beat"),
  examples: [
    { title: "A sign of life without any words", payload: undefined, signals: [{ status: "resolved", title: "It is well", text: "" }] },
    { title: "One with a note", payload: { note: "412 files" }, signals: [{ status: "resolved", text: "412 files" }] },
    {
      title: "It says that it failed",
      payload: { status: "failed", note: "Disk full" },
      signals: [{ status: "firing", title: "It failed", text: "Disk full" }],
    },
    {
      title: "A list says nothing",
      payload: ["done"],
      signals: { unreadable: "A heartbeat has an empty body, or an object with a note.", pointer: "" },
    },
  ],
});
