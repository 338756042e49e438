/** Every channel's and every template's own examples, and what each message must say. */
import { describe, expect, test } from "vitest";
import { compose } from "../../src/channels/compose.ts";
import { channels } from "../../src/channels/index.ts";
import { templates } from "../../src/channels/templates/index.ts";
import { severityOf } from "../../src/channels/templates/words.ts";

const envelope = { idempotencyKey: "example-1", urgency: "page", drill: false, language: "en" } as const;
const channelNamed = (name: string) => channels.find((one) => one.name === name)!;
const rendered = (preview: { subject?: string; text: string; html?: string }) => [preview.subject ?? "", preview.text, preview.html ?? ""].join("\n");

describe.each(channels.map((one) => [one.name, one] as const))("channel %s", (_name, channel) => {
  test("has at least two examples", () => expect(channel.examples.length).toBeGreaterThanOrEqual(2));

  test.each(channel.examples.map((one) => [one.title, one] as const))("example: %s", (_title, example) => {
    for (const part of example.contains) expect(rendered(channel.preview(example.message))).toContain(part);
  });

  test("settings that are not complete are a failed attempt, not an exception", async () => {
    const wire = { http: () => Promise.reject(new Error("unused")), mail: () => Promise.reject(new Error("unused")), nowMs: () => 0 };
    const outcome = await channel.send(wire, { nonsense: 1 }, { address: "x", secrets: [] }, channel.examples[0]!.message);
    expect(outcome).toMatchObject({ outcome: "failed", permanent: false });
  });
});

describe.each(templates.map((one) => [one.name, one] as const))("template %s", (_name, template) => {
  const message = compose(template, template.example, envelope);

  test("says something, once, in every channel", () => {
    expect(message.headline).not.toMatch(/undefined|null|\[object/);
    for (const channel of channels) {
      const preview = channel.preview(message);
      expect(preview.text.length).toBeGreaterThan(20);
      expect(rendered(preview)).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  test("manages without any parameter", () => {
    const bare = compose(template, { ...template.example, params: {}, names: {}, documents: [], answerUrl: null }, envelope);
    for (const channel of channels) expect(rendered(channel.preview(bare))).not.toMatch(/undefined|\[object|NaN/);
  });

  test("manages an incident nobody has rated or numbered", () => {
    const incident = template.example.incident === null ? null : { ...template.example.incident, number: null, severityRank: null, severityName: null };
    const bare = compose(template, { ...template.example, incident }, envelope);
    for (const channel of channels) expect(rendered(channel.preview(bare))).not.toMatch(/undefined|#null|\[null\]/);
  });

  test("SR-40 announces a drill in the subject, the text and the HTML", () => {
    const drill = compose(template, template.example, { ...envelope, drill: true });
    const mail = channelNamed("email").preview(drill);
    expect(mail.subject).toMatch(/^DRILL /);
    expect(mail.text).toMatch(/^DRILL /);
    expect(mail.html).toContain("DRILL ");
    expect(channelNamed("sms").preview(drill).text).toMatch(/^DRILL /);
    expect(channelNamed("webhook").preview(drill).text).toContain('"headline": "DRILL ');
    expect(mail.text).toContain("This is a drill.");
    for (const channel of channels) expect(rendered(channel.preview(message))).not.toContain("DRILL");
  });

  test("names severity and topic, unless it is for people outside, about no incident or about a secret", () => {
    const text = channelNamed("sms").preview(message).text;
    // Of a secret nothing is named but what says nothing (R-PD-S05).
    if (template.name === "veiled") return expect(text).not.toMatch(/Severity|Checkout|#/);
    expect(message.incident === null).toBe(template.outside === true || template.example.incident === null);
    if (message.incident !== null) expect(text).toContain("Severity 1, #42: Checkout is down");
    if (template.outside === true) expect(text).not.toMatch(/Severity|Checkout/);
  });
});

describe("a page", () => {
  const page = templates.find((one) => one.name === "page")!;

  test.each(["sms", "email", "webhook"])("SR-19 holds the severity and the title by %s", (name) => {
    const preview = channelNamed(name).preview(compose(page, page.example, envelope));
    expect(preview.text).toContain("Severity 1");
    expect(preview.text).toContain("Checkout is down");
  });

  test("SR-19 keeps severity, the start of the title and the whole link when the title is endless", () => {
    const incident = { ...page.example.incident!, title: `Checkout is down ${"and everything that hangs on it ".repeat(60)}` };
    const text = channelNamed("sms").preview(compose(page, { ...page.example, incident }, envelope)).text;
    expect(text).toMatch(/^Severity 1, #42: Checkout is down/);
    expect(text).toMatch(/\.\.\.\nAnswer: https:\/\/quarterdeck\.example\.test\/p\/abc123$/);
  });

  test("SR-19 the subject of the mail is severity, number and title", () => {
    expect(channelNamed("email").preview(compose(page, page.example, envelope)).subject).toBe("[Severity 1] #42 Checkout is down");
  });

  test("carries the answer link, the thread and the room", () => {
    const { action, links } = compose(page, page.example, envelope);
    expect(action).toEqual({ label: "Answer", url: "https://quarterdeck.example.test/p/abc123" });
    expect(links.map((link) => link.label)).toEqual(["Thread", "Incident room"]);
  });
});

test.each([
  [1, "Severity 1", "Severity 1"],
  [1, "SEV-1", "Severity 1"],
  [1, "S1", "Severity 1"],
  [2, null, "Severity 2"],
  [1, "Critical", "Severity 1 (Critical)"],
  [1, "SEV1 Critical", "Severity 1 (Critical)"],
  [null, null, null],
])("SR-19 rank %s named %s is said as %s", (severityRank, severityName, says) => {
  expect(severityOf({ severityRank, severityName })).toBe(says);
});

test("a customer message names nothing of the incident", () => {
  const template = templates.find((one) => one.name === "customer-message")!;
  const message = compose(template, template.example, envelope);
  for (const channel of channels) expect(rendered(channel.preview(message))).not.toMatch(/#42|Checkout|Severity|incidents\/42/);
});

test("documents go attached with mail and named elsewhere", () => {
  const template = templates.find((one) => one.name === "documents")!;
  const message = compose(template, template.example, envelope);
  expect(message.documents.map((part) => part.filename)).toEqual(["situation-report-42.md", "post-mortem-42.md"]);
  expect(channelNamed("webhook").preview(message).text).not.toContain("A certificate had run out");
});

test("times are said in the recipient's zone", () => {
  const template = templates.find((one) => one.name === "nudge")!;
  expect(compose(template, { ...template.example, timeZone: "Asia/Tokyo" }, envelope).paragraphs.join(" ")).toContain("19:30");
  expect(compose(template, { ...template.example, timeZone: "No/Where" }, envelope).paragraphs.join(" ")).toContain("10:30 UTC");
});
