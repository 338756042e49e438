/** Signing a terminal in: the token is proved first, kept for this user alone, and sent to no other server. */
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { type Answers, openTerminal } from "./terminal.ts";

const session = { body: { person: "a", name: "Demo Ana", admin: false, via: "token", scopes: ["read"], fresh: false } };
const open: Awaited<ReturnType<typeof openTerminal>>[] = [];
afterEach(async () => Promise.all(open.splice(0).map(({ close }) => close())));
async function at(answers: Answers) {
  const terminal = await openTerminal(answers);
  open.push(terminal);
  return { ...terminal, file: join(terminal.folder, "config", "login.json") };
}

it("keeps server and token in a file of mode 0600, whatever stood there", async () => {
  const terminal = await at({ "GET /session": session, "GET /duties": { body: { items: [] } } });
  mkdirSync(join(terminal.folder, "config"));
  writeFileSync(terminal.file, "{}");
  chmodSync(terminal.file, 0o644);
  const ended = await terminal.run(["login", terminal.url], "demo-token\n");
  expect(ended).toMatchObject({ code: 0, out: `You are Demo Ana at ${terminal.url}. Kept in ${terminal.file}\n` });
  expect(statSync(terminal.file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(terminal.file, "utf8"))).toEqual({ url: terminal.url, token: "demo-token" });
  await terminal.run(["duties"]);
  expect(terminal.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer demo-token", "Bearer demo-token"]);
});

it("keeps nothing that the server does not know", async () => {
  const terminal = await at({ "GET /session": { status: 401, body: { code: "unauthenticated", detail: "Sign in first.", rule: [] } } });
  expect(await terminal.run(["login", terminal.url], "wrong")).toMatchObject({ code: 1 });
  expect(await terminal.run(["login", terminal.url], "")).toMatchObject({ code: 2 });
  expect(existsSync(terminal.file)).toBe(false);
});

it("sends a kept token to no other server", async () => {
  const [first, second] = [await at({ "GET /session": session }), await at({})];
  await first.run(["login", first.url], "demo-token");
  await first.run(["status", "--url", second.url]);
  expect(second.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

it("forgets it", async () => {
  const terminal = await at({ "GET /session": session });
  await terminal.run(["login", terminal.url], "demo-token");
  expect((await terminal.run(["logout"])).out).toContain("Forgotten here");
  expect(existsSync(terminal.file)).toBe(false);
  expect((await terminal.run(["logout"])).out).toBe("There was no sign-in.\n");
});

it("QUARTERDECK_URL and QUARTERDECK_TOKEN count more than what was kept, flags more than both", async () => {
  const [kept, set, flagged] = [await at({ "GET /session": session }), await at({}), await at({})];
  await kept.run(["login", kept.url], "kept-token");
  Object.assign(process.env, { QUARTERDECK_URL: set.url, QUARTERDECK_TOKEN: "set-token" });
  try {
    await kept.run(["status"]);
    await kept.run(["status", "--url", flagged.url, "--token", "flag-token"]);
  } finally {
    delete process.env.QUARTERDECK_URL;
    delete process.env.QUARTERDECK_TOKEN;
  }
  expect(set.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer set-token"]);
  expect(flagged.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer flag-token"]);
});
