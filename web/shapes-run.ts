/** The answers of the views that help to run an incident: its steps, candidates for a role, and rest. */
import type { Cited, Named } from "../src/views/view.ts";

/** A step of the checklist; `does` is the command that does it, with its words filled in. */
export type StepView = {
  readonly step: string;
  readonly what: string;
  readonly when: string;
  readonly who: { readonly role: string; readonly label: string; readonly people: readonly Named[] };
  readonly mine: boolean;
  readonly part: "begin" | "end";
  readonly state: "open" | "done" | "skipped";
  readonly by: string | null;
  readonly at: string | null;
  readonly reason: string | null;
  readonly words: string;
  readonly ticksItself: boolean;
  readonly does: { readonly name: string; readonly input: unknown } | null;
  readonly cites: readonly Cited[];
};

/** `checklist`, or with `?view=next` only what comes next. */
export type ChecklistView = {
  readonly severity: number | null;
  readonly items: readonly StepView[];
  readonly next: StepView | null;
  readonly open: number;
  readonly done: number;
  readonly skipped: number;
};

/** `candidates?role=`: the best first. */
export type CandidatesView = {
  readonly role: string;
  readonly label: string;
  readonly items: readonly {
    readonly person: Named;
    /** Nothing that is warned of speaks against them. */
    readonly eligible: boolean;
    readonly holds: readonly string[];
    readonly called: "open" | "answered" | "declined" | "withdrawn" | null;
    readonly reasons: readonly { readonly says: string; readonly good: boolean | null; readonly warns: boolean; readonly cites: readonly Cited[] }[];
  }[];
};

/** `rest`: who sleeps until when, and the question of the night. */
export type RestView = {
  readonly phase: string;
  readonly paused: { readonly since: string; readonly until: string } | null;
  readonly rests: readonly { readonly from: string; readonly to: string }[];
  readonly allowed: boolean;
  readonly asked: { readonly at: string; readonly people: readonly Named[] } | null;
  readonly people: readonly { readonly person: Named; readonly roles: readonly string[]; readonly calledAt: string }[];
};
