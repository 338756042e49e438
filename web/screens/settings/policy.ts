/** Escalation policies as the editor holds them: minutes where the server has durations. */
import { t } from "../../text/en.ts";
import { list } from "../../when.ts";

const words = t.escalation;

/** Whom a step means, as `kind:id`. */
export const targetKinds = ["schedule", "person", "team", "group", "endpoint"] as const;
export type TargetKind = (typeof targetKinds)[number];
export type Target = Readonly<Partial<Record<TargetKind, string>>>;

export type Step = {
  /** A duration: `PT5M`. */
  readonly after: string;
  readonly to: readonly Target[];
  readonly take: "everybody" | "in_turn";
  readonly answers: "first" | "all";
  readonly when: { readonly severities?: readonly number[]; readonly hours?: "working" | "outside"; readonly areas?: readonly string[] };
};

/** What is edited. */
export type Definition = {
  readonly title: string;
  readonly steps: readonly Step[];
  readonly repeat: { readonly times: number; readonly after: string };
  readonly forgotten: string | null;
  readonly keepTrying: string | null;
};

/** A policy as the server shows it. */
export type Policy = Definition & {
  readonly id: string;
  readonly version: number;
  readonly usedBy: { readonly areas: readonly { readonly id: string; readonly name: string }[]; readonly organisation: boolean };
  readonly warnings: readonly { readonly pointer: string; readonly detail: string }[];
};

export const newStep: Step = { after: "PT5M", to: [], take: "everybody", answers: "first", when: {} };

/** What a new policy begins with: one step at once. */
export const blank: Definition = {
  title: "",
  steps: [{ ...newStep, after: "PT0S" }],
  repeat: { times: 1, after: "PT5M" },
  forgotten: "PT30M",
  keepTrying: "PT5M",
};

/** Minutes of a duration, with a fraction where it has seconds. */
export function minutesOf(duration: string): number {
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration) ?? [];
  return Number(days) * 1_440 + Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
}

/** The duration of so many minutes. */
export const durationOf = (minutes: number): string => (Number.isInteger(minutes) ? `PT${minutes}M` : `PT${Math.round(minutes * 60)}S`);

/** `schedule:web` of a target; what it is and which. */
export function targetKey(target: Target): string {
  const [kind, id] = Object.entries(target)[0] ?? ["", ""];
  return `${kind}:${id}`;
}

/** The way back; the id may hold colons. */
export function targetOf(key: string): Target {
  const at = key.indexOf(":");
  return { [key.slice(0, at)]: key.slice(at + 1) };
}

/** What every step needs before it can be saved. */
export const isWhole = ({ steps }: Pick<Definition, "steps">): boolean => steps.length > 0 && steps.every(({ to }) => to.length > 0);

/** `only severity 1 and 2, outside working hours`; empty where nothing narrows it. */
export function conditionText({ severities, hours, areas }: Step["when"]): string {
  const parts = [
    ...(severities ? [words.whenSeverity(list(severities.map(String)))] : []),
    ...(hours ? [words.hour[hours] ?? hours] : []),
    ...(areas ? [words.whenAreas(areas.length)] : []),
  ];
  return parts.length === 0 ? "" : words.when(parts.join(", "));
}
