/** Our own plain format of what changed: deploys, changes and peaks of traffic, for whoever looks for a cause. */
import { z } from "zod";
import { stableHash } from "./bounded.ts";
import { changeOf } from "./change.ts";
import { firstText, instantIn, recordOf } from "./signal.ts";
import { type Arrival, type Change, source, type Unreadable } from "./source.ts";

/** So many in one request. */
const most = 100;

const kinds = ["deploy", "change", "traffic"] as const;

function read({ payload, receivedAt }: Arrival): readonly Change[] | Unreadable {
  const list = Array.isArray(payload) ? payload : [payload ?? {}];
  if (list.length === 0 || list.length > most) return { unreadable: `Send one change, or a list of up to ${most}.`, pointer: "" };
  const changes: Change[] = [];
  for (const [index, one] of list.entries()) {
    const pointer = Array.isArray(payload) ? `/${index}` : "";
    const fields = recordOf(one);
    if (!fields) return { unreadable: "A change is an object with a summary.", pointer };
    const change = changeIn(fields, receivedAt, pointer);
    if ("unreadable" in change) return change;
    changes.push(change);
  }
  return changes;
}

function changeIn(fields: Readonly<Record<string, unknown>>, receivedAt: Arrival["receivedAt"], pointer: string): Change | Unreadable {
  const summary = firstText(fields.summary, fields.title, fields.text);
  if (summary === null) return { unreadable: "summary must say in one line what changed.", pointer: `${pointer}/summary` };
  const said = (firstText(fields.kind) ?? "deploy").trim().toLowerCase();
  const kind = kinds.find((known) => known === said);
  if (!kind) return { unreadable: `kind must be one of ${kinds.join(", ")}.`, pointer: `${pointer}/kind` };
  const timed = firstText(fields.at) !== null;
  if (timed && instantIn(fields.at) === null) return { unreadable: "at must be a time as in 2026-03-01T09:30:00Z.", pointer: `${pointer}/at` };
  const service = firstText(fields.area, fields.service);
  const link = firstText(fields.link, fields.url);
  // Without a key and a time of its own the same words said again are another change.
  const key = firstText(fields.key) ?? stableHash([kind, summary, service, link, timed ? fields.at : receivedAt]);
  return changeOf({ key, kind, summary, service, at: fields.at, link }, receivedAt);
}

/** It has no alerts: what it says notifies nobody. */
export const changes = source("changes", {
  title: "What changed (deploys)",
  howTo: [
    "At the end of a deploy, say so. It notifies nobody; whoever looks for a cause finds what happened shortly before it began:",
    '```sh\ncurl -fsS {url} -H "Authorization: Bearer {key}" -H "Content-Type: application/json" \\\n  -d \'{"summary": "shop 4.3", "area": "Checkout", "key": "deploy/812", "link": "https://ci.example.test/run/812"}\'\n```',
    "`kind` is `deploy` (also when it is left out), `change` or `traffic`; `at` is when it happened, now if left out. `area` is the name of an area here, or what you call the service. The same `key` again is the same change. A list of up to 100 is welcome.",
  ].join("\n\n"),
  settings: z.strictObject({}),
  changes: read,
  parse: (arrival) => {
    const told = read(arrival);
    return "unreadable" in told ? told : [];
  },
  examples: [
    { title: "A deploy", payload: { summary: "shop 4.3", area: "Checkout", key: "deploy/812", link: "https://ci.example.test/run/812" }, signals: [] },
    {
      title: "A change of the network and a campaign, with their times",
      payload: [
        { kind: "change", summary: "New rules in the firewall", service: "edge", at: "2026-03-01T09:10:00Z" },
        { kind: "traffic", summary: "A campaign began", at: "2026-03-01T09:25:00Z" },
      ],
      signals: [],
    },
    { title: "Nothing said", payload: { area: "Checkout" }, signals: { unreadable: "summary must say in one line what changed.", pointer: "/summary" } },
    {
      title: "A kind nobody knows",
      payload: [{ summary: "shop 4.3" }, { summary: "shop 4.4", kind: "party" }],
      signals: { unreadable: "kind must be one of deploy, change, traffic.", pointer: "/1/kind" },
    },
  ],
});
