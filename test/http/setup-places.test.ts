/** The first start with a process that only has examples of where people meet: what is said of it stands in the organisation's own copy (PD-02). */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processRoutes } from "../../src/http/processes/processes.ts";
import { issueSetupToken } from "../../src/shell/access/setup.ts";
import { packFromText } from "../../src/shell/processes/packs.ts";
import { shipPacks } from "../../src/shell/shelf.ts";
import { type Caller, password, type Server, startServer } from "./server.ts";

let server: Server;
let nobody: Caller;
beforeEach(async () => {
  server = await startServer({ plugins: [processRoutes] });
  nobody = server.caller();
  await shipPacks(server.parts.db, { actor: "system", ip: null, node: "test" }, new URL("../../packs/", import.meta.url).pathname, await server.parts.now());
});
afterEach(() => server.stop());

const setUp = async (process: string, contacts?: object) =>
  nobody.post("/api/v1/setup", {
    token: await issueSetupToken(server.parts),
    admin: { name: "Demo Ana", email: "ana@example.test", password },
    organisation: { name: "Demo Works", zone: "Europe/Paris" },
    process,
    ...(contacts && { contacts }),
  });

const places = { chat: "#demo: rooms", callUrl: "https://call.demo-shop.invalid/war-room", phone: "+49 30 1234", pin: "0815", executives: "true" };
const begunWith = async () => (await nobody.get("/api/v1/organisation")).body.defaultProcess;
const meeting = async (key: string) => {
  const { items } = (await nobody.get(`/api/v1/processes/${key}/care`)).body as unknown as { items: readonly { key: string }[] };
  return items.find((item) => item.key === "contact_summary");
};
const firstVersion = async (key: string) =>
  (await nobody.ask({ method: "GET", url: `/api/v1/processes/${key}/1`, headers: { accept: "application/json" } })).body as unknown as { text: string };

describe("PD-02 the first start asks where people meet", () => {
  it("only for a process that has examples of it", async () => {
    const { processes } = (await nobody.get("/api/v1/setup")).body as unknown as { processes: readonly { key: string; asks: readonly string[] }[] };
    expect(Object.fromEntries(processes.map(({ key, asks }) => [key, asks]))).toEqual({
      command: ["chat", "callUrl", "phone", "pin", "executives"],
      graceful: [],
      radar: [],
      sitrep: [],
    });
  });

  it("writes what is said into a copy that is in force and begun with; nothing else of its text changes", async () => {
    expect((await setUp("command", places)).status).toBe(201);
    expect(await begunWith()).toBe("our-command");
    const copy = await firstVersion("our-command");
    expect(copy).toMatchObject({ status: "active", origin: "own" });
    const read = packFromText(copy.text);
    expect(read).toMatchObject({ pack: { name: "Our Command", version: 1, contact_summary: { ...places, commander: "!ic page" } } });
    const shipped = await firstVersion("command");
    expect(shipped).toMatchObject({ status: "active", origin: "shipped" });
    const changed = shipped.text.split("\n").filter((line) => !copy.text.split("\n").includes(line));
    const theirs = [/^ {2}chat: "#inc/, /callUrl:/, /^ {2}phone:/, /^ {2}pin:/, /^ {2}executives:/];
    expect(changed.filter((line) => !/^(key|name): |^ {2}licence: /.test(line))).toEqual(theirs.map((place) => expect.stringMatching(place)));
    expect(await meeting("our-command")).toMatchObject({ ready: true });
    expect((await nobody.get("/api/v1/processes/our-command/1/lint")).body).toMatchObject({ problems: [], warnings: [] });
  });

  it("goes on with what is left out, and the process names it; a number without a PIN does not get the example's", async () => {
    expect((await setUp("command", { phone: places.phone })).status).toBe(201);
    expect(await begunWith()).toBe("our-command");
    expect(await meeting("our-command")).toMatchObject({ ready: false, detail: "Still an example: the call." });
    const read = packFromText((await firstVersion("our-command")).text);
    expect(read).toMatchObject({ pack: { contact_summary: { phone: places.phone, pin: "none" } } });
  });

  it.each([undefined, {}])("left empty (%j) it begins with the process as it came, and the process names what is missing", async (contacts) => {
    expect((await setUp("command", contacts)).status).toBe(201);
    expect(await begunWith()).toBe("command");
    expect((await nobody.get("/api/v1/processes/our-command/versions")).status).toBe(404);
    expect(await meeting("command")).toMatchObject({ ready: false, detail: "Still an example: the call, its number." });
  });

  it("refuses a place that the process does not ask for, and one that cannot be; nothing is made", async () => {
    const notAsked = { status: 422, body: { code: "invalid_value", pointer: "/contacts/phone" } };
    expect(await setUp("graceful", { phone: places.phone })).toMatchObject(notAsked);
    expect(await setUp("command", { callUrl: "the usual one" })).toMatchObject({ status: 422, body: { pointer: "/contacts/callUrl" } });
    expect((await setUp("command", { commander: "shout" })).status).toBe(422);
    expect((await server.fresh.pool.query("select 1 from person")).rows).toEqual([]);
    expect((await server.fresh.pool.query("select 1 from pack where origin = 'own'")).rows).toEqual([]);
    expect((await nobody.get("/api/v1/setup")).status).toBe(200);
  });
});
