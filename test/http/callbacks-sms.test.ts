/** SMS that come back: who may answer what with which words, and what STOP and START do. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { givePolicy } from "../rules/escalating.ts";
import { account, callbackServer, numbers, publicUrl, signatureOf } from "./callbacks-server.ts";

const path = "/api/v1/callbacks/sms";
let phone: Awaited<ReturnType<typeof callbackServer>>;
let sent = 0;
beforeEach(async () => {
  phone = await callbackServer("sms");
});
afterEach(() => phone.server.stop());

const fields = (text: string, from: string = numbers.ben, id = `SM${++sent}`) => ({ AccountSid: account.accountSid, From: from, Body: text, MessageSid: id });
const write = (text: string, from?: string, id?: string) => phone.call(path, fields(text, from, id));
const silence = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';

describe("S22 who may answer", () => {
  test("S22 the number that was paged, for pages sent to it", async () => {
    const { state } = await phone.paged(await phone.open(), "27");
    expect((await write("ok, coming")).text).toContain("<Message>Thank you. You are on it.</Message>");
    expect(await state()).toMatchObject({ state: "answered" });
  });

  test("S22 an unknown number changes nothing and gets no answer", async () => {
    const { state } = await phone.paged(await phone.open(), "27");
    for (const text of ["OK", "27a", "aa", "STOP", "START", "hello"]) {
      const answer = await write(text, numbers.nobody);
      expect(answer).toMatchObject({ status: 200, text: silence });
    }
    expect((await state()).state).toBe("open");
    expect(phone.dead).toEqual([]);
  });

  test("S22 a known number that was not the one paged answers nothing", async () => {
    const { state } = await phone.paged(await phone.open(), "27");
    expect((await write("27a", numbers.shared)).text).toContain("There is no page 27 for you");
    expect((await write("aa", numbers.shared)).text).toContain("No page waits");
    expect((await state()).state).toBe("open");
  });

  test("S22 after 24 hours neither word nor code answers any more", async () => {
    const { state } = await phone.paged(await phone.open(), "27");
    await phone.world.store.jobs.paging("held");
    await phone.world.pass("PT24H1M");
    expect((await write("27a")).text).toContain("There is no page 27 for you");
    expect((await write("OK")).text).toContain("No page waits");
    expect((await state()).state).toBe("open");
  });

  test("S22 a number that two people share must say which page", async () => {
    const story = await phone.open();
    const eve = await phone.paged(story, "31", "eve");
    const dan = await phone.paged(story, "32", "dan");
    expect((await write("OK", numbers.shared)).text).toContain("answer with the code");
    expect((await write("31a", numbers.shared)).text).toContain("You are on it");
    expect([(await eve.state()).state, (await dan.state()).state]).toEqual(["answered", "open"]);
  });
});

describe("the words (field 4.6)", () => {
  test.each(["27a", "27 A", " 27a.", "ack 27", "ACK 27"])("%j answers the page with that code, not the newest", async (text) => {
    const first = await phone.paged(await phone.open(), "27");
    const second = await phone.paged(await phone.open({ title: "Search is slow" }), "28");
    expect((await write(text)).text).toContain("You are on it");
    expect([(await first.state()).state, (await second.state()).state]).toEqual(["answered", "open"]);
  });

  test("aa answers all of mine and nobody else's", async () => {
    const story = await phone.open();
    const pages = [await phone.paged(story, "27"), await phone.paged(await phone.open({ title: "Search is slow" }), "28")];
    const eve = await phone.paged(story, "31", "eve");
    expect((await write("aa")).text).toContain("You are on all 2.");
    for (const { state } of pages) expect((await state()).state).toBe("answered");
    expect((await eve.state()).state).toBe("open");
  });

  test("27n and NO decline with the reason", async () => {
    const story = await phone.open();
    const { state } = await phone.paged(story, "27");
    expect((await write("27n on a plane")).text).toContain("you cannot come");
    expect(await state()).toMatchObject({ state: "declined", reason: "on a plane" });
  });

  test("27e calls the next step's people now, where the process lets this person; else it says why not", async () => {
    await givePolicy(phone.world, [{ to: [{ person: "ben" }] }, { after: "1h", to: [{ person: "eve" }] }]);
    const story = await phone.open({ area: "web" });
    const paged = async (person: string) => Object.values((await story.state()).pages.pages).find((page) => page.person === person);
    const page = (await paged("ben"))!;
    phone.codes.set("ben 27", { stream: story.stream, page: page.id });
    expect((await write("27e")).text).toContain("That is not possible by message");
    expect(await paged("eve")).toBeUndefined();
    await story.does("ben", "assign-role", { role: "incident_commander", person: "ben" });
    expect((await write("27e")).text).toContain("Passed on: the next ones are called now.");
    expect(await paged("eve")).toMatchObject({ state: "open" });
  });

  test("27c declares over where the process lets this person, else says why not", async () => {
    const story = await phone.open();
    await phone.paged(story, "27");
    expect((await write("27c")).text).toContain("That is not possible by message");
    await story.does("ben", "assign-role", { role: "incident_commander", person: "ben" });
    expect((await write("27c")).text).toContain("Declared over");
    expect((await story.state()).lifecycle.phase).not.toBe("active");
  });

  test("anything else is asked again, at most five times in a quarter of an hour", async () => {
    await phone.paged(await phone.open(), "27");
    const answers: string[] = [];
    for (let count = 0; count < 7; count++) answers.push((await write("what is this?")).text);
    expect(answers.slice(0, 5).every((text) => text.includes("Please answer OK"))).toBe(true);
    expect(answers.slice(5)).toEqual([silence, silence]);
    expect((await write("27a")).text).toBe(silence);
    expect(phone.codes.size).toBe(1);
  });

  test("a page that is over says so", async () => {
    const story = await phone.open();
    await phone.paged(story, "27");
    await story.does("dan", "cancel", { reason: "False alarm" });
    expect((await write("27a")).text).toContain("That page is withdrawn.");
  });
});

describe("STOP and START", () => {
  test.each(["STOP", "stopall", "Unsubscribe", "CANCEL", "end", "quit."])("S22 %s switches this way off, with no word back", async (text) => {
    expect((await write(text)).text).toBe(silence);
    expect(phone.dead).toEqual([{ method: "ben-sms", reason: "This number has sent STOP and gets no more SMS from us." }]);
  });

  test.each(["START", "unstop", "YES"])("%s brings it back", async (text) => {
    await write("STOP");
    expect((await write(text)).text).toContain("You get our messages again.");
    expect((await phone.desk.holders("sms", numbers.ben))[0]).toMatchObject({ deadReason: null });
  });

  test("START does not bring back what died by itself; YES answers where nothing was stopped", async () => {
    const { state } = await phone.paged(await phone.open(), "27");
    await phone.desk.markDead("ben-sms", "This phone number does not exist any more.");
    await write("START");
    expect((await phone.desk.holders("sms", numbers.ben))[0]?.deadReason).toContain("does not exist");
    await write("yes");
    expect((await state()).state).toBe("answered");
  });

  test("words that only begin like it are no STOP", async () => {
    await phone.paged(await phone.open(), "27");
    for (const text of ["stop the rollout", "end of the queue?"]) await write(text);
    expect(phone.dead).toEqual([]);
  });
});

describe("S6 forged, altered, replayed", () => {
  test("S6 anything that was not signed so is 401 and changes nothing", async () => {
    const { state } = await phone.paged(await phone.open(), "27");
    const good = fields("27a");
    const wrong = [
      ["", good],
      ["Zm9yZ2Vk", good],
      [signatureOf(path, good, "another token of twilio"), good],
      [signatureOf(path, good), { ...good, From: numbers.shared }],
      [signatureOf(path, good), { ...good, Body: "STOP" }],
      [signatureOf(`${path}?key=1`, good), good],
      [signatureOf(path, { ...good, AccountSid: "AC11111111111111" }), { ...good, AccountSid: "AC11111111111111" }],
    ] as const;
    for (const [signature, body] of wrong) expect((await phone.call(path, body, signature)).status).toBe(401);
    expect((await state()).state).toBe("open");
    expect(phone.heard.size).toBe(0);
  });

  test("S6 the same callback again is accepted and has no second effect, no second SMS either", async () => {
    const story = await phone.open();
    const first = await phone.paged(story, "27");
    await write("no, on a plane", numbers.ben, "SM4");
    expect((await first.state()).state).toBe("declined");
    await phone.world.pass("PT1M");
    const second = await phone.paged(story, "28");
    expect(await write("no, on a plane", numbers.ben, "SM4")).toMatchObject({ status: 200, text: silence });
    expect((await second.state()).state).toBe("open");
    expect((await story.events()).filter(({ type }) => type === "page-declined")).toHaveLength(1);
  });

  test("S6 an old STOP sent again does not switch off what START switched on", async () => {
    await write("STOP", numbers.ben, "SMstop");
    await write("START", numbers.ben, "SMstart");
    await write("STOP", numbers.ben, "SMstop");
    expect(phone.dead).toHaveLength(1);
    expect((await phone.desk.holders("sms", numbers.ben))[0]?.deadReason).toBeNull();
  });

  test("S6 the signature is over the public address, whatever the request calls itself", async () => {
    await phone.paged(await phone.open(), "27");
    const body = fields("27a");
    const answer = await phone.server.ask(null, "POST", path, {
      payload: new URLSearchParams(body).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signatureOf(path, body), host: "evil.example.test" },
    });
    expect(publicUrl).toContain("127.0.0.1");
    expect(answer.status).toBe(200);
  });
});

describe("receipts", () => {
  test("R7 a permanent failure ends the method with its reason; delivered settles the message; an unknown channel has no address", async () => {
    const { job } = await phone.paged(await phone.open(), "27");
    const providerId = job.attempts.at(-1)!.providerId!;
    const receipt = (state: string, code = "0") => ({ AccountSid: account.accountSid, MessageSid: providerId, MessageStatus: state, ErrorCode: code });
    expect((await phone.call(path, receipt("undelivered", "30005"))).status).toBe(200);
    expect(phone.dead).toEqual([{ method: "ben-sms", reason: "This phone number does not exist any more." }]);
    await phone.call(path, receipt("undelivered", "30005"));
    expect(phone.dead).toHaveLength(1);
    const nowhere = await phone.server.ask(null, "POST", "/api/v1/callbacks/pigeon", { payload: "", headers: { "content-type": "text/plain" } });
    expect(nowhere.status).toBe(404);
  });
});
