/** What the door says when it will not: expected refusals are values. */

/** Every refusal code with its HTTP status (catalog 0.4). A new code is added there first. */
export const codes = {
  not_permitted: 403,
  not_directed: 403,
  posting_restricted: 403,
  training_required: 403,
  role_conflict: 409,
  role_cardinality: 409,
  role_required: 409,
  sme_required: 409,
  manager_may_not_fix: 409,
  contact_window_closed: 409,
  deferral_not_allowed: 409,
  standdown_not_allowed: 409,
  shift_limit_exceeded: 409,
  proxy_required: 409,
  gate_unmet: 409,
  production_write_forbidden: 409,
  new_test_required: 409,
  approval_required: 409,
  room_busy: 409,
  security_process_required: 409,
  invalid_state: 409,
  agreement_incomplete: 409,
  version_conflict: 412,
  severity_required: 422,
  reason_required: 422,
  missing_sections: 422,
  missing_fields: 422,
  severity_doc_incomplete: 422,
  sme_coverage_incomplete: 422,
  assignee_required: 422,
  timebox_required: 422,
  emergency_required: 422,
  invalid_value: 422,
  idempotency_key_reused: 422,
  pack_invalid: 422,
  not_found: 404,
  unauthenticated: 401,
  method_not_allowed: 405,
  link_used: 410,
  link_expired: 410,
  too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  unavailable: 503,
  severity_count_above_recommended: 409,
  refinements_pending: 409,
  best_fixer_as_manager: 409,
  below_min_workers: 409,
  no_customer_contact: 409,
  workload: 409,
} as const;

/** A refusal code of catalog 0.4. */
export type Code = keyof typeof codes;

/** A JSON pointer into a pack (`/roles/incident_commander/max`) or into an input. */
export type Pointer = string;

/** What a rule says against a command; the door decides by the pack's enforcement what becomes of it. */
export type Objection = {
  readonly code: Code;
  /** The pack value that says so. */
  readonly at: Pointer;
  /** The catalog IDs that value serves. */
  readonly cites: readonly string[];
  readonly detail: string;
  /** What is still missing, gate by gate or section by section. */
  readonly unmet?: readonly string[];
  /** It warns and never refuses, however strictly the sentence is held: what the sentence refuses is something else. Or it refuses, however mildly it is held: the value itself says so. */
  readonly only?: "warning" | "refusal";
};

/** An answer of no. `rule` and `policy` name the sentence of the process that says so, where it is one. */
export type Refusal = {
  readonly refused: true;
  readonly code: Code;
  readonly detail: string;
  readonly rule: readonly string[];
  readonly policy?: Pointer;
  readonly unmet?: readonly string[];
  /** The input field at fault, as a JSON pointer. */
  readonly pointer?: Pointer;
  /** Present where the pack lets the holder of that role insist, with a reason. */
  readonly override?: { readonly role: string; readonly reasonRequired: true };
  /** The command that would mend it. */
  readonly instead?: string;
  /** The two texts of a `version_conflict`. */
  readonly versions?: { readonly yours: string; readonly theirs: string };
  /** Seconds until it is worth asking again. */
  readonly retryAfterSeconds?: number;
};

/** Builds a refusal that no pack can override: what is impossible, not what is forbidden. */
export function refuse(code: Code, detail: string, more: Partial<Omit<Refusal, "refused" | "code" | "detail">> = {}): Refusal {
  return { refused: true, code, detail, rule: [], ...more };
}

/** Tells a refusal from any other answer. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && (value as { refused?: unknown }).refused === true;
}
