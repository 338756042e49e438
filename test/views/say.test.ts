/** How sentences of the timeline are said. */
import { expect, test } from "vitest";
import type { Process } from "../../src/core/kernel/process.ts";
import { sayWith } from "../../src/views/say.ts";

const say = sayWith({ roles: { manager: { label: "Incident Manager" } }, severities: {} } as unknown as Process, { ana: "Demo Ana" });

test("instants stand in one form, whatever form the event has", () => {
  expect(["2026-03-04T06:00:00.000Z", "2026-03-04T07:00:00+01:00"].map((at) => say.instant(at))).toEqual(["2026-03-04 06:00 UTC", "2026-03-04 06:00 UTC"]);
  expect(say.instant("tomorrow")).toBe("tomorrow");
});

test("people and roles are said by name, somebody forgotten is somebody", () => {
  expect([say.person("ana"), say.person("gone"), say.role("manager"), say.role("scribe")]).toEqual(["Demo Ana", "somebody", "Incident Manager", "scribe"]);
});
