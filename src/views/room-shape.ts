/** What the room shows of one incident: the answer of `GET /api/v1/incidents/{id}/room`. */
import type { Instant } from "../core/kernel/time.ts";
import type { AbilityView, Cited, DutyView, Named } from "./view.ts";

/** A line of the timeline, ready to read. */
export type TimelineEntry = {
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly sentence: string;
  readonly actor: { readonly kind: "person" | "rule" | "source" | "time" | "anonymous" | "system"; readonly id: string; readonly name: string };
  readonly onBehalfOf: Named | null;
  readonly data: unknown;
  readonly cites: readonly Cited[];
  readonly hash: string;
};

/** A role with its holders; an open seat when vacant and required. */
export type RoleView = {
  readonly role: string;
  readonly label: string;
  readonly kind: string;
  readonly says: string;
  readonly min: number;
  readonly max: number | null;
  readonly holders: readonly { readonly person: Named; readonly since: Instant }[];
  readonly past: readonly { readonly person: Named; readonly from: Instant; readonly to: Instant }[];
  readonly openSeat: boolean;
};

/** A person in the incident: paged, answered, unreachable. */
export type PersonView = {
  readonly person: Named;
  readonly roles: readonly string[];
  readonly state: "paged" | "answered" | "declined" | "unreachable" | "engaged";
  readonly pagedAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly reason: string | null;
};

/** A section of a document: filled by the engine (`auto`) or by hand. */
export type SectionView = {
  readonly key: string;
  readonly title: string;
  readonly says: string;
  readonly auto: boolean;
  readonly required: boolean;
  readonly text: string;
  readonly revision: number;
  readonly by: Named | null;
  readonly at: Instant | null;
};

export type DocumentView = {
  readonly kind: string;
  readonly title: string;
  readonly state: "draft" | "ready" | "sent";
  readonly owner: string;
  readonly due: Instant | null;
  readonly sections: readonly SectionView[];
  readonly missing: readonly string[];
  readonly readyAt: Instant | null;
  readonly sentAt: Instant | null;
  readonly revision: number;
};

export type DeliveryView = {
  readonly id: string;
  readonly to: string;
  readonly person: string | null;
  readonly channel: string | null;
  readonly template: string;
  readonly urgency: string;
  readonly state: string;
  readonly reason: string | null;
  readonly queuedAt: Instant;
  readonly releaseAt: Instant;
  readonly body: string | null;
  readonly acknowledgedAt: Instant | null;
  readonly attempts: readonly { readonly n: number; readonly at: Instant; readonly channel: string; readonly outcome: string; readonly reason: string }[];
};

export type RoomView = {
  readonly incident: {
    readonly id: string;
    readonly number: number | null;
    readonly title: string;
    readonly phase: string;
    readonly drill: boolean;
    readonly confidential: boolean;
    readonly process: { readonly key: string; readonly name: string; readonly version: number | null };
    readonly severity: { readonly rank: number; readonly name: string; readonly description: string } | null;
    readonly severities: readonly { readonly rank: number; readonly name: string; readonly description: string }[];
    readonly suggested: { readonly severity: number; readonly why: string } | null;
    readonly area: { readonly id: string; readonly name: string } | null;
    readonly text: string;
    readonly impact: string;
    readonly reportedBy: string;
    readonly reportedAt: Instant;
    readonly declaredAt: Instant | null;
    readonly resolvedAt: Instant | null;
    readonly closedAt: Instant | null;
    readonly status: { readonly text: string; readonly by: Named; readonly at: Instant } | null;
    readonly seq: number;
    readonly channel: { readonly key: string; readonly name: string } | null;
  };
  readonly now: Instant;
  readonly me: { readonly person: string; readonly roles: readonly string[]; readonly observer: boolean };
  readonly roles: readonly RoleView[];
  readonly duties: readonly DutyView[];
  readonly abilities: readonly AbilityView[];
  readonly people: readonly PersonView[];
  readonly actions: readonly {
    readonly id: string;
    readonly kind: string;
    readonly text: string;
    readonly assignee: Named | null;
    readonly state: string;
    readonly at: Instant;
    readonly outcome: string | null;
  }[];
  readonly followUps: readonly {
    readonly id: string;
    readonly text: string;
    readonly by: string;
    readonly owner: Named | null;
    readonly state: string;
    readonly at: Instant;
  }[];
  readonly runbooks: readonly {
    readonly key: string;
    readonly title: string;
    readonly steps: readonly {
      readonly index: number;
      readonly text: string;
      readonly done: boolean;
      readonly by: Named | null;
      readonly at: Instant | null;
    }[];
  }[];
  readonly documents: readonly DocumentView[];
  readonly attachments: readonly {
    readonly id: string;
    readonly name: string;
    readonly mediaType: string;
    readonly sizeBytes: number;
    readonly by: string;
    readonly at: Instant;
  }[];
  readonly alerts: readonly {
    readonly source: string;
    readonly group: string;
    readonly title: string;
    readonly count: number;
    readonly firing: number;
    readonly firstAt: Instant;
    readonly lastAt: Instant;
    readonly links: readonly { readonly href: string; readonly text: string }[];
  }[];
  readonly customerMessages: readonly {
    readonly id: string;
    readonly text: string;
    readonly state: "draft" | "published";
    readonly by: Named;
    readonly at: Instant;
  }[];
  readonly conformance: {
    readonly met: number;
    readonly late: number;
    readonly missed: number;
    readonly waived: number;
    readonly open: number;
    readonly deviations: number;
  };
};

/** What a `dryRun` of any command answers: the consequences before the click. */
export type Consequences = {
  readonly refusals: readonly { readonly code: string; readonly detail: string; readonly rule: readonly string[] }[];
  readonly warnings: readonly { readonly code: string; readonly detail: string; readonly rule: readonly string[] }[];
  readonly events: readonly { readonly type: string; readonly sentence: string }[];
  readonly duties: readonly { readonly what: string; readonly who: string; readonly due: Instant | null }[];
  readonly effects: readonly {
    readonly to: string;
    readonly via: string;
    readonly template: string;
    readonly at: Instant | null;
    readonly heldUntil: Instant | null;
    readonly why: string | null;
  }[];
};
