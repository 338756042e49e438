/** The words of an SMS: folding, counting, and what is kept when there is too much to say. */
import { expect, test } from "vitest";
import { pageExample } from "../../src/channels/examples.ts";
import { folded, isGsm, segments } from "../../src/channels/sms-alphabet.ts";
import { smsText } from "../../src/channels/sms-text.ts";

test.each([
  ["Größe “ok” – naïve façade…", 'Größe "ok" - naive facade...', true],
  ["Łódź, Dvořák, São", "Lodz, Dvorak, Sao", true],
  ["10 € {a}", "10 € {a}", true],
  ["決済 🔥", "決済 🔥", false],
])("%s is folded to %s", (given, out, gsm) => {
  expect(folded(given)).toBe(out);
  expect(isGsm(folded(given))).toBe(gsm);
});

test.each([
  ["a".repeat(160), 1],
  ["a".repeat(161), 2],
  ["a".repeat(306), 2],
  ["a".repeat(307), 3],
  ["€".repeat(80), 1],
  ["€".repeat(81), 2],
  ["決".repeat(70), 1],
  ["決".repeat(71), 2],
  ["決".repeat(201), 3],
  ["🔥".repeat(35), 1],
  ["🔥".repeat(100), 4],
])("segments of a long text (%#)", (text, count) => expect(segments(text)).toBe(count));

const long = [
  ["plain", "the database of orders is gone "],
  ["typographic", "“das Lager” – ärgerlich… "],
  ["two places each", "{[€]} "],
  ["not GSM", "決済が停止しました "],
  ["pairs", "🔥🧯"],
] as const;
test.each(long)("never takes more than three segments, and keeps the link: %s", (_what, words) => {
  const many = words.repeat(120);
  for (const message of [
    { ...pageExample, headline: `Severity 1, #42: ${many}` },
    { ...pageExample, paragraphs: [many, many] },
    { ...pageExample, headline: many, paragraphs: [many], drill: true },
  ]) {
    const text = smsText(message);
    expect(segments(text)).toBeLessThanOrEqual(3);
    expect(text).toContain("https://quarterdeck.example.test/p/abc123");
    expect(text).toContain("Reply 27a if you are on it, 27e to pass it on");
    expect(text).not.toMatch(/\p{Surrogate}/u);
    if (!message.headline.startsWith("Severity 1, #42: Checkout")) expect(text).toContain("...");
  }
});

test("field 4.6 a page takes one segment where severity, title, code and link fit in it; a message that asks for nothing may take more", () => {
  const words = { ...pageExample, paragraphs: ["You are needed as expert for Payments. ".repeat(6)] };
  expect(segments(smsText(words))).toBe(1);
  const { answerable: _none, ...notice } = words;
  expect(segments(smsText(notice))).toBeGreaterThan(1);
});

test("field 4.6 no link goes where links are dropped: the code is enough", () => {
  const chatty = { ...pageExample, headline: "Severity 1: see https://wiki.example.test/x", paragraphs: ["Look at www.example.test/y now"] };
  for (const message of [pageExample, chatty]) {
    const text = smsText(message, { links: false });
    expect(text).not.toMatch(/https?:|www\./);
    expect(text).toContain("Reply 27a");
  }
});

test("a handle that is no short code (the token of a mail) is not shown", () => {
  expect(smsText({ ...pageExample, answerable: { handle: "a".repeat(40) } })).not.toContain("Reply");
});
