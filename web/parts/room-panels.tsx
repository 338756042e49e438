/** The panels beside the timeline: those of every room, and those of a process that has the thing. Loaded when they are first needed. */
import { type ComponentType, lazy } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import { t } from "../text/en.ts";
import { hasOutside, Outward } from "./panel-outward.tsx";
import { People } from "./panel-people.tsx";
import { RecordPanel } from "./panel-record.tsx";
import { Work } from "./panel-work.tsx";

/** A panel with the word on its tab. */
export type RoomPanel = { readonly key: string; readonly title: string; readonly show: ComponentType<{ readonly room: RoomView }> };

/** `of`: commands of which one must be there for the panel to make sense; `part`: what the process must speak of; absent: always. */
type Known = RoomPanel & { readonly of?: readonly string[]; readonly part?: string };

const words = t.room.panels;

const known: readonly Known[] = [
  { key: "work", title: words.work, show: Work },
  {
    key: "rounds",
    title: words.rounds,
    show: lazy(() => import("./panel-rounds.tsx").then((module) => ({ default: module.Rounds }))),
    part: "rounds",
  },
  { key: "proof", title: words.proof, show: lazy(() => import("./panel-proof.tsx").then((module) => ({ default: module.Proof }))), part: "tests" },
  {
    key: "cause",
    title: words.cause,
    show: lazy(() => import("./panel-cause.tsx").then((module) => ({ default: module.CausePanel }))),
    part: "cause",
  },
  { key: "people", title: words.people, show: People },
  { key: "outward", title: words.outward, show: Outward },
  { key: "record", title: words.record, show: RecordPanel },
];

/** The panels of a room, by what its process has. */
export function panelsOf(room: RoomView): readonly RoomPanel[] {
  return known
    .filter(({ part }) => part === undefined || room.parts.includes(part))
    .map((panel) => (panel.key === "outward" && hasOutside(room) ? { ...panel, title: words.outside } : panel));
}
