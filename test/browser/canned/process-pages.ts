/** The canned pages of processes: the shipped ones as they are read, their versions, and what a check says. */
import { lintPack } from "../../../src/core/pack/lint/lint.ts";
import { citedOf } from "../../../src/views/cited.ts";
import type { ProcessPage } from "../../../src/views/process/page.ts";
import { pageOf } from "../../../src/views/process/page.ts";
import { packData, packOf } from "../../organisation.ts";
import { session } from "./people.ts";

function page(key: string, version: number): ProcessPage {
  const pack = packOf(packData(key));
  const { name, summary, incidentDefinition, origin } = pack;
  return {
    ...{ key, name, version, summary, incidentDefinition, origin, questions: [] },
    sentences: citedOf(pack, Object.keys(pack.sentences)),
    readiness: [
      { key: "executives", title: "Executives who watch", ready: true, detail: "3 in the group.", cites: ["GD-34"] },
      { key: "drill", title: "A drill within the last six months", ready: false, detail: "There was no drill yet.", cites: [] },
    ],
    ...pageOf(pack),
  };
}

const version = (key: string, number: number, more: object) => ({
  ...{ key, version: number, status: "retired", origin: "own", effectiveFrom: null, createdAt: "2026-02-01T09:00:00.000Z", revision: `r${number}` },
  ...more,
});

const versions = [
  version("sitrep", 5, { status: "draft" }),
  version("sitrep", 4, { status: "planned", effectiveFrom: "2026-03-09T08:00:00.000Z" }),
  version("sitrep", 3, { status: "active", effectiveFrom: "2026-02-02T09:00:00.000Z" }),
  version("sitrep", 1, { origin: "shipped", effectiveFrom: "2025-11-03T09:00:00.000Z" }),
];

const differences = [
  { at: "/severities/1/alert/again", says: "Severity 1 (Critical), alert, again: 2 minutes is now 1 minute." },
  { at: "/shift", says: "New: shift (role: Incident Commander; min break: 1 hour)." },
  { at: "/version", says: "Version: 3 is now 4." },
];

const text = `# Our process
key: sitrep
name: SitRep
version: 5
telepathy: true
severities:
  1:
    name: Critical
`;

/** A text that is no process yet, as the editor hears of it. */
export const unfinished = {
  problems: [
    { at: "/telepathy", detail: 'Unknown key "telepathy".', line: 5 },
    { at: "/severities/1/description", detail: "It is missing.", line: 7 },
  ],
  warnings: [],
  open: [],
};

const read = { problems: [], warnings: [], open: lintPack(packData("sitrep")).map((one) => ({ ...one, line: 12 })) };

const care = {
  ...{ owner: "p-bo", reviewedAt: "2026-01-12T09:00:00.000Z", testedAt: null, version: 2 },
  items: [
    { key: "owner", title: "Somebody looks after the process", ready: true, detail: "Named below." },
    { key: "reviewed", title: "Read over within a year", ready: true, detail: "Last on 2026-01-12." },
    { key: "tested", title: "Tried out within six months", ready: false, detail: "Nobody has noted a trial yet." },
  ],
};
const agreement = { version: 3, members: 4, agreed: ["p-bo"], missing: [session.person, "p-cy"] };
const trainings = {
  items: [{ id: "t-1", kind: "workshop", title: "Two outages of last year", heldOn: "2026-01-20", attendees: ["p-bo"] }],
  untaught: [session.person],
  kinds: ["workshop", "talk"],
  mayChange: true,
};

/** Reads below `/processes`. */
export const processReads: Readonly<Record<string, unknown>> = {
  "/processes/sitrep/page": page("sitrep", 3),
  "/processes/graceful/page": page("graceful", 1),
  "/processes/sitrep/care": care,
  "/processes/sitrep/agreement": agreement,
  "/processes/sitrep/trainings": trainings,
  "/processes/sitrep/versions": { name: "SitRep", items: versions, mayChange: true },
  "/process-drafts": { items: [{ key: "ours", name: "Our SitRep" }] },
  "/processes/sitrep/3/lint": read,
  "/processes/sitrep/5": { ...versions[0], text },
  "/processes/sitrep/4/diff": { differences },
  "/processes/sitrep/5/diff": { differences: [] },
  "/processes/sitrep/3/diff": { differences: [] },
};
