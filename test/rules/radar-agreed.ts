/** Proofs of Radar: that the process is made, taught and agreed before it is used, and that not everything is urgent. */
import { expect } from "vitest";
import { enforcementOf } from "../../src/core/kernel/process.ts";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { readPack } from "../../src/core/pack/read-pack.ts";
import { type Prepared, unprepared } from "../../src/core/rules/process/agreement.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { type Proof, proof } from "./proof.ts";
import { changed, type Draft, declared, open, putInForce } from "./radar-world.ts";

type Health = {
  readonly counted: number;
  readonly levels: readonly { readonly severity: number; readonly share: number }[];
  readonly daysSinceWorst: number | null;
  readonly warnings: readonly { readonly cites: readonly { readonly id: string }[] }[];
};
const health = (world: StoryWorld) => look<Health>(partsOf(world), "mia", "process-health", { id: "radar" });

type Readiness = { readonly readiness: readonly { readonly key: string; readonly ready: boolean; readonly cites: readonly string[] }[] };
const own = async (world: StoryWorld) => (await look<Readiness>(partsOf(world), "mia", "process", { id: "radar" }))!.readiness.find(({ key }) => key === "own");

const ready: Prepared = {
  members: ["ana", "ben", "cleo"],
  agreed: ["ana", "ben", "cleo"],
  attended: ["ana", "ben", "cleo"],
  now: "2026-03-02T10:00:00.000Z",
  from: "2026-03-16T10:00:00.000Z",
};

/** What stands against the version in force, were it put in force now. */
const against = async (world: StoryWorld, known: Partial<Prepared>) => {
  const pack = (await world.shelf.active("radar"))!;
  return unprepared(pack, { ...ready, ...known }).map(({ code, cites, unmet }) => ({ code, cites, unmet, held: enforcementOf(pack, cites) }));
};

const problems = (world: StoryWorld, change: (draft: Draft) => void) => {
  const read = changed(world, change);
  return "problems" in read ? read.problems.map(({ at, code, cites }) => ({ at, code, cites })) : [];
};

export const agreed: readonly Proof[] = [
  proof("PE-01", "eleven urgent ones among the last twenty are worth a warning, ten are not; the days since the last worst one are counted", async (world) => {
    for (let index = 0; index < 10; index++) await open(world, 4);
    await world.pass("PT1M");
    for (let index = 0; index < 10; index++) await open(world, 2);
    expect(await health(world)).toMatchObject({ counted: 20, warnings: [], daysSinceWorst: null, levels: [{ severity: 2, share: 0.5 }, { severity: 4 }] });
    await world.pass("PT1M");
    await open(world, 1);
    expect(await health(world)).toMatchObject({ counted: 21, daysSinceWorst: 0 });
    expect((await health(world))!.warnings.map(({ cites }) => cites.map(({ id }) => id))).toEqual([["PE-01"]]);
  }),
  proof("PE-03", "under a version that nobody put in force nothing is declared", async (world) => {
    const draft = changed(world, (pack) => Object.assign(pack, { key: "ours", version: 1 }));
    if (!("pack" in draft)) throw new Error("no valid pack");
    world.drafts.set("ours", draft.pack);
    const answer = await world.ask("dan", "declare", declared(2, { process: "ours" }));
    expect(answer).toMatchObject({ code: "invalid_state", rule: ["PE-03"], policy: "/activation/required" });
    world.packs.set("ours", [draft.pack]);
    expect(isRefusal(await world.ask("dan", "declare", declared(2, { process: "ours" })))).toBe(false);
  }),
  proof("PE-05", "as it was shipped it is not yet one's own; a copy that names what it was made of is", async (world) => {
    expect(await own(world)).toMatchObject({ ready: false, cites: ["PE-05"] });
    putInForce(world, (draft) => Object.assign(draft.origin as object, { note: "A copy of radar, version 1." }));
    expect(await own(world)).toMatchObject({ ready: true });
    expect((await world.shelf.version("radar", 1))!.origin).not.toMatchObject({ note: expect.stringContaining("copy") });
  }),
  proof("PE-06", "while one of three has not agreed, putting it in force is warned of, or refused where the organisation wants that", async (world) => {
    const missing = { code: "agreement_incomplete", cites: ["PE-06"], unmet: ["cleo"] };
    expect(await against(world, { agreed: ["ana", "ben"] })).toEqual([{ ...missing, held: "warn" }]);
    putInForce(world, (draft) => Object.assign(draft.enforcement as object, { "PE-06": "block" }));
    expect(await against(world, { agreed: ["ana", "ben"] })).toEqual([{ ...missing, held: "block" }]);
    expect(await against(world, {})).toEqual([]);
  }),
  proof("PE-07", "who was in no training is named, each training shortens the list, and a new version comes with a week's notice", async (world) => {
    const untaught = async (attended: readonly string[]) => (await against(world, { attended })).map(({ unmet, cites }) => [unmet, cites]);
    expect(await untaught(["ana"])).toEqual([[["ben", "cleo"], ["PE-07"]]]);
    expect(await untaught(["ana", "ben"])).toEqual([[["cleo"], ["PE-07"]]]);
    expect(await untaught(["ana", "ben", "cleo"])).toEqual([]);
    expect(await against(world, { from: "2026-03-09T09:59:59.999Z" })).toMatchObject([{ cites: ["PE-07"], unmet: [] }]);
    expect(await against(world, { from: "2026-03-09T10:00:00.000Z" })).toEqual([]);
  }),
  proof("PE-08", "a process that does not say what an incident is, or knows one severity only, is no valid one", async (world) => {
    const missing = (at: string) => [{ at, code: "missing_fields", cites: ["PE-08"] }];
    expect(problems(world, (draft) => Object.assign(draft, { incidentDefinition: " " }))).toEqual(missing("/incidentDefinition"));
    expect(
      problems(world, (draft) => {
        for (const rank of ["2", "3", "4"]) delete draft.severities[rank];
      }),
    ).toEqual(missing("/severities"));
    expect(problems(world, (draft) => delete draft.severities["4"])).toEqual([]);
  }),
  proof("PE-09", "a severity without an example, or that does not say what is then done, is no valid one", async (world) => {
    for (const key of ["examples", "typicalResponse"])
      expect(problems(world, (draft) => delete draft.severities["3"]![key])).toEqual([
        { at: `/severities/3/${key}`, code: "severity_doc_incomplete", cites: ["PE-09"] },
      ]);
    const { severities } = (await world.shelf.active("radar"))!;
    expect(Object.values(severities).every(({ examples, typicalResponse }) => examples.length > 0 && typicalResponse !== "")).toBe(true);
    expect("pack" in readPack(await world.shelf.active("radar"))).toBe(true);
  }),
];
