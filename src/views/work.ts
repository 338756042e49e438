/** Who works on what: each person's actions and clues, the manager's queue of clues and needs, and the ways to choose between. */
import { z } from "zod";
import { type Action, isOpenAction } from "../core/incident/actions/slice.ts";
import type { Finding } from "../core/incident/work/slice.ts";
import { epochMs, instantOf } from "../core/kernel/time.ts";
import { idleSince, seatsAtWork } from "../core/rules/roles/strength/owed.ts";
import { abilitiesIn } from "./abilities.ts";
import { nameOf, type Scene } from "./scene.ts";
import { sceneView } from "./scene-view.ts";
import { ability, named, type Shown } from "./view.ts";

const at = z.string();
const action = z.object({
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  state: z.string(),
  at,
  startedAt: at.nullable(),
  until: at.nullable().meta({ description: "When its time is up" }),
  overdue: z.boolean(),
  option: z.string().nullable(),
});
const clue = z.object({ id: z.string(), text: z.string(), by: named, at });
const shape = z.object({
  people: z.array(
    z.object({
      person: named,
      since: at.meta({ description: "At work, or back from a rest" }),
      tiredAt: at.nullable().meta({ description: "When they said that they are tired" }),
      idleSince: at.nullable().meta({ description: "Since when they have nothing to do" }),
      actions: z.array(action),
      clues: z.array(clue),
    }),
  ),
  unassigned: z.array(action).meta({ description: "Nobody has them, or somebody who is not at work" }),
  manager: z.object({
    clues: z.array(clue),
    needs: z.array(z.object({ id: z.string(), kind: z.string(), text: z.string(), by: named, at })),
  }),
  released: z.array(z.object({ person: named, at, restUntil: at.nullable() })).meta({ description: "Who was let go, and until when they sleep in" }),
  options: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      by: named,
      at,
      state: z.enum(["open", "chosen", "rejected"]),
      reason: z.string(),
      actions: z.number().meta({ description: "Actions that belong to it" }),
    }),
  ),
  abilities: z.array(ability),
});
export type WorkView = Shown<z.infer<typeof shape>>;

const about = [
  ...["add-action", "start-action", "finish-action", "drop-action", "redirect-action", "extend-action"],
  ...[
    "propose-option",
    "decide-option",
    "add-finding",
    "hand-finding",
    "take-finding",
    "file-need",
    "fulfil-need",
    "release",
    "report-fatigue",
    "offer-handover",
  ],
];

/** `GET /api/v1/incidents/{id}/work`. */
export const work = sceneView("work", {
  title: "Who works on what",
  shape,
  read: async (parts, scene) => {
    const abilities = (await abilitiesIn(parts, scene)).filter(({ name }) => about.includes(name));
    return { ...queuesOf(scene), options: optionsOf(scene), abilities };
  },
});

function queuesOf(scene: Scene): Pick<WorkView, "people" | "released" | "unassigned" | "manager"> {
  const { state, pack, names } = scene;
  const open = Object.values(state.actions.actions).filter(isOpenAction);
  const clues = Object.values(state.work.findings).filter((one) => one.state === "open");
  const seats = seatsAtWork(pack, state);
  const workers = seats.map(({ person }) => person);
  const clueOf = ({ id, text, by, at }: Finding) => ({ id, text, by: nameOf(names, by), at });
  return {
    people: seats.map(({ person, role, since }) => ({
      person: nameOf(names, person),
      since,
      tiredAt: state.strength.tired[person] ?? null,
      idleSince: idleSince(state, { person, role, since }),
      actions: open.filter(({ assignee }) => assignee === person).map((one) => actionOf(scene, one)),
      clues: clues.filter(({ handTo }) => handTo === person).map(clueOf),
    })),
    released: Object.entries(state.strength.released).map(([person, releasedAt]) => {
      return { person: nameOf(names, person), at: releasedAt, restUntil: state.strength.rest[person]?.until ?? null };
    }),
    unassigned: open.filter(({ assignee }) => assignee === null || !workers.includes(assignee)).map((one) => actionOf(scene, one)),
    manager: {
      clues: clues.filter(({ handTo }) => handTo === null || !workers.includes(handTo)).map(clueOf),
      needs: Object.values(state.work.needs)
        .filter((one) => one.state === "open")
        .map(({ id, kind, text, by, at }) => ({ id, kind, text, by: nameOf(names, by), at })),
    },
  };
}

const minuteMs = 60_000;

function actionOf(scene: Scene, { id, kind, text, state, at, startedAt, timeboxMinutes, option }: Action): WorkView["unassigned"][number] {
  const until = startedAt === undefined || timeboxMinutes === undefined ? null : instantOf(epochMs(startedAt) + timeboxMinutes * minuteMs);
  return { id, kind, text, state, at, startedAt: startedAt ?? null, until, overdue: until !== null && until <= scene.now, option: option ?? null };
}

function optionsOf({ state, names }: Scene): WorkView["options"] {
  const all = Object.values(state.actions.actions);
  return Object.values(state.work.options).map(({ by, ...one }) => ({
    ...one,
    by: nameOf(names, by),
    actions: all.filter(({ option }) => option === one.id).length,
  }));
}
