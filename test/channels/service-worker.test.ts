/** The service worker, run as it is in a bare context: it always shows something, opens only our own pages, and answers nothing by itself. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { pageExample } from "../../src/channels/examples.ts";
import { push } from "../../src/channels/push.ts";

const text = readFileSync(fileURLToPath(new URL("../../web/public/sw.js", import.meta.url)), "utf8");
const origin = "https://quarterdeck.example.test";

type Shown = {
  readonly title: string;
  readonly options: { body: string; tag: string; data: { url: string }; actions: { action: string }[]; requireInteraction: boolean };
};

/** Starts the worker; `push` and `tap` give what it did. */
function worker() {
  const listeners = new Map<string, (event: object) => void>();
  const shown: Shown[] = [];
  const opened: string[] = [];
  const asked: string[] = [];
  const self = {
    location: { origin },
    addEventListener: (name: string, listener: (event: object) => void) => void listeners.set(name, listener),
    skipWaiting: () => undefined,
    registration: { showNotification: async (title: string, options: Shown["options"]) => void shown.push({ title, options }) },
    clients: { claim: async () => undefined, openWindow: async (url: string) => void opened.push(url) },
  };
  const fetch = async (url: string) => void asked.push(url);
  runInContext(text, createContext({ self, URL, fetch }));
  const fire = async (name: string, event: object) => {
    const waits: Promise<unknown>[] = [];
    listeners.get(name)!({ ...event, waitUntil: (wait: Promise<unknown>) => void waits.push(wait) });
    await Promise.all(waits);
  };
  const received = (body: string | null) => fire("push", { data: body === null ? null : { json: () => JSON.parse(body) as unknown } });
  const tap = (url: unknown, action = "") =>
    fire("notificationclick", { action, notification: { close: () => undefined, data: url === undefined ? undefined : { url } } });
  return { listeners, shown, opened, asked, received, tap };
}

test("a page is shown with its button, and stays until somebody looks", async () => {
  const { shown, opened, asked, received } = worker();
  await received(push.preview(pageExample).text);
  expect(shown[0]).toMatchObject({
    title: "Severity 1, #42: Checkout is down",
    options: { requireInteraction: true, actions: [{ action: "answer", title: "I am on it" }], data: { url: `${origin}/p/abc123` } },
  });
  expect([opened, asked]).toEqual([[], []]);
});

test("a tap, on the button too, opens the answer page and asks the server for nothing", async () => {
  const { opened, asked, tap, listeners } = worker();
  await tap(`${origin}/p/abc123`);
  await tap(`${origin}/p/abc123`, "answer");
  expect(opened).toEqual([`${origin}/p/abc123`, `${origin}/p/abc123`]);
  expect(asked).toEqual([]);
  expect(listeners.has("fetch")).toBe(false);
});

test.each(["https://evil.example.test/p/1", "javascript:alert(1)", "//evil.example.test", "http://[", undefined, 7])(
  "another page (%j) is never opened",
  async (url) => {
    const { opened, tap } = worker();
    await tap(url);
    expect(opened).toHaveLength(1);
    expect(new URL(opened[0]!).origin).toBe(origin);
  },
);

test.each([null, "", "not json", "null", "[]", "7", '{"title":7,"body":{},"url":[]}'])("whatever comes (%j), something is shown", async (body) => {
  const { shown, received } = worker();
  await received(body);
  expect(shown).toHaveLength(1);
  expect(shown[0]!.options.actions).toEqual([]);
});

test("it stays small enough to be read", () => expect(text.split("\n").length).toBeLessThanOrEqual(80));
