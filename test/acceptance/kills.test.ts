/** kill -9 of the server and of its database in the middle of alerts and pages: nothing accepted is lost, nothing is counted or opened twice (R1, R2, R5, R15). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeSmtp, type Received } from "../fakes/smtp.ts";
import { fakeTwilio } from "../fakes/twilio.ts";
import { type Exit, type Installation, install } from "../server.ts";
import { until } from "../until.ts";
import { type Alertmanager, startAlertmanager } from "./alertmanager.ts";
import { addSource, type Crew, gather, type Providers, settingsFor } from "./crew.ts";
import { incidentsOf, messagesOf, roomOf, shown } from "./looking.ts";
import { startStream } from "./stream.ts";

let server: Installation;
let providers: Providers;
let crew: Crew;

beforeAll(async () => {
  providers = { smtp: await fakeSmtp(), twilio: await fakeTwilio() };
  server = await install(settingsFor(providers));
  await server.start();
  // Mail alone, because a mail carries its idempotency key where the receiver sees it: the Message-ID.
  crew = await gather(server, providers, { withoutPhone: ["Demo Ana", "Demo Ben", "Demo Cleo"] });
  // Kills are tried here, not limits: every page goes out by itself.
  const { version } = await crew.ana.get<{ version: number }>("/limits");
  const wide = { most: 10_000, perSeconds: 60 };
  const set = await crew.ana.ask("PUT", "/api/v1/limits", { version, overrides: { each: [wide], person: wide } });
  expect(set.status).toBe(200);
}, 180_000);

afterAll(async () => {
  await server?.remove();
  await providers?.smtp.close();
  await providers?.twilio.close();
}, 60_000);

/** Where each mail that pages somebody stands in the mailbox, by its Message-ID: twice where it has come twice. */
function arrivals(mails: readonly Received[], from: number): Map<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { parsed }] of mails.entries())
    if (place >= from && /\/p\/[\w-]+/.test(parsed.text ?? "")) places.set(parsed.messageId!, [...(places.get(parsed.messageId!) ?? []), place]);
  return places;
}

/** How long the mailbox was when a kill began, and when the server served again. */
type Cut = { readonly began: number; readonly over: number };

/** Whether a kill lies between each two arrivals of one mail: nothing else may send it again. */
function explained(places: readonly number[], cuts: readonly Cut[]): boolean {
  return places.every((place, index) => index === 0 || cuts.some(({ began, over }) => places[index - 1]! < over && place >= began));
}

/** Every page of these incidents has left. */
async function allPaged(incidents: readonly { readonly id: string }[]): Promise<boolean> {
  for (const { id } of incidents) {
    const pages = (await messagesOf(crew.watcher, id)).filter(({ template }) => template === "page");
    if (pages.length !== 3 || pages.some(({ state }) => state !== "sent")) return false;
  }
  return true;
}

async function generousSource(kind: string) {
  const source = await addSource(crew.ana, kind, crew.area);
  await crew.ana.patch(`/sources/${source.id}`, { version: source.version, perMinute: 100_000, burst: 100_000 });
  return source;
}

/** The groups that became incidents, each with its count; throws where one group has two incidents. */
async function countsByGroup(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { id } of await incidentsOf(crew.watcher)) {
    for (const { group, count } of (await roomOf(crew.watcher, id)).alerts) {
      if (counts.has(group)) throw new Error(`two incidents for ${group}`);
      counts.set(group, count);
    }
  }
  return counts;
}

const sum = (counts: Map<string, number>, groups: readonly string[]) => groups.reduce((total, group) => total + (counts.get(group) ?? 0), 0);

describe("kill -9", { timeout: 400_000 }, () => {
  it("R5 a server killed between a page's leaving and its record sends it again once, with the same Message-ID", async () => {
    const before = providers.smtp.mailbox.length;
    providers.smtp.state.behaviour = "hang-after-data";
    const declared = await crew.ana.does("", "declare", { title: "Checkout is down", severity: 1, area: crew.area });
    await until("a mail has left and is not recorded", () => arrivals(providers.smtp.mailbox, before).size > 0, 60_000);
    await server.kill();
    const hit = arrivals(providers.smtp.mailbox, before);
    providers.smtp.cut();
    providers.smtp.state.behaviour = "accept";
    await server.start();
    await shown("all three are paged", () => allPaged([declared]), 120_000);
    const after = arrivals(providers.smtp.mailbox, before);
    expect(after.size).toBe(3);
    for (const [id, places] of after) expect(places, id).toHaveLength(hit.has(id) ? 2 : 1);
  });

  it("R1 R2 field 26 a storm with kills of server and database: every accepted alert is counted once, one incident per group, and nobody is paged more often than kills explain", async () => {
    const generic = await generousSource("alertmanager");
    const source = await generousSource("alertmanager");
    const before = { mails: providers.smtp.mailbox.length, incidents: (await incidentsOf(crew.watcher)).length };
    const groups = Array.from({ length: 8 }, (_, index) => `{}:{alertname="Direct${index}"}`);
    const stream = startStream({ url: `${server.url}/api/v1/alerts/alertmanager`, key: generic.key, groups, senders: 4 });
    const routing = { url: `${server.url}/api/v1/alerts/alertmanager`, key: source.key, groupBy: ["alertname"], groupWait: "200ms", groupInterval: "1s" };
    const alertmanager = await startAlertmanager(routing);
    const names = ["DiskFull", "QueueLong", "LoginDown", "CertOld"];
    const cuts = [server.kill, server.killDatabase, server.kill, server.killDatabase] as const;
    const made: Cut[] = [];
    for (const [index, cut] of cuts.entries()) {
      await fire(alertmanager, names[index]!);
      await stream.passes(60);
      const [pid, began] = [server.pid(), providers.smtp.mailbox.length];
      await cut();
      if (cut === server.kill) await server.start();
      else {
        await stream.passes(5);
        expect(server.pid()).toBe(pid);
      }
      made.push({ began, over: providers.smtp.mailbox.length });
    }
    await stream.passes(60);
    const accepted = await stream.end();
    const all = await shown("every group is an incident", async () => {
      const found = await incidentsOf(crew.watcher);
      return found.length >= before.incidents + groups.length + names.length ? found : null;
    });
    await shown("every accepted alert is counted", async () => sum(await countsByGroup(), groups) >= accepted.length, 120_000);
    const counts = await countsByGroup();
    expect(sum(counts, groups)).toBe(accepted.length);
    expect(all).toHaveLength(before.incidents + groups.length + names.length);
    for (const name of names) expect([...counts].find(([group]) => group.includes(name))?.[1], name).toBeGreaterThanOrEqual(2);
    await shown("everybody is paged", () => allPaged(all), 120_000);
    const mails = arrivals(providers.smtp.mailbox, before.mails);
    expect(mails.size).toBeGreaterThanOrEqual((groups.length + names.length) * 3);
    for (const [id, places] of mails) expect({ id, places, explained: explained(places, made) }).toMatchObject({ explained: true });
    await alertmanager.stop();
    for (const { id } of all) expect(await crew.watcher.get(`/incidents/${id}/verify`)).toMatchObject({ ok: true });
    expect(await crew.watcher.get("/audit/verify")).toMatchObject({ ok: true });
  });

  it("R15 SIGTERM under load drains with exit code 0 within 20 seconds, says nothing but yes to its clients, and loses nothing", async () => {
    const source = await generousSource("alertmanager");
    const group = '{}:{alertname="Drained"}';
    const stream = startStream({ url: `${server.url}/api/v1/alerts/alertmanager`, key: source.key, groups: [group], senders: 4 });
    await stream.passes(60);
    const exit = await Promise.race([server.stop(), new Promise<null>((resolve) => setTimeout(resolve, 20_000, null).unref())]);
    expect(exit).toEqual({ code: 0, signal: null } satisfies Exit);
    expect(stream.refused().filter((status) => status >= 500)).toEqual([]);
    await server.start();
    await stream.passes(20);
    const accepted = await stream.end();
    await shown("every accepted alert is counted", async () => (await countsByGroup()).get(group) === accepted.length, 120_000);
  });
});

/** Two alerts of one name: one group, two fingerprints. */
async function fire(alertmanager: Alertmanager, alertname: string): Promise<void> {
  const alert = (instance: string) => ({ labels: { alertname, severity: "critical", instance }, annotations: { summary: `${alertname} on ${instance}` } });
  await alertmanager.post(alert("a"), alert("b"));
}
