/** The callbacks' route over a story's world, with a phone provider that signs, a directory desk in memory, and two numbers. */
import { createHmac } from "node:crypto";
import type { Said } from "../../src/channels/channel.ts";
import { channels } from "../../src/channels/index.ts";
import type { Desk, Holder, PageRef } from "../../src/shell/hear/desk.ts";
import { receiverOf } from "../../src/shell/hear/receive.ts";
import { pageAsked } from "../../src/views/page-asked.ts";
import { partsOf } from "../views/looking.ts";
import { storyWorld } from "../world.ts";
import { incidentServer } from "./incidents-server.ts";

export const publicUrl = "http://127.0.0.1:4700";
export const account = { accountSid: "AC00000000000000000000000000000000", authToken: "a demo token of twilio" };

/** Ben's number, proven for SMS and calls; one that two people share; one that nobody has. */
export const numbers = { ben: "+15005550011", shared: "+15005550012", nobody: "+15005550099" } as const;

/** A desk in memory; what tests look at stands beside it. */
export function memoryDesk() {
  const held = new Map<string, Holder>();
  const holder = (channel: string, address: string, person: string) =>
    held.set(`${channel} ${address} ${person}`, { id: `${person}-${channel}`, person, deadReason: null });
  for (const channel of ["sms", "voice"]) holder(channel, numbers.ben, "ben");
  for (const person of ["eve", "dan"]) holder("sms", numbers.shared, person);
  holder("email", "ben@example.test", "ben");
  const codes = new Map<string, PageRef>();
  const tokens = new Map<string, PageRef & { person: string }>();
  const heard = new Map<string, Said>();
  const dead: { method: string; reason: string }[] = [];
  const customers = new Map<string, { customer: string; stream: string }>();
  const told: { person: string; channel: string; text: string }[] = [];
  const answered = new Map<string, number>();
  const set = (method: string, deadReason: string | null) => {
    for (const [key, one] of held) if (one.id === method) held.set(key, { ...one, deadReason });
  };
  const desk: Desk = {
    holders: async (channel, address) =>
      [...held].filter(([key]) => key.toLowerCase().startsWith(`${channel} ${address} `.toLowerCase())).map(([, one]) => one),
    pageOfCode: async (person, code) => codes.get(`${person} ${code}`) ?? null,
    heard: async (channel, id) => heard.get(`${channel} ${id}`) ?? null,
    hear: async (channel, id, said) => void heard.set(`${channel} ${id}`, said),
    mayAnswer: async (channel, address) => {
      const count = (answered.get(`${channel} ${address}`) ?? 0) + 1;
      answered.set(`${channel} ${address}`, count);
      return count <= 5;
    },
    markDead: async (method, reason) => {
      dead.push({ method, reason });
      set(method, reason);
    },
    revive: async (method) => set(method, null),
    customer: async (address) => customers.get(address) ?? null,
    tell: async ({ person }, channel, text) => void told.push({ person, channel, text }),
    replyToken: async (token) => tokens.get(token) ?? null,
  };
  return { desk, codes, tokens, customers, heard, dead, told };
}

/** The signature as Twilio documents it, computed here by itself: HMAC-SHA1 over the address and the fields sorted by name. */
export function signatureOf(path: string, fields: Readonly<Record<string, string>>, token = account.authToken): string {
  const sorted = Object.keys(fields).sort();
  return createHmac("sha1", token)
    .update(`${publicUrl}${path}${sorted.map((name) => name + fields[name]).join("")}`)
    .digest("base64");
}

/** Starts it. Ben is paged first by the channel given. */
export async function callbackServer(first: "sms" | "voice" | "email" = "sms") {
  const world = storyWorld({ methods: { ben: [first], eve: [first], dan: [first] } });
  const beside = memoryDesk();
  const settings = { twilio: account, senders: [{ from: "+15005550006" }] };
  const views = partsOf(world);
  const receive = receiverOf({
    channels,
    settings: () => settings,
    store: world.store,
    dispatch: world.dispatch,
    desk: beside.desk,
    asked: (person, page) => pageAsked(views, person, page),
  });
  const server = await incidentServer({ world, more: { receive } });
  const call = (path: string, fields: Readonly<Record<string, string>>, signature = signatureOf(path, fields)) =>
    server.ask(null, "POST", path, {
      payload: new URLSearchParams(fields).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature },
    });
  const open = async (more: object = {}) => world.open("dan", "declare", { title: "Checkout is down", severity: 3, ...more });
  /** Pages somebody in an incident, and gives the page and the code its SMS showed. */
  const paged = async (story: Awaited<ReturnType<typeof open>>, code: string, person = "ben") => {
    await story.does("dan", "page", { person, reason: "You know it" });
    const page = Object.values((await story.state()).pages.pages).findLast((one) => one.person === person)!;
    beside.codes.set(`${person} ${code}`, { stream: story.stream, page: page.id });
    const [job] = await story.outbox({ person });
    const state = async () => (await story.state()).pages.pages[page.id]!;
    return { page, state, job: job! };
  };
  return { ...beside, world, server, call, open, paged };
}
