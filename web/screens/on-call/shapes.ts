/** The answers about schedules, as the on-call screens read them. */

/** A stretch of time and who is on call in it; nobody is an empty list. */
export type Shift = { readonly from: string; readonly until: string; readonly people: readonly string[] };

export type Override = {
  readonly id: string;
  readonly from: string;
  readonly until: string;
  readonly kind: "add" | "remove" | "replace";
  readonly person: string | null;
  readonly insteadOf: string | null;
  readonly rotation: string | null;
  readonly reason: string;
  readonly author: string | null;
};

type Warning = { readonly code: string; readonly says: string; readonly from?: string; readonly until?: string };

/** A schedule laid out over a stretch of time. */
export type Calendar = {
  readonly schedule: { readonly id: string; readonly title: string; readonly zone: string };
  readonly now: string;
  readonly from: string;
  readonly until: string;
  readonly names: Readonly<Record<string, string>>;
  readonly lanes: {
    readonly rotations: readonly { readonly id: string; readonly name: string; readonly shifts: readonly Shift[] }[];
    readonly temporary: readonly { readonly id: string; readonly shifts: readonly Shift[] }[];
    readonly external: readonly Shift[];
  };
  readonly final: readonly Shift[];
  readonly overrides: readonly Override[];
  readonly holidays: readonly { readonly region: string; readonly date: string; readonly name: string }[];
  readonly gaps: readonly { readonly from: string; readonly until: string }[];
  readonly quality: {
    readonly gapsPercent: number;
    readonly balancePercent: number;
    readonly score: number;
    readonly people: readonly { readonly person: string; readonly hours: number; readonly sharePercent: number }[];
  };
  readonly warnings: readonly Warning[];
};

export type Named = { readonly id: string; readonly name: string };

/** Who is on call on one schedule, until when, and who is next. */
export type OnCallNow = {
  readonly schedule: Named;
  readonly zone: string;
  readonly people: readonly Named[];
  readonly until: string | null;
  readonly next: { readonly from: string; readonly people: readonly Named[] } | null;
};

/** Somebody asks others to take their time. */
export type Cover = {
  readonly id: string;
  readonly schedule: Named;
  readonly person: string;
  readonly from: string;
  readonly until: string;
  readonly asked: string | null;
  readonly exchange: { readonly from: string; readonly until: string } | null;
  readonly reason: string;
  readonly state: string;
  readonly mayAnswer: boolean;
  readonly mayWithdraw: boolean;
};

/** Who could really be reached, for one schedule. */
export type Reach = { readonly person: string; readonly name: string; readonly methods: readonly string[]; readonly wakes: boolean; readonly says: string };

/** Turns by the wall clock of one zone, as the editor writes them. */
export type Rotation = {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly begins: string;
  readonly ends: string | null;
  readonly every: { readonly n: number; readonly unit: "hour" | "day" | "week" | "month" };
  readonly advance: "calendar" | "active";
  readonly restrictions: readonly { readonly days: readonly number[]; readonly from: string; readonly to: string }[];
  readonly rosters: readonly { readonly from: string; readonly slots: readonly (readonly string[])[]; readonly startsWith: number }[];
  readonly shadows: Readonly<Record<string, string>>;
};

export type Schedule = {
  readonly id: string;
  readonly title: string;
  readonly zone: string;
  readonly rotations: readonly Rotation[];
  readonly version: number;
};
