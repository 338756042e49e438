/** What each shipped process leaves open is known, question by question, and answering one closes it. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lintPack } from "../../src/core/pack/lint/lint.ts";
import { packData } from "../organisation.ts";

const expected = JSON.parse(readFileSync(new URL("./left-open.json", import.meta.url), "utf8")) as Record<string, Record<string, string>>;
const shipped = readdirSync(new URL("../../packs", import.meta.url)).flatMap((file) => (file.endsWith(".yaml") ? [file.replace(/\.yaml$/, "")] : []));

/** Question numbers with where they would be answered. */
const open = (data: unknown) => Object.fromEntries(lintPack(data).map(({ question, at }) => [String(question), at]));
const without = (id: number, data: unknown) => !(String(id) in open(data));

describe("what a process leaves open", () => {
  it.each(shipped)("%s leaves open what is written down of it, and nothing else", (key) => {
    expect(open(packData(key))).toEqual(expected[key]);
  });

  it("each finding says what happens meanwhile and what else could be said, and no question is asked twice", () => {
    const found = shipped.map((key) => lintPack(packData(key)));
    for (const list of found) expect(new Set(list.map(({ question }) => question)).size).toBe(list.length);
    for (const { asks, stands, instead } of found.flat()) for (const text of [asks, stands, instead]) expect(text.length).toBeGreaterThan(10);
  });

  it("a smallest process leaves many questions open, each answer closes its own", () => {
    type Draft = Record<string, unknown> & { severities: Record<string, Record<string, unknown>> };
    const bare = (): Draft => ({
      roles: { lead: { kind: "commander" }, hand: { kind: "responder" }, guest: { kind: "observer" } },
      alert: { who: "response_team" },
      severities: { 1: { handling: "full" }, 2: { handling: "full", contact: { window: "waking" } }, 3: { handling: "ticket" } },
    });
    expect(open(bare())).toEqual({
      1: "/severities/2/contact/window",
      4: "/severities/2/severity/review",
      5: "/severities/1/alert/again",
      6: "/severities/1/cadences",
      9: "/exclusions",
      10: "/chat/posting/guest",
      12: "/shift",
      18: "/refinements",
      20: "/severities/1/workers/min",
    });
    const answered = (question: number, answer: (draft: Draft) => void) => {
      const draft = bare();
      answer(draft);
      expect(without(question, draft), String(question)).toBe(true);
    };
    answered(4, ({ severities }) => Object.assign(severities[2]!, { severity: { review: { after: "4h", propose: 1 } } }));
    answered(5, (draft) => Object.assign(draft.alert as object, { again: "2m" }));
    answered(9, (draft) => Object.assign(draft, { exclusions: [{ roles: ["hand", "lead"] }] }));
    answered(10, (draft) => Object.assign(draft, { chat: { posting: { guest: "nudge" } } }));
    answered(12, (draft) => Object.assign(draft, { shift: { role: "lead", minBreak: "1h" } }));
    answered(18, (draft) => Object.assign(draft, { refinements: { within: "7d", ownProposals: "allowed" } }));
    answered(20, ({ severities }) => [1, 2].forEach((rank) => void Object.assign(severities[rank]!, { workers: { min: 2 } })));
  });

  it("what serves only sentences that are switched off answers nothing", () => {
    const data = packData("graceful") as { enforcement: Record<string, string> };
    expect(without(9, data)).toBe(true);
    expect(without(9, { ...data, enforcement: { "GD-17": "off", "GD2-13": "off" } })).toBe(false);
  });
});
