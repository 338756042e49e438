/** R21: what was backed up comes back byte for byte into an empty folder, and nobody is paged for yesterday until somebody says so (R16). */
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fakeSmtp } from "../fakes/smtp.ts";
import { fakeTwilio } from "../fakes/twilio.ts";
import { type Installation, install } from "../server.ts";
import { callerOf } from "./api.ts";
import { gather, type Providers, password, settingsFor } from "./crew.ts";
import { messagesOf, shown, timelineOf } from "./looking.ts";

let providers: Providers;
let first: Installation;
let second: Installation;

beforeAll(async () => {
  providers = { smtp: await fakeSmtp(), twilio: await fakeTwilio() };
  first = await install(settingsFor(providers));
  second = await install(settingsFor(providers));
  await first.start();
}, 180_000);

afterAll(async () => {
  await first?.remove();
  await second?.remove();
  await providers?.smtp.close();
  await providers?.twilio.close();
}, 60_000);

/** All rows and their tallies; the first line says when it was taken. */
async function rowsOf(file: string): Promise<readonly string[]> {
  return gunzipSync(await readFile(file))
    .toString("utf8")
    .split("\n")
    .slice(1);
}

it("R21 R16 export before is export after, and pages wait for `paging resume`", { timeout: 240_000 }, async () => {
  const crew = await gather(first, providers);
  expect(await first.command("paging", "hold")).toMatchObject({ code: 0, out: "paging is held\n" });
  const { number } = await crew.ana.does("", "declare", { title: "Checkout is down", severity: 1, area: crew.area });
  await crew.ana.does(number!, "assign-role", { role: "incident_commander", person: crew.ana.id });
  const file = join(first.dataFolder, "backup.ndjson.gz");
  expect(await first.command("backup", file)).toMatchObject({ code: 0 });
  await first.stop();

  // Secrets are sealed with a key that is not in the backup: it is carried over beside it.
  await mkdir(second.dataFolder, { recursive: true, mode: 0o711 });
  await copyFile(join(first.dataFolder, "key"), join(second.dataFolder, "key"));
  expect(await second.command("restore", file)).toMatchObject({ code: 0, out: expect.stringContaining("paging resume") });
  const again = join(second.dataFolder, "again.ndjson.gz");
  expect(await second.command("backup", again)).toMatchObject({ code: 0 });
  expect(await rowsOf(again)).toEqual(await rowsOf(file));
  expect(await second.command("restore", file)).toMatchObject({ code: 1 });

  const sent = () => providers.twilio.messages.filter(({ body }) => body.includes("/p/")).length;
  await second.start();
  const ana = callerOf(second.url);
  await ana.post("/session", { email: crew.ana.email, password });
  const fresh = await ana.does("", "declare", { title: "Search is down", severity: 1, area: crew.area });
  await shown("the new incident's pages wait too", async () => (await messagesOf(ana, fresh.id)).filter(({ template }) => template === "page").length === 3);
  expect((await timelineOf(ana, number!)).length).toBeGreaterThan(3);
  expect((await messagesOf(ana, number!)).filter(({ template, state }) => template === "page" && state === "queued")).toHaveLength(3);
  expect(await second.command("paging", "show")).toMatchObject({ out: "paging is held\n" });
  expect(sent()).toBe(0);
  expect(await second.command("paging", "resume")).toMatchObject({ code: 0 });
  await shown("they leave now", async () => sent() >= 6);
});
