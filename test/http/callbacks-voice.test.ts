/** A call that is taken: what it says, what each key does, and that nobody else can press them. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { forbidden, payloads } from "../channels/payloads.ts";
import { account, callbackServer, numbers, publicUrl, signatureOf } from "./callbacks-server.ts";

let phone: Awaited<ReturnType<typeof callbackServer>>;
beforeEach(async () => {
  phone = await callbackServer("voice");
});
afterEach(() => phone.server.stop());

const pathOf = (key: string) => `/api/v1/callbacks/voice?key=${encodeURIComponent(key)}`;
const fields = (digits: string | null, sid: string, to: string) => ({
  AccountSid: account.accountSid,
  CallSid: sid,
  CallStatus: "in-progress",
  To: to,
  From: "+15005550006",
  ...(digits === null ? {} : { Digits: digits }),
});
/** Takes the call (null) or presses a key in it. */
const press = (key: string, digits: string | null, sid = "CA1", to: string = numbers.ben) => phone.call(pathOf(key), fields(digits, sid, to));
const spoken = (text: string) => [...text.matchAll(/<Say[^>]*>([^<]*)<\/Say>/g)].map(([, words]) => words).join(" | ");

describe("taking the call", () => {
  test("SR-19 says severity and topic, who needs you and why, then the keys; and waits for one at our own address", async () => {
    const { job, state } = await phone.paged(await phone.open(), "27");
    const { text, headers } = await press(job.id, null);
    expect(headers["content-type"]).toContain("text/xml");
    expect(spoken(text)).toMatch(/This is Quarterdeck\. \| Severity 3.*number 1: Checkout is down \| Demo Dan needs you: You know it/);
    for (const key of ["Press 4 if you are on it", "Press 5 to pass it on", "Press 6 to declare it over", "Press 1 to stop calls", "Press star to hear"])
      expect(text).toContain(key);
    expect(text).toContain(`action="${publicUrl}${pathOf(job.id)}"`);
    expect((await state()).state).toBe("open");
  });

  test("a drill says so", async () => {
    const { job } = await phone.paged(await phone.open({ drill: true }), "27");
    expect(spoken((await press(job.id, null)).text)).toContain("This is a drill.");
  });

  test("field 4.6 says who answered already, and that one's own page is answered", async () => {
    const story = await phone.open();
    const eve = await phone.paged(story, "31", "eve");
    const ben = await phone.paged(story, "27");
    await story.does("eve", "answer-page", { page: eve.page.id });
    const during = await press(ben.job.id, null);
    expect(spoken(during.text)).toContain("Demo Eve answered already.");
    expect(during.text).toContain("Press 4");
    await story.does("ben", "answer-page", { page: ben.page.id });
    const after = await press(ben.job.id, null, "CA2");
    expect(spoken(after.text)).toContain("You have answered this page.");
    expect(after.text).not.toContain("<Gather");
  });

  test("S4 no text of an incident becomes markup of the call", async () => {
    const benign = (await press((await phone.paged(await phone.open(), "27")).job.id, null)).text;
    const shape = (text: string) => [...text.matchAll(/<\/?[A-Za-z!?][^>]*>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, "")).join("");
    for (const payload of payloads) {
      const story = await phone.world.open("dan", "declare", { title: `About ${payload}`.slice(0, 240), severity: 3 });
      await story.does("dan", "page", { person: "ben", reason: `Why: ${payload}`.slice(0, 300) });
      const [job] = await story.outbox({ person: "ben" });
      const { text } = await press(job!.id, null, `CA${job!.id}`);
      expect(shape(text), JSON.stringify(payload)).toBe(shape(benign));
      expect(text).not.toMatch(forbidden);
    }
  });
});

describe("keys", () => {
  test("4 answers", async () => {
    const { job, state } = await phone.paged(await phone.open(), "27");
    expect(spoken((await press(job.id, "4")).text)).toContain("Thank you. You are on it.");
    expect(await state()).toMatchObject({ state: "answered" });
  });

  test("5 asks for the next step now, and says so where that is not possible", async () => {
    const { job, state } = await phone.paged(await phone.open(), "27");
    expect(spoken((await press(job.id, "5")).text)).toMatch(/Passed on|That is not possible by phone/);
    expect((await state()).state).toBe("open");
  });

  test("6 declares over only where the process lets this person", async () => {
    const story = await phone.open();
    const { job } = await phone.paged(story, "27");
    const refused = await press(job.id, "6");
    expect(spoken(refused.text)).toContain("That is not possible by phone");
    expect(refused.text).toContain("Press 4");
    await story.does("ben", "assign-role", { role: "incident_commander", person: "ben" });
    expect(spoken((await press(job.id, "6", "CA2")).text)).toContain("Declared over");
    expect((await story.state()).lifecycle.phase).not.toBe("active");
  });

  test("1 stops calls to this number and says that the others are used", async () => {
    const { job } = await phone.paged(await phone.open(), "27");
    expect(spoken((await press(job.id, "1")).text)).toContain("We do not call this number any more.");
    expect(phone.dead).toEqual([{ method: "ben-voice", reason: "This number asked us not to call it any more." }]);
  });

  test("star repeats, and an unknown key says so", async () => {
    const { job } = await phone.paged(await phone.open(), "27");
    expect((await press(job.id, "*")).text).toBe((await press(job.id, null)).text);
    expect(spoken((await press(job.id, "9")).text)).toContain("That key means nothing here.");
  });
});

describe("S22 S6 who may press", () => {
  test("S22 only in a call to the number of the person who was paged, for that page, within a day", async () => {
    const { job, state } = await phone.paged(await phone.open(), "27");
    for (const [key, to] of [
      [job.id, numbers.shared],
      [job.id, numbers.nobody],
      ["no-such-message", numbers.ben],
    ] as const)
      expect(spoken((await press(key, "4", "CA1", to)).text)).toContain("nothing to answer");
    await phone.world.store.jobs.paging("held");
    await phone.world.pass("PT24H1M");
    expect(spoken((await press(job.id, "4")).text)).toContain("nothing to answer");
    expect((await state()).state).toBe("open");
  });

  test("S6 forged and altered ones are 401: another key, another page, another number, another token", async () => {
    const story = await phone.open();
    const { job, state } = await phone.paged(story, "27");
    const other = await phone.paged(await phone.open({ title: "Search is slow" }), "28");
    const good = fields("4", "CA1", numbers.ben);
    const path = pathOf(job.id);
    const signature = signatureOf(path, good);
    expect((await phone.call(path, { ...good, Digits: "6" }, signature)).status).toBe(401);
    expect((await phone.call(path, { ...good, To: numbers.shared }, signature)).status).toBe(401);
    expect((await phone.call(pathOf(other.job.id), good, signature)).status).toBe(401);
    expect((await phone.call(path, good, signatureOf(path, good, "another token of twilio"))).status).toBe(401);
    expect((await phone.call(path, good, "")).status).toBe(401);
    expect([(await state()).state, (await other.state()).state]).toEqual(["open", "open"]);
  });

  test("S6 the same call and key again: the same words, no second effect", async () => {
    const story = await phone.open();
    const { job } = await phone.paged(story, "27");
    const first = await press(job.id, "4");
    const events = (await story.events()).length;
    const again = await press(job.id, "4");
    expect(again).toMatchObject({ status: 200, text: first.text });
    expect((await story.events()).length).toBe(events);
  });
});

describe("what became of a call", () => {
  const report = (key: string, sid: string, status: string, code?: string) => {
    const path = `${pathOf(key)}&report=1`;
    return phone.call(path, { AccountSid: account.accountSid, CallSid: sid, CallStatus: status, To: numbers.ben, ...(code ? { ErrorCode: code } : {}) });
  };
  const row = async (id: string) => (await phone.world.store.jobs.outbox({ person: null, all: true } as never, { id, limit: 1 }))[0]!;

  test("R7 taken is delivered; what was not taken is failed for now; a number that is none is failed for good", async () => {
    const { job } = await phone.paged(await phone.open(), "27");
    const sid = job.attempts.at(-1)!.providerId!;
    for (const status of ["queued", "ringing", "in-progress"]) expect((await report(job.id, sid, status)).status).toBe(200);
    expect((await row(job.id)).state).toBe("sent");
    await report(job.id, sid, "completed");
    expect((await row(job.id)).state).toBe("delivered");
    await report(job.id, sid, "no-answer");
    expect((await row(job.id)).state).toBe("delivered");
    expect(phone.dead).toEqual([]);
    const other = await phone.paged(await phone.open({ title: "Search is slow" }), "28");
    await report(other.job.id, other.job.attempts.at(-1)!.providerId!, "busy");
    expect(phone.dead).toEqual([]);
    const third = await phone.paged(await phone.open({ title: "Mail is late" }), "29");
    await report(third.job.id, third.job.attempts.at(-1)!.providerId!, "failed", "13224");
    expect(phone.dead).toEqual([{ method: "ben-voice", reason: "This is not a working phone number." }]);
  });
});
