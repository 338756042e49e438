/** The main job on real input: from an alert in a real Alertmanager to the situation report in the stakeholders' mailboxes. */
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeSmtp, type Received } from "../fakes/smtp.ts";
import { fakeTwilio } from "../fakes/twilio.ts";
import { type Installation, install } from "../server.ts";
import { until } from "../until.ts";
import { type Alertmanager, startAlertmanager } from "./alertmanager.ts";
import { type Caller, callerOf } from "./api.ts";
import { addSource, type Crew, gather, linkIn, mailTo, type Providers, type Source, settingsFor } from "./crew.ts";
import { incidentsOf, messagesOf, roomOf, shown, timelineOf } from "./looking.ts";

const answerLink = /\S+\/p\/[\w-]+/;
const form = { "content-type": "application/x-www-form-urlencoded" };
const down = (instance: string, endsAt?: string) => ({
  labels: { alertname: "CheckoutDown", severity: "critical", instance },
  annotations: { summary: "Checkout is down", description: "No order for five minutes.", runbook_url: "https://runbooks.example.test/checkout" },
  ...(endsAt ? { endsAt } : {}),
});

let server: Installation;
let providers: Providers;
let alertmanager: Alertmanager;
let crew: Crew;
let source: Source;
/** The number of the incident that all of this is about. */
let number: number;

beforeAll(async () => {
  providers = { smtp: await fakeSmtp(), twilio: await fakeTwilio() };
  server = await install(settingsFor(providers));
  await server.start();
  crew = await gather(server, providers, { withoutPhone: ["Demo Cleo"] });
  source = await addSource(crew.ana, "alertmanager", crew.area);
  const routing = { url: `${server.url}/api/v1/alerts/alertmanager`, key: source.key, groupBy: ["alertname"], groupWait: "500ms", groupInterval: "1s" };
  alertmanager = await startAlertmanager(routing);
}, 180_000);

afterAll(async () => {
  await alertmanager?.stop();
  await server?.remove();
  await providers?.smtp.close();
  await providers?.twilio.close();
}, 60_000);

const room = () => roomOf(crew.watcher, number);
const stateOf = async (person: { readonly id: string }) => (await room()).people.find((one) => one.person.id === person.id)?.state;
const smsTo = (person: { readonly phone: string }) => providers.twilio.messages.filter(({ to, body }) => to === person.phone && answerLink.test(body));
const pagedMail = (mail: Received) => answerLink.test(mail.parsed.text ?? "");

describe("from an alert to the situation report", { timeout: 120_000 }, () => {
  it("SR-17 two alerts of one Alertmanager group become one incident at the severity of their label, and keep their fingerprints", async () => {
    await alertmanager.post(down("shop-1"), down("shop-2"));
    const [incident] = await shown("an incident is declared", async () => {
      const found = await incidentsOf(crew.watcher, "&phase=active");
      return found.length > 0 ? found : null;
    });
    number = incident!.number!;
    const [group] = await shown("both alerts are counted", async () => {
      const { alerts } = await room();
      return alerts[0]?.firing === 2 ? alerts : null;
    });
    expect(await incidentsOf(crew.watcher)).toHaveLength(1);
    expect((await room()).incident).toMatchObject({ title: "Checkout is down", phase: "active", severity: { rank: 1 }, area: { id: crew.area } });
    expect(group).toMatchObject({ source: "Demo alertmanager", count: 2, firing: 2 });
    expect(group!.links.map(({ href }) => href)).toContain("https://runbooks.example.test/checkout");
    const known = await alertmanager.fingerprints();
    expect([...group!.fingerprints].sort()).toEqual([known["shop-1"], known["shop-2"]].sort());
  });

  it("SR-02 SR-18 the whole response team is paged at once, each by their own methods, and nobody else", async () => {
    await until("SMS to ana and ben", () => smsTo(crew.ana).length > 0 && smsTo(crew.ben).length > 0);
    const mail = await mailTo(providers.smtp, crew.cleo.email, pagedMail);
    expect(mail.parsed.subject).toBe(`[Severity 1 (Critical)] #${number} Checkout is down`);
    const pages = (await messagesOf(crew.watcher, number)).filter(({ template }) => template === "page");
    expect(pages.map(({ person }) => person).sort()).toEqual([crew.ana.id, crew.ben.id, crew.cleo.id].sort());
    expect(smsTo(crew.ben)[0]!.body).toContain("Checkout is down");
    expect(providers.smtp.mailbox.filter((one) => one.to.includes(crew.dan.email) || one.to.includes(crew.eve.email)).filter(pagedMail)).toEqual([]);
  });

  it("SR-20 field 2 a page is answered by its link with a plain form: opening it changes nothing, no sign-in, once", async () => {
    const anonymous = callerOf(server.url);
    const path = new URL(answerLink.exec(smsTo(crew.ben)[0]!.body)![0]).pathname;
    for (const _twice of [1, 2]) {
      const page = await anonymous.ask("GET", path);
      expect(page).toMatchObject({ status: 200, text: expect.stringMatching(/<form[^>]*method="post"/) });
      expect(page.text.match(/<button/g)).toHaveLength(2);
      expect(page.text).not.toContain("<script");
    }
    expect(await stateOf(crew.ben)).toBe("paged");
    // S10: a locked account never stops an answer.
    const guesses = Array.from({ length: 11 }, () => anonymous.ask("POST", "/api/v1/session", { email: crew.ben.email, password: "not the password" }));
    expect((await Promise.all(guesses)).some(({ status }) => status === 429)).toBe(true);
    expect(await anonymous.ask("POST", path, "answer=yes", form)).toMatchObject({ status: 200 });
    expect(await stateOf(crew.ben)).toBe("answered");
    await anonymous.ask("POST", path, "answer=no&reason=late", form);
    expect(await stateOf(crew.ben)).toBe("answered");
    const mailed = linkIn(await mailTo(providers.smtp, crew.cleo.email, pagedMail), answerLink);
    expect(await anonymous.ask("POST", new URL(mailed).pathname, "answer=yes", form)).toMatchObject({ status: 200 });
    await crew.ana.does(number, "answer-page", { page: await pageOf(crew.ana) });
    for (const person of [crew.ana, crew.cleo]) expect(await stateOf(person)).not.toBe("paged");
  });

  it("SR-23 roles are stated, and what the process forbids is refused with its sentence", async () => {
    expect(await crew.ben.refuses(number, "post-update", { text: "All is lost" })).toMatchObject({ code: "not_permitted", rule: ["SR-09"] });
    await crew.ana.does(number, "assign-role", { role: "incident_commander", person: crew.ana.id });
    await crew.ben.does(number, "assign-role", { role: "solutioneer", person: crew.ben.id });
    await crew.cleo.does(number, "assign-role", { role: "comms", person: crew.cleo.id });
    expect(await crew.cleo.refuses(number, "assign-role", { role: "incident_commander", person: crew.cleo.id })).toMatchObject({ status: expect.any(Number) });
    const holders = Object.fromEntries((await room()).roles.map(({ role, holders }) => [role, holders.map(({ person }) => person.name)]));
    expect(holders).toMatchObject({ incident_commander: ["Demo Ana"], solutioneer: ["Demo Ben"], comms: ["Demo Cleo"] });
  });

  it("SR-24 the thread is the log, gapless and chained", async () => {
    await crew.ben.does(number, "post-message", { text: "The last deploy broke the basket. Rolling back." });
    await crew.ana.does(number, "set-status", { text: "Rolling back" });
    const timeline = await timelineOf(crew.watcher, number);
    expect(timeline.find(({ type }) => type === "message-posted")).toMatchObject({
      actor: { name: "Demo Ben" },
      data: { text: expect.stringContaining("Rolling back") },
    });
    expect(await crew.watcher.get(`/incidents/${number}/verify`)).toMatchObject({ ok: true });
  });

  it("SR-09 an update to the organisation is mailed to everybody but its author", async () => {
    await crew.ana.does(number, "post-update", { audience: "organisation", text: "Checkout is down since ten. We are rolling back." });
    for (const person of [crew.ben, crew.cleo, crew.dan, crew.eve]) {
      const mail = await mailTo(providers.smtp, person.email, (one) => (one.parsed.text ?? "").includes("We are rolling back."));
      expect(mail.parsed.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-generated");
    }
  });

  it("X-01 a resolved alert is noted and resolves nothing by itself", async () => {
    const ended = new Date().toISOString();
    await alertmanager.post(down("shop-1", ended), down("shop-2", ended));
    await shown("the group is noted as cleared", async () =>
      (await timelineOf(crew.watcher, number)).some(({ type, data }) => type === "signals-counted" && (data as { what: string }).what === "cleared"),
    );
    const { incident, alerts } = await room();
    expect(incident.phase).toBe("active");
    expect(alerts[0]).toMatchObject({ firing: 0, count: 2 });
  });

  it("SR-08 only the commander declares it over; then both documents are owed", async () => {
    expect(await crew.ben.refuses(number, "resolve")).toMatchObject({ code: "not_permitted", rule: ["SR-08"] });
    await crew.ana.does(number, "resolve", { note: "Rolled back" });
    const { incident, documents } = await room();
    expect(incident.phase).toBe("resolved");
    expect(documents.map(({ kind }) => kind).sort()).toEqual(["postmortem", "sitrep"]);
    expect(await crew.ana.refuses(number, "close")).toMatchObject({ code: "gate_unmet" });
  });

  it("SR-25 to SR-37 the situation report with eight true answers is mailed with the post-mortem, and the incident closes", async () => {
    await write(crew.ben, "postmortem", "learnings", "Try the rollback every week.");
    await crew.ben.does(number, "mark-document-ready", { kind: "postmortem" });
    const answers = {
      solution: "The last deploy was rolled back.",
      impactedWho: "All 1,200 shoppers of the morning.",
      impactedHow: "No orders for twenty minutes.",
    };
    for (const [section, text] of Object.entries(answers)) await write(crew.ana, "sitrep", section, text);
    await crew.ana.does(number, "mark-document-ready", { kind: "sitrep" });
    expect(await crew.ben.refuses(number, "send-document", { kind: "sitrep" })).toMatchObject({ code: "not_permitted", rule: ["SR-36"] });
    await crew.ana.does(number, "send-document", { kind: "sitrep" });
    for (const stakeholder of crew.stakeholders) {
      const mail = await mailTo(providers.smtp, stakeholder, (one) => one.parsed.attachments.length > 0);
      expect(mail.to).toEqual([stakeholder]);
      expect(mail.parsed.attachments.map(({ filename }) => filename)).toEqual([`sitrep-${number}.md`, `postmortem-${number}.md`]);
      await expectTrue(textOf(mail, 0), answers);
      expect(textOf(mail, 1)).toContain("Try the rollback every week.");
    }
    await crew.ana.does(number, "close");
    expect((await room()).incident.phase).toBe("closed");
  });

  it("R27 the whole log verifies, every duty is settled, and no page or mail went out twice", async () => {
    expect(await crew.watcher.get(`/incidents/${number}/verify`)).toMatchObject({ ok: true });
    expect((await room()).duties).toEqual([]);
    const ids = providers.smtp.mailbox.map(({ parsed }) => parsed.messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

async function pageOf(person: { readonly id: string }): Promise<string> {
  const paged = (await timelineOf(crew.watcher, number)).find(({ type, data }) => type === "paged" && (data as { person: string }).person === person.id);
  return (paged!.data as { page: string }).page;
}

const write = (author: Caller, kind: string, section: string, text: string) => author.does(number, "edit-document", { kind, section, text, base: 0 });

function textOf(mail: Received, attachment: number): string {
  const { content } = mail.parsed.attachments[attachment]!;
  return typeof content === "string" ? content : Buffer.from(content as ArrayBuffer).toString("utf8");
}

/** Each of the eight answers against what the API says of the incident. */
async function expectTrue(report: string, hand: Readonly<Record<string, string>>): Promise<void> {
  const { incident } = await room();
  const first = (await timelineOf(crew.watcher, number)).find(({ type }) => type === "page-answered")!;
  const section = (title: string) => report.split(`## ${title}\n\n`)[1]?.split("\n\n## ")[0]?.trim() ?? "";
  expect(section("What was reported")).toContain("Checkout is down\n\nNo order for five minutes.");
  expect(section("When it was reported")).toBe(incident.reportedAt);
  expect(section("When it was over")).toBe(incident.resolvedAt);
  const took = Temporal.Instant.from(first.at).since(Temporal.Instant.from(incident.reportedAt)).total("seconds");
  expect(Temporal.Duration.from(section("Response time")).total("seconds")).toBe(Math.round(took));
  for (const holder of ["Incident Commander: Demo Ana, from ", "Solutioneer: Demo Ben, from ", "Marketing/Communications: Demo Cleo, from "])
    expect(section("Who played a role")).toContain(holder);
  expect(section("The solution")).toBe(hand.solution);
  expect(section("Whom it hit")).toBe(hand.impactedWho);
  expect(section("How they were hit")).toBe(hand.impactedHow);
}
