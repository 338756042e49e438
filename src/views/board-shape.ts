/** What the bridge shows: the answers of `GET /api/v1/board`, `GET /api/v1/incidents` and `GET /api/v1/processes`. */
import type { Instant } from "../core/kernel/time.ts";
import type { Cited, DutyView, Named } from "./view.ts";

/** An incident as a row. */
export type IncidentLine = {
  readonly id: string;
  readonly number: number | null;
  readonly title: string;
  readonly phase: string;
  readonly drill: boolean;
  readonly process: string;
  readonly severity: { readonly rank: number; readonly name: string } | null;
  readonly area: Named | null;
  readonly commander: Named | null;
  readonly reportedAt: Instant;
  readonly declaredAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly nextDueAt: Instant | null;
  readonly myRoles: readonly string[];
};

export type BoardView = {
  readonly now: Instant;
  readonly status: { readonly word: "normal" | "degraded" | "critical"; readonly why: string };
  readonly incidents: readonly IncidentLine[];
  readonly duties: readonly DutyView[];
  readonly onCall: readonly { readonly schedule: Named; readonly people: readonly Named[]; readonly zone: string }[];
  readonly documents: readonly DutyView[];
  readonly heldPages: readonly {
    readonly incident: { readonly id: string; readonly number: number | null; readonly title: string };
    readonly to: string;
    readonly until: Instant;
    readonly why: string;
  }[];
  readonly paging: "running" | "held";
};

/** A process as the report form and its own page need it. */
export type ProcessView = {
  readonly key: string;
  readonly name: string;
  readonly version: number;
  readonly summary: string;
  readonly incidentDefinition: string;
  readonly origin: { readonly name: string; readonly url: string; readonly licence: string; readonly note: string };
  readonly severities: readonly {
    readonly rank: number;
    readonly name: string;
    readonly motto: string;
    readonly description: string;
    readonly examples: readonly string[];
    readonly typicalResponse: string;
    readonly handling: string;
  }[];
  readonly questions: readonly { readonly key: string; readonly asks: string; readonly kind: "yes_no" | "text"; readonly example: string }[];
  readonly roles: readonly { readonly role: string; readonly label: string; readonly kind: string; readonly says: string }[];
  readonly sentences: readonly Cited[];
  readonly readiness: readonly {
    readonly key: string;
    readonly title: string;
    readonly ready: boolean;
    readonly detail: string;
    readonly cites: readonly string[];
  }[];
};
