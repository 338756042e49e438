/** Example messages that every channel renders in its tests and in the reference. */
import type { Message } from "./message.ts";

/** Someone is needed. */
export const pageExample: Message = {
  idempotencyKey: "page-0001",
  template: "page",
  urgency: "page",
  headline: "Severity 1, #42: Checkout is down",
  paragraphs: ["You are needed as expert for payments.", "Orders stopped at 10:02."],
  facts: [
    { label: "Severity", value: "Severity 1" },
    { label: "Area", value: "Payments" },
  ],
  action: { label: "Answer", url: "https://quarterdeck.example.test/p/abc123" },
  links: [{ label: "Incident room", url: "https://quarterdeck.example.test/incidents/42" }],
  answerable: { handle: "27" },
  documents: [],
  incident: { id: "0192f0c1-0000-7000-8000-000000000042", number: 42, title: "Checkout is down", severity: "Severity 1" },
  drill: false,
  language: "en",
};

/** The same in a drill. */
export const drillExample: Message = { ...pageExample, idempotencyKey: "page-0002", drill: true };

/** A message about an account, of no incident. */
export const codeExample: Message = {
  idempotencyKey: "code-0001",
  template: "method-code",
  urgency: "notice",
  headline: "123456 is your Quarterdeck code",
  paragraphs: ["It works for 10 minutes. If you did not ask for it, you can ignore this."],
  facts: [],
  links: [],
  documents: [],
  incident: null,
  drill: false,
  language: "en",
};
