/** Golden histories: every version of the program folds them, to the state they led to when they were written. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { incidents } from "../../src/core/engine.ts";
import { fold } from "../../src/core/kernel/engine.ts";
import type { Recorded } from "../../src/core/kernel/event.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { storyWorld } from "../world.ts";
import { playLife } from "./life.ts";

const folder = new URL("./v1/", import.meta.url);
const lines = (file: string) =>
  readFileSync(new URL(file, folder), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Recorded);
const events = (stream: readonly Recorded[]) => stream.map((event) => ({ ...event, hash: undefined }));

/** Writes the history of this version, when asked to and where it is missing: once, in the commit that adds an event's first or next version. */
async function writeOnce(file: string): Promise<void> {
  if (!process.env.WRITE_HISTORIES || existsSync(new URL(file, folder))) return;
  const world = storyWorld();
  const stream = await playLife(world);
  const log = events(await world.store.read.events(program, stream, 0, 10_000));
  writeFileSync(new URL(file, folder), `${log.map((event) => JSON.stringify(event)).join("\n")}\n`);
  writeFileSync(new URL(file.replace(".jsonl", ".state.json"), folder), `${JSON.stringify(fold(incidents, log), null, 1)}\n`);
}

describe("golden histories", async () => {
  await writeOnce("sitrep-life.jsonl");
  it.each(readdirSync(folder).filter((file) => file.endsWith(".jsonl")))("E17 %s folds to the state it led to", (file) => {
    const state = JSON.parse(readFileSync(new URL(file.replace(".jsonl", ".state.json"), folder), "utf8")) as object;
    expect(JSON.parse(JSON.stringify(fold(incidents, lines(file))))).toMatchObject(state);
  });
  it("every event kind that a person can cause in that life stands in the history", () => {
    const kinds = new Set(lines("sitrep-life.jsonl").map((event) => event.type));
    for (const type of ["reported", "declared", "paged", "paged-again", "role-assigned", "handed-over", "document-sent", "reopened", "closed"])
      expect(kinds).toContain(type);
  });
  it("today's program plays the same life to the same kinds of events", async () => {
    const world = storyWorld();
    const stream = await playLife(world);
    const today = (await world.store.read.events(program, stream, 0, 10_000)).map((event) => event.type);
    expect(today).toEqual(lines("sitrep-life.jsonl").map((event) => event.type));
  });
});
