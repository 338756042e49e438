/** Whom to call: who is on call to command, who is on call for what an incident is about, and how a person is reached by hand. */
import { calledForCommand, commanderPageOf } from "../../core/incident/commander-call/shape.ts";
import type { State } from "../../core/incident/slices.ts";
import { initialState } from "../../core/kernel/engine.ts";
import { onCallAt } from "../../core/oncall/on-call-at.ts";
import type { Pack } from "../../core/pack/schema.ts";
import { peopleOf } from "../../core/rules/resolve-whom.ts";
import type { ViewParts } from "../view.ts";
import type { ChatPlace } from "./place.ts";

/** People with their names and, where they have one, the number to call. */
export async function withNumbers(parts: ViewParts, people: readonly string[]): Promise<string[]> {
  const [names, phones] = await Promise.all([parts.directory.names(people), parts.directory.phones(people)]);
  return people.map((person) => `${names[person] ?? "somebody"}${phones[person] === undefined ? "" : ` ${phones[person]}`}`);
}

/** Schedule by schedule, and how to page them. */
export async function commandersLine(parts: ViewParts, pack: Pack): Promise<string> {
  const value = commanderPageOf(pack);
  if (value === null) return `${pack.name} has nobody on call to command.`;
  const now = await parts.store.now();
  const found = await parts.withFacts((facts) => value.call.map((key) => facts.get("schedule", key)));
  const lines = await Promise.all(
    found.map(async (schedule, index) => {
      const people = schedule === null ? [] : [...onCallAt(schedule, now)];
      return `${schedule?.title ?? value.call[index]}: ${(await withNumbers(parts, people)).join(", ") || "nobody"}`;
    }),
  );
  const instead = await parts.withFacts((facts) => calledForCommand(value, { facts, now }));
  const empty = found.every((schedule) => schedule === null || onCallAt(schedule, now).length === 0);
  return [...lines, ...(empty ? [`Instead: ${(await withNumbers(parts, instead)).join(", ")}`] : []), "!ic page calls all of them at once."].join("\n");
}

/** Who is on call for the incident's area, else for the organisation. */
export async function respondersOf(parts: ViewParts, { pack, scene }: Pick<ChatPlace, "pack" | "scene">): Promise<readonly string[]> {
  const state = scene?.state ?? (initialState(parts.engine) as State);
  const now = await parts.store.now();
  return parts.withFacts((facts) => peopleOf("on_call", { process: pack, state, ctx: { facts, now } }));
}

/** The same as a line. */
export async function respondersLine(parts: ViewParts, place: ChatPlace): Promise<string> {
  const people = await withNumbers(parts, await respondersOf(parts, place));
  return people.length === 0 ? "Nobody is on call for it." : `On call: ${people.join(", ")}`;
}
