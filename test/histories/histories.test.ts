/** Golden histories: every version of the program folds them, to the state they led to when they were written. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { incidents } from "../../src/core/engine.ts";
import { fold } from "../../src/core/kernel/engine.ts";
import type { Recorded } from "../../src/core/kernel/event.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { commandWorld } from "../rules/command-world.ts";
import { gracefulWorld } from "../rules/graceful-world.ts";
import { radarWorld } from "../rules/radar-world.ts";
import { securityWorld } from "../rules/security-world.ts";
import { storyWorld } from "../world.ts";
import { playDecidedLife } from "./command-decided.ts";
import { playCommandLife } from "./command-life.ts";
import { playGracefulLife } from "./graceful-life.ts";
import { playLife } from "./life.ts";
import { playRadarLife } from "./radar-life.ts";
import { playSecurityLife } from "./security-life.ts";

const folder = new URL("./v1/", import.meta.url);
const lines = (file: string) =>
  readFileSync(new URL(file, folder), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Recorded);
const events = (stream: readonly Recorded[]) => stream.map((event) => ({ ...event, hash: undefined }));

/** The lives that are recorded, each in its own organisation. */
const lives = [
  { file: "sitrep-life.jsonl", opens: () => storyWorld(), play: playLife },
  { file: "graceful-life.jsonl", opens: () => gracefulWorld(), play: playGracefulLife },
  { file: "command-life.jsonl", opens: () => commandWorld(["R-PD-R03", "R-PD-A03"]), play: playCommandLife },
  { file: "command-decided.jsonl", opens: () => commandWorld(), play: playDecidedLife },
  { file: "radar-life.jsonl", opens: () => radarWorld(["PE-31"]), play: playRadarLife },
  { file: "security-life.jsonl", opens: () => securityWorld(), play: playSecurityLife },
] as const;
type Life = (typeof lives)[number];

async function played({ opens, play }: Life): Promise<readonly Recorded[]> {
  const world = opens();
  const stream = await play(world);
  return events(await world.store.read.events(program, stream, 0, 10_000));
}

/** Writes the history of this version, when asked to and where it is missing: once, in the commit that adds an event's first or next version. */
async function writeOnce(life: Life): Promise<void> {
  const { file } = life;
  if (!process.env.WRITE_HISTORIES || existsSync(new URL(file, folder))) return;
  const log = await played(life);
  writeFileSync(new URL(file, folder), `${log.map((event) => JSON.stringify(event)).join("\n")}\n`);
  writeFileSync(new URL(file.replace(".jsonl", ".state.json"), folder), `${JSON.stringify(fold(incidents, log), null, 1)}\n`);
}

/** What each history must show at least. */
const kinds: Readonly<Record<Life["file"], readonly string[]>> = {
  "sitrep-life.jsonl": ["reported", "declared", "paged", "paged-again", "role-assigned", "handed-over", "document-sent", "reopened", "closed"],
  "security-life.jsonl": ["concealed", "let-in", "shut-out", "glass-broken", "step-given", "evidence-added", "verdict-given", "disclosed"],
  "graceful-life.jsonl": [
    ...["paged", "page-answered", "round-opened", "round-answered", "severity-advised", "severity-changed", "stood-down", "handover-offered", "handed-over"],
    ...["expert-consulted", "released", "public-entry-opened", "test-plan-set", "tests-run", "tests-signed", "resolved", "refinement-rejected"],
  ],
  "radar-life.jsonl": [
    ...["severity-suggested", "ticket-filed", "prioritised", "update-posted", "approval-asked", "approval-given", "taken-down", "fix-ready"],
    ...["process-reviewed", "refinement-proposed", "document-ready", "closed", "feedback-given"],
  ],
  "command-decided.jsonl": [
    ...["suspect-noted", "decision-proposed", "decision-objected", "decision-taken", "time-called-out", "timebox-called-out", "cause-set"],
    ...["meeting-owed", "meeting-called"],
  ],
  "command-life.jsonl": [
    ...["call-opened", "call-ended", "command-announced", "executives-told", "noted", "severity-prompted", "severity-kept", "public-decided"],
    ...["customer-message-approved", "customer-message-published", "document-assigned", "document-sent", "reopened", "closed"],
  ],
};

describe("golden histories", async () => {
  for (const life of lives) await writeOnce(life);
  it.each(readdirSync(folder).filter((file) => file.endsWith(".jsonl")))("E17 %s folds to the state it led to", (file) => {
    const state = JSON.parse(readFileSync(new URL(file.replace(".jsonl", ".state.json"), folder), "utf8")) as object;
    expect(JSON.parse(JSON.stringify(fold(incidents, lines(file))))).toMatchObject(state);
  });
  it.each(lives.map(({ file }) => file))("every event kind that a person can cause in that life stands in %s", (file) => {
    const found = new Set(lines(file).map((event) => event.type));
    expect(kinds[file].filter((type) => !found.has(type))).toEqual([]);
  });
  it.each(lives.map((life) => [life.file, life] as const))("today's program plays %s to the same kinds of events", async (file, life) => {
    expect((await played(life)).map((event) => event.type)).toEqual(lines(file).map((event) => event.type));
  });
});
