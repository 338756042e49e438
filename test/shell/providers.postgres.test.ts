/** Two nodes on one database against providers that are real servers: answers that are lost, that say wait, that never come. The clock is moved by hand. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pageExample } from "../../src/channels/examples.ts";
import { channels } from "../../src/channels/index.ts";
import { breakersOf } from "../../src/shell/deliver/breakers.ts";
import type { Deliverer } from "../../src/shell/deliver/node.ts";
import { poolsOf } from "../../src/shell/deliver/pools.ts";
import { deliver, deliverDue } from "../../src/shell/deliver.ts";
import { defaultLimits } from "../../src/shell/limits.ts";
import type { RealWire } from "../../src/shell/outside.ts";
import { realWire } from "../../src/shell/outside.ts";
import { here } from "../../src/shell/world.ts";
import type { Store } from "../../src/store/log.ts";
import { loopbackServer } from "../fakes/http-server.ts";
import { fakeTwilio, signedCallback, twilioAccount } from "../fakes/twilio.ts";
import { postgresBench } from "../store/benches.ts";
import { all, benchFor, message, plus } from "../store/contract.ts";

const callbackUrl = "https://quarterdeck.example.test/api/v1/callbacks/sms";
let provider: Awaited<ReturnType<typeof fakeTwilio>>;
let hook: Awaited<ReturnType<typeof loopbackServer>>;
let wire: RealWire;
const hooked: string[] = [];

beforeAll(async () => {
  provider = await fakeTwilio();
  hook = await loopbackServer(({ headers }, response) => {
    hooked.push(String(headers["webhook-id"]));
    response.writeHead(204).end();
  });
  wire = realWire({ connectMs: 500, allow: [`127.0.0.1:${hook.port}`] });
});
afterAll(async () => {
  await wire.close();
  await provider.close();
  await hook.close();
});
beforeEach(() => {
  provider.messages.length = 0;
  provider.state.behaviour = "ok";
  hooked.length = 0;
});

const settings: Readonly<Record<string, unknown>> = {};
const settingsOf = (channel: string) =>
  channel === "sms" ? { twilio: { ...twilioAccount, baseUrl: provider.url }, senders: [{ from: "+15005550001" }], callbackUrl } : (settings[channel] ?? {});

type Options = { readonly deadlineMs?: number; readonly ways?: readonly ("sms" | "webhook")[] };

/** A node that delivers from this store over real sockets; addresses are the person's name. */
function nodeOn(store: Store, worker: string, { deadlineMs = 700, ways = ["sms"] }: Options = {}): Deliverer {
  const to = { sms: "+15005550006", webhook: `http://127.0.0.1:${hook.port}/page` };
  const secrets = { sms: [], webhook: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] };
  const unused = () => Promise.reject(new Error("not part of this test"));
  return {
    parts: { store } as Deliverer["parts"],
    dispatch: unused as never,
    postbox: {
      waysTo: async (person) => ways.map((channel) => ({ id: `${person}-${channel}`, channel, to: { address: to[channel], secrets: secrets[channel] } })),
      markDead: async () => undefined,
    } as Partial<Deliverer["postbox"]> as Deliverer["postbox"],
    compose: async (job) => ({ ...pageExample, idempotencyKey: job.id }),
    channels,
    settings: settingsOf,
    wire: { ...wire, http: (request) => wire.http({ ...request, deadlineMs }) },
    worker,
    limits: async () => defaultLimits,
    breakers: breakersOf(here.monotonicMs),
    pools: poolsOf(),
    news: { unreachable: async () => undefined, sentToday: async () => undefined },
    monotonicMs: here.monotonicMs,
    log: () => undefined,
  };
}

/** Pages without an incident, each to somebody else. */
async function pages(store: Store, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, (_, index) => `page-${index}`);
  for (const [index, id] of ids.entries()) {
    const { effect } = message(id, { effect: { urgency: "page" } });
    await store.jobs.enqueue({ id, effect, person: `person-${index}`, contact: null });
  }
  return ids;
}

const rows = (store: Store) => store.jobs.outbox(all, { limit: 1_000 });
const countBy = async (store: Store) => {
  const counts: Record<string, number> = {};
  for (const { state } of await rows(store)) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

async function drained(nodes: readonly Deliverer[]): Promise<void> {
  for (let busy = 1; busy > 0; ) busy = (await Promise.all(nodes.map((node) => deliverDue(node, 10)))).reduce((sum, one) => sum + one, 0);
}

describe("providers that are real servers", () => {
  it("R6 fifty pages whose answers are lost: none is lost, each is shown as unknown, a callback settles it, the rest leave once more under their key", async () => {
    const { store, setNow } = await benchFor(postgresBench);
    const nodes = [nodeOn(store, "a"), nodeOn(store, "b")];
    // The breaker would send later ones elsewhere; here every one is to be ambiguous.
    for (const node of nodes) Object.assign(node, { breakers: { ...node.breakers, admits: () => true } });
    await pages(store, 50);
    provider.state.behaviour = "apply-then-drop";
    await drained(nodes);
    expect(await countBy(store)).toEqual({ unknown: 50 });
    expect(provider.messages).toHaveLength(50);
    const sms = channels.find(({ name }) => name === "sms")!;
    for (const { sid, statusCallback } of provider.messages.slice(0, 25)) {
      const callback = signedCallback(statusCallback!, { MessageSid: sid, MessageStatus: "delivered", AccountSid: twilioAccount.accountSid });
      for (const receipt of sms.receive!(settingsOf("sms"), callback)) if (receipt.kind === "receipt") await store.jobs.receipt("sms", receipt);
    }
    expect(await countBy(store)).toEqual({ delivered: 25, unknown: 25 });
    provider.state.behaviour = "ok";
    await setNow(plus(30_000));
    await drained(nodes);
    expect(await countBy(store)).toEqual({ delivered: 25, sent: 25 });
    expect(provider.messages).toHaveLength(75);
    const keys = provider.messages.map(({ statusCallback }) => new URL(statusCallback!).searchParams.get("key"));
    const most = Math.max(...keys.map((key) => keys.filter((other) => other === key).length));
    expect([new Set(keys).size, most]).toEqual([50, 2]);
  }, 60_000);

  it("R9 after a 429 no node asks that provider again before it said so; the page goes by the next method", async () => {
    const { store, setNow } = await benchFor(postgresBench);
    const both = { ways: ["sms", "webhook"] as const };
    const nodes = [nodeOn(store, "a", both), nodeOn(store, "b", both)];
    await pages(store, 1);
    provider.state.behaviour = "429";
    provider.state.requests = 0;
    await drained(nodes);
    expect([provider.state.requests, hooked.length]).toEqual([1, 1]);
    for (const index of [1, 2, 3]) {
      const { effect } = message(`later-${index}`, { effect: { urgency: "page" } });
      await store.jobs.enqueue({ id: `later-${index}`, effect, person: `later-${index}`, contact: null });
    }
    provider.state.behaviour = "ok";
    await setNow(plus(6_500));
    await drained(nodes);
    expect([provider.state.requests, hooked.length]).toEqual([1, 4]);
    await setNow(plus(7_000));
    await pages(store, 2);
    await drained(nodes);
    expect(provider.state.requests).toBe(2);
    expect(await countBy(store)).toEqual({ sent: 1, delivered: 4 });
  });

  it("R8 a provider that hangs holds up its own messages and no others", async () => {
    const { store } = await benchFor(postgresBench);
    provider.state.behaviour = "hang";
    const hanging = nodeOn(store, "a", { deadlineMs: 4_000 });
    const node = { ...hanging, pools: poolsOf({ atOnce: 3, waiting: 2 }) };
    await pages(store, 12);
    const flights: Promise<void>[] = [];
    let over = false;
    const jobs = await store.jobs.claim("a", 20, 10_000);
    for (const job of jobs) flights.push(deliver(node, job));
    void Promise.all(flights).then(() => {
      over = true;
    });
    const other = { ...nodeOn(store, "a", { ways: ["webhook"] }), pools: node.pools };
    const { effect } = message("quick", { effect: { urgency: "page" } });
    await store.jobs.enqueue({ id: "quick", effect, person: "quick", contact: null });
    await deliverDue(other, 1);
    expect(hooked).toEqual(["quick"]);
    expect(over).toBe(false);
    await Promise.all(flights);
    const put = (await rows(store)).filter(({ reason }) => reason === "Too many messages are leaving by sms");
    expect(put).toHaveLength(7);
  });

  it("R5 a node that stood still finds out before the first byte: nobody gets the page twice", async () => {
    const { store } = await benchFor(postgresBench);
    await pages(store, 1);
    let ms = 0;
    const slow = { ...nodeOn(store, "a"), monotonicMs: () => ms };
    const [job] = await store.jobs.claim("a", 1, 10_000);
    const stopped = {
      ...slow,
      parts: {
        store: {
          ...store,
          jobs: {
            ...store.jobs,
            depart: async (...asked: Parameters<Store["jobs"]["depart"]>) => {
              const leave = await store.jobs.depart(...asked);
              ms += 60_000;
              return leave;
            },
          },
        },
      } as Deliverer["parts"],
    };
    await deliver(stopped, job!);
    expect(provider.messages).toHaveLength(0);
    expect((await rows(store))[0]).toMatchObject({ state: "queued", attempts: [{ outcome: "failed", reason: expect.stringContaining("stood still") }] });
  });
});
