/** Looking from the command line: tables that line up, JSON, whom to call, and nothing in them that moves the cursor. */
import { afterEach, describe, expect, it } from "vitest";
import { board } from "../browser/canned/board.ts";
import { deliveries, room } from "../browser/canned/room.ts";
import { timeline } from "../browser/canned/timeline.ts";
import { type Answers, openTerminal } from "./terminal.ts";

let open: Awaited<ReturnType<typeof openTerminal>> | undefined;
afterEach(async () => open?.close());
async function at(answers: Answers) {
  open = await openTerminal(answers);
  return open;
}

const row = {
  id: "i1",
  number: 42,
  title: "Checkout is down",
  phase: "active",
  drill: false,
  process: "sitrep",
  severity: { rank: 1, name: "Critical" },
  area: null,
  commander: { id: "a", name: "Demo Ana" },
  reportedAt: "2026-03-02T10:05:00.000Z",
  declaredAt: null,
  resolvedAt: null,
  closedAt: null,
  nextDueAt: null,
  myRoles: [],
};
const rows = [row, { ...row, number: 7, title: "検索 is slow", phase: "resolved", severity: null, commander: null, drill: true }];

describe("tables", () => {
  it("line up, with a dash for what is not there", async () => {
    const terminal = await at({ "GET /incidents": { body: { items: rows, next: null } } });
    const ended = await terminal.talk("incident", "list", "--phase", "active,resolved");
    expect(terminal.requests[0]?.path).toBe("/api/v1/incidents?phase=active%2Cresolved");
    expect(ended.out.split("\n")).toEqual([
      "NO  SEVERITY    STATE             COMMANDER  REPORTED           NEXT DUE  TITLE",
      "42  1 Critical  active            Demo Ana   2026-03-02 10:05Z  -         Checkout is down",
      "7   -           resolved (drill)  -          2026-03-02 10:05Z  -         検索 is slow",
      "",
    ]);
  });

  it("are cut at the edge of a terminal, and whole in a file", async () => {
    const long = { ...row, title: "A very long title that does not end where the terminal does, but goes on" };
    const terminal = await at({ "GET /incidents": { body: { items: [long] } } });
    const seen = await terminal.run(["incident", "list", "--url", terminal.url], "", 100);
    expect(seen.out.split("\n")[1]).toHaveLength(100);
    expect(seen.out).toContain("…\n");
    expect((await terminal.talk("incident", "list")).out).toContain(long.title);
  });

  it("show nothing that steers the terminal or turns the direction of reading (S4)", async () => {
    const title = "\u001b[31mred\u001b]0;owned\u0007 \u202eback\u2066 \u009b2J \u0000 a\nb\u2028c \u200bd \u{e0041}";
    const terminal = await at({ "GET /incidents": { body: { items: [{ ...row, title }] } } });
    const words = (await terminal.talk("incident", "list")).out;
    const asJson = (await terminal.talk("incident", "list", "--json")).out;
    for (const out of [words, asJson]) expect(out.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\u200b\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u);
    expect(words).toContain("\\u{1b}[31mred");
    expect((JSON.parse(asJson) as { items: { title: string }[] }).items[0]?.title).toBe(title);
  });

  it("S4 a refusal's words are harmless too", async () => {
    const problem = { code: "invalid_state", detail: "No\u001b[2J", rule: ["X\u202e"], policy: "/\u0007", instead: "a\u001bb", unmet: ["\u009b"] };
    const terminal = await at({ "POST /incidents/1/resolve": { status: 409, body: problem } });
    const { err } = await terminal.talk("incident", "resolve", "1");
    expect(err.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe("views", () => {
  it("the bridge says how it stands, what is open and what is mine", async () => {
    const terminal = await at({ "GET /board": { body: board } });
    const { out, code } = await terminal.talk("status");
    expect(code).toBe(0);
    for (const part of [`${board.status.word}: `, "Open incidents\n", "Your duties\n", "On call\n", board.incidents[0]?.title]) expect(out).toContain(part);
  });

  it("show and room are the same words", async () => {
    const terminal = await at({ "GET /incidents/42/room": { body: room } });
    const [shown, asRoom] = [await terminal.talk("incident", "show", "42"), await terminal.talk("incident", "room", "42")];
    expect(shown).toEqual(asRoom);
    for (const part of [room.incident.title, "Roles\n", "Owed\n", "You can\n"]) expect(shown.out).toContain(part);
  });

  it("the timeline is one line an entry", async () => {
    const terminal = await at({ "GET /incidents/42/timeline": { body: { items: timeline, next: null } } });
    const { out } = await terminal.talk("incident", "timeline", "42", "--after", "3");
    expect(terminal.requests[0]?.path).toBe("/api/v1/incidents/42/timeline?after=3");
    expect(out.trimEnd().split("\n")).toHaveLength(timeline.length + 1);
  });

  it("messages out come with state and reason", async () => {
    const terminal = await at({ "GET /notifications": { body: deliveries } });
    expect((await terminal.talk("notifications", "--incident", "42")).out).toMatch(/^QUEUED +TO +BY +WHAT +STATE +WHY\n/);
  });

  it("a duty comes with the verb that discharges it", async () => {
    const one = { ...board.duties[0]!, by: { name: "answer-page", input: { page: "p1" } } };
    const terminal = await at({ "GET /duties": { body: { items: [one] } } });
    expect((await terminal.talk("duties")).out).toContain("answer-page --page p1");
  });

  it("what has no words of its own is shown part by part", async () => {
    const answer = { ok: true, counts: { met: 2, late: 0 }, deviations: [{ code: "role_conflict", detail: "Both\u0007", cites: ["QD-01"] }], refusals: [] };
    const terminal = await at({ "GET /incidents/42/conformance": { body: answer } });
    expect((await terminal.talk("incident", "conformance", "42")).out).toBe(
      "ok  yes\n\ncounts\nmet   2\nlate  0\n\ndeviations\nCODE           DETAIL\nrole_conflict  Both\\u{7}\n\nrefusals\nNothing.\n",
    );
  });

  it("an answer that words do not fit is shown as it came", async () => {
    const terminal = await at({ "GET /board": { body: { later: "another shape" } } });
    expect(JSON.parse((await terminal.talk("status")).out)).toEqual({ later: "another shape" });
  });

  it("JSON is the server's answer and nothing else", async () => {
    const terminal = await at({ "GET /duties": { body: { items: [] } } });
    expect(JSON.parse((await terminal.talk("duties", "--json")).out)).toEqual({ items: [] });
    expect((await terminal.talk("duties")).out).toBe("Nothing is owed.\n");
  });
});

describe("whom to call", () => {
  it("finds areas by plain words and names their experts", async () => {
    const areas = { body: { areas: [{ id: "a1", name: "Payments", says: "Cards and invoices", experts: ["p1", "p2"] }] } };
    const people = {
      body: {
        people: [
          { id: "p1", name: "Demo Ana" },
          { id: "p2", name: "Demo Ben" },
        ],
      },
    };
    const terminal = await at({ "GET /areas": areas, "GET /people": people });
    expect((await terminal.talk("directory", "find", "credit cards")).out).toContain("Payments  Demo Ana, Demo Ben  Cards and invoices");
    expect(terminal.requests[0]?.path).toBe("/api/v1/areas?q=credit+cards");
  });

  it("says who is on call now", async () => {
    const onCall = [
      {
        schedule: { id: "s", name: "Night" },
        people: [
          { id: "a", name: "Demo Ana" },
          { id: "b", name: "Demo Ben" },
        ],
        zone: "Europe/Paris",
      },
    ];
    const terminal = await at({ "GET /on-call": { body: { now: "", onCall } } });
    expect((await terminal.talk("on-call", "now")).out).toContain("Night  Europe/Paris  Demo Ana, Demo Ben");
  });
});
