/** S4: whatever a text field holds, it stays text in mail headers, mail bodies, SMS, calls, push messages, ntfy and webhooks. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { compose } from "../../src/channels/compose.ts";
import { email } from "../../src/channels/email.ts";
import { pageExample } from "../../src/channels/examples.ts";
import type { Message } from "../../src/channels/message.ts";
import { ntfy } from "../../src/channels/ntfy.ts";
import { callAnswer } from "../../src/channels/phone/twiml.ts";
import { push } from "../../src/channels/push.ts";
import { segments } from "../../src/channels/sms-alphabet.ts";
import { smsText } from "../../src/channels/sms-text.ts";
import { spokenAlone } from "../../src/channels/spoken.ts";
import { templates } from "../../src/channels/templates/index.ts";
import { webhook } from "../../src/channels/webhook.ts";
import type { HttpRequest, Wire } from "../../src/channels/wire.ts";
import type { RealWire } from "../../src/shell/outside.ts";
import { realWire } from "../../src/shell/outside.ts";
import { fakeSmtp } from "../fakes/smtp.ts";
import { forbidden, payloads } from "./payloads.ts";

const document = { filename: "report.md", contentType: "text/markdown", content: "x" };
const plain: Message = { ...pageExample, documents: [document] };
const link = { label: "Room", url: "https://quarterdeck.example.test/incidents/42" };

/** Each text field of a message, set to a text. */
const fields: Record<string, (text: string) => Message> = {
  idempotencyKey: (text) => ({ ...plain, idempotencyKey: text }),
  headline: (text) => ({ ...plain, headline: text }),
  paragraph: (text) => ({ ...plain, paragraphs: [text] }),
  factLabel: (text) => ({ ...plain, facts: [{ label: text, value: "v" }] }),
  factValue: (text) => ({ ...plain, facts: [{ label: "l", value: text }] }),
  actionLabel: (text) => ({ ...plain, action: { ...link, label: text } }),
  actionUrl: (text) => ({ ...plain, action: { ...link, url: text } }),
  linkLabel: (text) => ({ ...plain, links: [{ ...link, label: text }] }),
  linkUrl: (text) => ({ ...plain, links: [{ ...link, url: text }] }),
  linkQuery: (text) => ({ ...plain, links: [{ ...link, url: `https://quarterdeck.example.test/?q=${text}` }] }),
  filename: (text) => ({ ...plain, documents: [{ ...document, filename: text }] }),
  contentType: (text) => ({ ...plain, documents: [{ ...document, contentType: text }] }),
  incidentId: (text) => ({ ...plain, incident: { ...plain.incident!, id: text } }),
  title: (text) => ({ ...plain, incident: { ...plain.incident!, title: text } }),
  severity: (text) => ({ ...plain, incident: { ...plain.incident!, severity: text } }),
  language: (text) => ({ ...plain, language: text }),
};
const fieldNames = Object.keys(fields);

/** Every field at once. */
const everywhere = (text: string): Message => ({
  idempotencyKey: text,
  template: "page",
  urgency: "page",
  headline: text,
  paragraphs: [text, text],
  facts: [{ label: text, value: text }],
  action: { label: text, url: `https://quarterdeck.example.test/?q=${text}` },
  links: [
    { label: text, url: text },
    { label: text, url: link.url },
  ],
  documents: [{ filename: `a${text}`, contentType: text, content: text }],
  incident: { id: text, number: 42, title: text, severity: text },
  drill: false,
  language: text,
});

/** Every `<` begins one of our own tags: the list of tags and their attribute names. */
function tags(html: string): string[] {
  return [...html.matchAll(/<[^>]*>?/gu)].map(([tag]) => tag.replace(/="[^"]*"/gu, '=""')).filter((tag) => tag !== "<br>");
}

test("there are at least sixty payloads", () => expect(new Set(payloads).size).toBeGreaterThanOrEqual(60));

describe.each(fieldNames)("S4 %s", (name) => {
  const benign = fields[name]!(name.endsWith("Url") ? "https://quarterdeck.example.test/x" : "benign");
  const known = new Set(tags(email.preview(benign).html ?? ""));

  test("mail: no new tag or attribute in HTML, one clean line of subject, clean text", () => {
    for (const payload of payloads) {
      const { subject, text, html } = email.preview(fields[name]!(payload));
      expect(subject, JSON.stringify(payload)).not.toMatch(/[\r\n]/);
      expect(subject).not.toMatch(forbidden);
      expect(text, JSON.stringify(payload)).not.toMatch(forbidden);
      expect(html, JSON.stringify(payload)).not.toMatch(forbidden);
      expect(
        tags(html ?? "").filter((tag) => !known.has(tag)),
        JSON.stringify(payload),
      ).toEqual([]);
      expect(html).not.toMatch(/href="(?!https?:\/\/)/);
    }
  });

  test("SMS: clean, at most three segments", () => {
    for (const payload of payloads) {
      const text = smsText(fields[name]!(payload));
      expect(text, JSON.stringify(payload)).not.toMatch(forbidden);
      expect(segments(text)).toBeLessThanOrEqual(3);
    }
  });

  test("voice: no new tag in what the provider is told to say", () => {
    const shape = (message: Message) => [...callAnswer(spokenAlone(message), null).matchAll(/<\/?[A-Za-z!?][^>]*>/gu)].map(([tag]) => tag);
    const tagsOfVoice = new Set(shape(plain));
    for (const payload of payloads) {
      const message = fields[name]!(payload);
      expect(new Set(shape(message)), JSON.stringify(payload)).toEqual(tagsOfVoice);
      expect(callAnswer(spokenAlone(message), null), JSON.stringify(payload)).not.toMatch(forbidden);
      expect(new URLSearchParams({ Twiml: callAnswer(spokenAlone(message), null) }).get("Twiml")!.length).toBeLessThanOrEqual(4_000);
    }
  });

  test("push and ntfy: JSON that parses, clean strings in it, no text in a header", async () => {
    for (const payload of payloads) {
      const message = fields[name]!(payload);
      for (const text of allStrings(JSON.parse(push.preview(message).text))) expect(text, JSON.stringify(payload)).not.toMatch(forbidden);
      const [request] = await requestsOf((wire) => ntfy.send(wire, {}, { address: "https://ntfy.example.test/topic", secrets: ["tk_demo"] }, message));
      expect(request!.headers).toEqual({ "content-type": "application/json", authorization: "Bearer tk_demo" });
      const body = JSON.parse(String(request!.body)) as { topic: string; click?: string };
      expect(body.topic).toBe("topic");
      expect(body.click ?? "https://x").toMatch(/^https?:/);
      for (const text of allStrings(body)) for (const line of text.split("\n")) expect(line, JSON.stringify(payload)).not.toMatch(forbidden);
    }
  });

  test("webhook: headers of one line, a body that parses, clean strings in it", async () => {
    for (const payload of payloads) {
      const request = await webhookRequest(fields[name]!(payload));
      for (const value of Object.values(request.headers)) expect(value, JSON.stringify(payload)).toMatch(/^[\x21-\x7e][\x20-\x7e]*$/);
      for (const text of allStrings(JSON.parse(String(request.body)))) expect(text, JSON.stringify(payload)).not.toMatch(forbidden);
    }
  });
});

describe("S4 through a real mail server", () => {
  let server: Awaited<ReturnType<typeof fakeSmtp>>;
  let wire: RealWire;
  beforeAll(async () => {
    server = await fakeSmtp();
    wire = realWire();
  });
  afterAll(async () => {
    await wire.close();
    await server.close();
  });
  beforeEach(() => {
    server.mailbox.length = 0;
  });
  const settings = (fromName: string) => email.settings.parse({ host: "127.0.0.1", port: server.port, fromName, fromAddress: "quarterdeck@example.test" });
  const send = (message: Message, fromName = "Quarterdeck") => email.send(wire, settings(fromName), { address: "ana@example.test", secrets: [] }, message);

  test("every payload in every field at once and in the sender's name: the same headers, one recipient, the same parts", async () => {
    await send(plain);
    const headerNames = server.mailbox[0]!.parsed.headers.map((one) => one.key);
    for (const payload of payloads) {
      server.mailbox.length = 0;
      expect(await send(everywhere(payload), `Demo ${payload}`.slice(0, 100)), JSON.stringify(payload)).toMatchObject({ outcome: "ok" });
      expect(server.mailbox).toHaveLength(1);
      const [received] = server.mailbox;
      expect(
        received!.parsed.headers.map((one) => one.key),
        JSON.stringify(payload),
      ).toEqual(headerNames);
      expect(received!.to).toEqual(["ana@example.test"]);
      expect(received!.parsed.from?.address).toBe("quarterdeck@example.test");
      expect(received!.parsed.to?.map((one) => one.address)).toEqual(["ana@example.test"]);
      expect(received!.parsed.attachments).toHaveLength(1);
      expect(received!.parsed.attachments[0]?.filename ?? "", JSON.stringify(payload)).not.toMatch(/[\r\n/\\]/);
    }
  });
});

test("S4 every payload in every parameter, name and title of every template", () => {
  for (const template of templates) {
    const names = Object.keys({ ...template.example.params, reason: "", summary: "", note: "", text: "", subject: "", by: "" });
    for (const payload of payloads) {
      const params = Object.fromEntries(names.map((name) => [name, Array.isArray(template.example.params[name]) ? [payload, payload] : payload]));
      const incident = template.example.incident && { ...template.example.incident, title: payload, severityName: payload, process: payload };
      const message = compose(
        template,
        { ...template.example, params, incident, organisation: payload, names: { [payload]: payload } },
        { idempotencyKey: "k", urgency: "page", drill: true, language: "en" },
      );
      const mail = email.preview(message);
      for (const text of [mail.subject, mail.text, mail.html, smsText(message)])
        expect(text, `${template.name} ${JSON.stringify(payload)}`).not.toMatch(forbidden);
      expect(mail.html).not.toMatch(/<(?!\/?(html|head|meta|title|style|body|div|p|h1|a|table|tr|td|br)\b|!doctype)/);
      expect(mail.html!.match(/<style>/g)).toHaveLength(1);
      expect(mail.html).not.toMatch(/<[^>]* on\w+=(?![^<]*")/);
    }
  }
});

/** What a channel asked the world to send. */
async function requestsOf(send: (wire: Wire) => Promise<unknown>): Promise<HttpRequest[]> {
  const sent: HttpRequest[] = [];
  await send({
    nowMs: () => 1_700_000_000_000,
    mail: () => Promise.reject(new Error("unused")),
    http: async (request: HttpRequest) => {
      sent.push(request);
      return { status: 204, headers: {}, body: "" };
    },
  });
  return sent;
}

async function webhookRequest(message: Message): Promise<HttpRequest> {
  const to = { address: "https://hooks.example.test/", secrets: [`whsec_${randomBytes(24).toString("base64")}`] };
  return (await requestsOf((wire) => webhook.send(wire, {}, to, message)))[0]!;
}

function allStrings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(allStrings) : [];
}
