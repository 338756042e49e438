/** On call, escalation, reach and silences from the command line: the request that each verb is, and what people read. */
import { afterEach, describe, expect, it } from "vitest";
import { type Answers, openTerminal } from "./terminal.ts";

let open: Awaited<ReturnType<typeof openTerminal>> | undefined;
afterEach(async () => open?.close());
async function at(answers: Answers) {
  open = await openTerminal(answers);
  return open;
}

const bodyOf = (terminal: Awaited<ReturnType<typeof at>>) => JSON.parse(terminal.requests.at(-1)?.body ?? "null") as unknown;

describe("on call", () => {
  it("shows a rota's days ahead with its warnings", async () => {
    const final = [
      { from: "2026-03-02T09:00:00.000Z", until: "2026-03-03T09:00:00.000Z", people: ["a"] },
      { from: "2026-03-03T09:00:00.000Z", until: "2026-03-04T09:00:00.000Z", people: [] },
    ];
    const terminal = await at({ "GET /schedules/web/calendar": { body: { final, names: { a: "Demo Ana" }, warnings: [{ says: "Nobody on Tuesday." }] } } });
    const ended = await terminal.talk("on-call", "calendar", "web", "--from", "2026-03-02", "--days", "2");
    expect(terminal.requests[0]?.path).toContain("from=2026-03-02T00%3A00%3A00.000Z&until=2026-03-04T00%3A00%3A00.000Z");
    expect(ended.out).toContain("2026-03-02 09:00Z  2026-03-03 09:00Z  Demo Ana");
    expect(ended.out).toContain("2026-03-03 09:00Z  2026-03-04 09:00Z  nobody");
    expect(ended.out).toContain("Nobody on Tuesday.");
  });

  it("explains whom a policy calls, when and how, with what is skipped and the last resort", async () => {
    const when = "2026-03-02T09:00:00.000Z";
    const ways = [
      { channel: "push", minutes: 0 },
      { channel: "sms", minutes: null },
    ];
    const steps = [
      { round: 1, step: 1, at: when, skipped: null, people: [{ name: "Demo Ana", heldUntil: null, ways }] },
      { round: 1, step: 2, at: null, skipped: "It means nobody now.", people: [] },
    ];
    const preview = { steps, lastResort: { at: when, people: [{ name: "Demo Admin" }] }, warnings: [{ detail: "Step 2 means nobody now." }] };
    const terminal = await at({ "GET /escalations/web/preview": { body: preview } });
    const ended = await terminal.talk("on-call", "explain", "web", "--severity", "1", "--at", "2026-03-02T10:00:00+01:00");
    expect(terminal.requests[0]?.path).toContain("at=2026-03-02T09%3A00%3A00.000Z&severity=1");
    expect(ended.out).toMatch(/1\.1\s+2026-03-02 09:00Z\s+Demo Ana\s+push \+0 min, else sms/);
    expect(ended.out).toMatch(/1\.2\s+-\s+nobody\s+It means nobody now\./);
    expect(ended.out).toMatch(/last resort\s+2026-03-02 09:00Z\s+Demo Admin/);
    expect(ended.out).toContain("Step 2 means nobody now.");
  });

  it("field 16: puts somebody in for one shift, and says the refusal of the server", async () => {
    const terminal = await at({
      "POST /schedules/web/overrides": { status: 422, body: { code: "invalid_value", detail: "It ends before it begins.", rule: [] } },
    });
    const ended = await terminal.talk("on-call", "override", "web", "--from", "2026-03-02T09:00Z", "--until", "2026-03-02T08:00Z", "--person", "a");
    expect(bodyOf(terminal)).toEqual({
      from: "2026-03-02T09:00:00.000Z",
      until: "2026-03-02T08:00:00.000Z",
      kind: "replace",
      person: "a",
      insteadOf: null,
      reason: "",
    });
    expect(ended.err).toContain("It ends before it begins.");
    expect(ended.code).not.toBe(0);
  });

  it("field 15: asks for cover and answers it", async () => {
    const terminal = await at({
      "POST /schedules/web/cover-requests": { body: { id: "c1" } },
      "POST /cover-requests/c1/accept": { body: { state: "accepted" } },
    });
    await terminal.talk("on-call", "ask-cover", "web", "--from", "2026-03-02T09:00Z", "--until", "2026-03-02T12:00Z", "--reason", "Dentist");
    expect(bodyOf(terminal)).toEqual({ from: "2026-03-02T09:00:00.000Z", until: "2026-03-02T12:00:00.000Z", reason: "Dentist" });
    expect((await terminal.talk("on-call", "accept-cover", "c1")).out).toContain("accepted");
  });

  it("makes a calendar address for oneself, or for a rota", async () => {
    const terminal = await at({ "POST /calendar-addresses": { body: { url: "https://quarterdeck.example.test/calendar/s.ics" } } });
    expect((await terminal.talk("on-call", "subscribe")).out).toContain("/calendar/s.ics");
    expect(bodyOf(terminal)).toEqual({});
    await terminal.talk("on-call", "subscribe", "web");
    expect(bodyOf(terminal)).toEqual({ schedule: "web" });
  });
});

describe("silences, reach and watching", () => {
  it("E14: holds back what has a label, until an instant", async () => {
    const terminal = await at({ "POST /silences": { body: { id: "s1" } } });
    await terminal.talk("silence", "add", "--label", "cluster=a=b", "--until", "2026-03-02T12:00Z", "--reason", "Maintenance");
    expect(bodyOf(terminal)).toEqual({
      matchers: [{ label: "cluster", is: "equal", value: "a=b" }],
      until: "2026-03-02T12:00:00.000Z",
      reason: "Maintenance",
    });
  });

  it("sends a test page by one's own rules, and lists what is awaited", async () => {
    const monitors = [{ title: "Backup", state: "missing" }];
    const terminal = await at({ "POST /people/me/test-page": { body: { page: "p1" } }, "GET /heartbeats": { body: { monitors } } });
    expect((await terminal.talk("reach", "test")).out).toContain("p1");
    expect((await terminal.talk("watch", "heartbeats")).out).toMatch(/Backup\s+missing/);
  });
});

describe("people", () => {
  it("says what somebody can do, and leaves alone what was not said", async () => {
    const terminal = await at({ "PATCH /people/p1": { body: { id: "p1", name: "Demo Ana" } } });
    await terminal.talk("person", "can", "p1", "--seen", "3", "--manage", "yes", "--skills", "a1=4,a2=1");
    expect(bodyOf(terminal)).toEqual({ version: 3, canManage: true, skills: { a1: 4, a2: 1 } });
    await terminal.talk("person", "can", "p1", "--seen", "4", "--title", "Client manager", "--understands", "a1,a2");
    expect(bodyOf(terminal)).toEqual({ version: 4, jobTitle: "Client manager", understands: ["a1", "a2"] });
  });
});

describe("rooms and one's own calendar", () => {
  it("GD2-27 books a room for a time, and says when it is taken", async () => {
    const terminal = await at({ "POST /rooms/r1/bookings": { status: 409, body: { code: "room_busy", detail: "The room is booked.", rule: [] } } });
    const ended = await terminal.talk("meeting-room", "book", "r1", "--from", "2026-03-02T09:00Z", "--until", "2026-03-02T10:00Z", "--what", "Budget");
    expect(bodyOf(terminal)).toEqual({ from: "2026-03-02T09:00:00.000Z", until: "2026-03-02T10:00:00.000Z", what: "Budget" });
    expect(ended.err).toContain("The room is booked.");
  });
  it("GD2-24 follows a calendar and forgets it", async () => {
    const terminal = await at({ "PUT /me/calendar": { body: { kind: "address" } }, "DELETE /me/calendar": { body: { removed: "me" } } });
    await terminal.talk("own-calendar", "follow", "webcal://calendar.example.test/ben.ics");
    expect(bodyOf(terminal)).toEqual({ url: "webcal://calendar.example.test/ben.ics" });
    await terminal.talk("own-calendar", "forget");
    expect(terminal.requests.at(-1)).toMatchObject({ method: "DELETE" });
  });
});

describe("what is hidden", () => {
  it("K6 is opened in an emergency by its codename, with the reason, and says when there is none", async () => {
    const terminal = await at({ "POST /incidents/Quiet%20Harbour%2027/break-glass": { status: 201, body: { ok: true, id: "i-9" } } });
    const words = ["secret", "break-glass", "Quiet Harbour 27", "--reason", "Nobody inside can be reached"];
    expect((await terminal.talk(...words)).out).toContain("i-9");
    expect(bodyOf(terminal)).toEqual({ reason: "Nobody inside can be reached" });
    const ended = await terminal.talk("secret", "break-glass", "Calm Teapot 10", "--reason", "Nobody inside can be reached");
    expect(ended.code).not.toBe(0);
  });
});
