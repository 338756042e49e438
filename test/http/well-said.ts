/** What a refusal by a sentence of a process says over HTTP: what it is, where the pack says so, what is missing, and who may override it. */
import { expect } from "vitest";
import { citesAt, valueAt } from "../../src/core/kernel/cites.ts";
import type { AnyPack } from "../../src/core/kernel/engine.ts";
import { codes } from "../../src/core/kernel/refusal.ts";
import type { Heard } from "./graceful-http.ts";

/** Codes that name what is missing. */
const naming = ["gate_unmet", "missing_fields", "missing_sections"];

/** Holds one refusal against the pack it cites; `commander` is the key of the role that may override. */
export function isWellSaid(pack: AnyPack, { name, said }: Heard, commander: string): void {
  const { body, headers, status } = said;
  expect(headers["content-type"]).toContain("application/problem+json");
  expect(status).toBe(codes[body.code as unknown as keyof typeof codes]);
  expect(body).toMatchObject({ status, detail: expect.stringMatching(/\w/), policy: expect.stringMatching(/^\//) });
  expect([body.policy, valueAt(pack, String(body.policy))]).not.toEqual([body.policy, undefined]);
  const rule = body.rule as unknown as readonly string[];
  expect(rule).toEqual(expect.arrayContaining(citesAt(pack, String(body.policy))));
  if (naming.includes(String(body.code))) expect(body.unmet).toEqual(expect.arrayContaining([expect.any(String)]));
  const overridable = rule.every((one) => pack.sentences[one]?.enforced === "override");
  expect([name, body.override]).toEqual([name, overridable ? { role: commander, reasonRequired: true } : undefined]);
}
