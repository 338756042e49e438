/** Commands from the command line: what is sent, what is said, how it ends. */
import { afterEach, describe, expect, it } from "vitest";
import { commands } from "../../src/core/incident/index.ts";
import type { AnyCommand } from "../../src/core/kernel/command.ts";
import { type Answers, openTerminal } from "./terminal.ts";

const ana = "0192f0c1-0000-7000-8000-00000000000a";
const people = {
  body: {
    people: [
      { id: ana, name: "Demo Ana", email: "ana@example.test" },
      { id: "b", name: "Demo Ben" },
      { id: "c", name: "Demo Ben" },
    ],
  },
};
const refusal = {
  status: 409,
  body: {
    code: "gate_unmet",
    detail: "The organisation has not heard of it yet.",
    rule: ["SR-05"],
    policy: "/severities/2/gates/resolve/2",
    unmet: ["internal_update"],
    instead: "post-update",
    override: { role: "incident_commander", reasonRequired: true },
  },
};
const processes = {
  body: { items: [{ sentences: [{ id: "SR-05", says: "Severity 2 is not over before the organisation has heard of it.", enforced: "block" }] }] },
};

let open: Awaited<ReturnType<typeof openTerminal>> | undefined;
afterEach(async () => open?.close());
async function at(answers: Answers) {
  open = await openTerminal(answers);
  return open;
}
const body = (of: { readonly body: string } | undefined) => JSON.parse(of?.body ?? "null") as unknown;

describe("a command", () => {
  it("is sent with its fields, the token and a key of its own each time", async () => {
    const terminal = await at({ "POST /incidents/42/assign-role": { body: { number: 42, events: [{ seq: 3, type: "role-assigned" }], warnings: [] } } });
    const first = await terminal.talk("incident", "assign-role", "42", "--role", "comms", "--person", ana);
    await terminal.talk("incident", "assign-role", "42", "--role", "comms", "--person", ana);
    expect(first).toEqual({ code: 0, out: `Done: role-assigned. ${terminal.url}/incidents/42\n`, err: "" });
    expect(body(terminal.requests[0])).toEqual({ role: "comms", person: ana });
    expect(terminal.requests[0]?.headers.authorization).toBe("Bearer demo-token");
    const keys = terminal.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it("takes the key it is given, a reason to insist, and its input as JSON under its flags", async () => {
    const terminal = await at({ "POST /incidents/42/change-severity": { body: {} } });
    const input = '{"to":3,"reason":"as written"}';
    await terminal.talk("incident", "change-severity", "42", "--input", input, "--to", "2", "--override", "agreed by phone", "--idempotency-key", "k1");
    expect(body(terminal.requests[0])).toEqual({ to: 2, reason: "as written", override: { reason: "agreed by phone" } });
    expect(terminal.requests[0]?.headers["idempotency-key"]).toBe("k1");
  });

  it("reads a text from standard input", async () => {
    const terminal = await at({ "POST /incidents/42/post-message": { body: {} } });
    await terminal.run(["incident", "post-message", "42", "--text", "-", "--url", terminal.url], "two\nlines\n");
    expect(body(terminal.requests[0])).toEqual({ text: "two\nlines" });
  });

  it("opens an incident with its title", async () => {
    const terminal = await at({
      "POST /incidents/declare": { status: 201, body: { number: 7, events: [{ type: "reported" }, { type: "declared" }], warnings: [] } },
    });
    const ended = await terminal.talk("declare", "Nobody can pay", "--severity", "1", "--drill");
    expect(body(terminal.requests[0])).toEqual({ title: "Nobody can pay", severity: 1, drill: true });
    expect(ended.out).toBe(`Done: reported, declared. ${terminal.url}/incidents/7\n`);
  });

  it("declares what was reported", async () => {
    const terminal = await at({ "POST /incidents/7/declare": { status: 201, body: { number: 7, events: [{ type: "declared" }], warnings: [] } } });
    await terminal.talk("incident", "declare", "7", "--severity", "1");
    expect(body(terminal.requests[0])).toEqual({ severity: 1 });
  });

  it("knows people by me, mail address and name, and asks when there are two", async () => {
    const terminal = await at({ "GET /me": { body: { id: ana } }, "GET /people": people, "POST /incidents/42/page": { body: {} } });
    const page = (person: string) => terminal.talk("incident", "page", "42", "--reason", "Look at it", "--person", person);
    for (const person of ["me", "ANA@example.test", "Demo Ana"]) await page(person);
    const sent = terminal.requests.filter(({ method }) => method === "POST").map(body);
    expect(sent).toEqual([1, 2, 3].map(() => ({ reason: "Look at it", person: ana })));
    expect(await page("Demo Ben")).toMatchObject({ code: 2, err: 'There is more than one "Demo Ben": Demo Ben (b), Demo Ben (c). Give the id.\n' });
  });

  it("says what was recorded as a deviation", async () => {
    const terminal = await at({
      "POST /incidents/42/resolve": { body: { events: [], warnings: [{ code: "invalid_state", detail: "Too soon.", rule: ["SR-23"] }] } },
    });
    expect(await terminal.talk("incident", "resolve", "42")).toMatchObject({ code: 0, err: "Recorded as a deviation: Too soon. SR-23\n" });
  });

  it.each((commands as readonly AnyCommand[]).map(({ name, may, creates }) => [name, may === "program", creates === true] as const))(
    "%s has a verb unless only the process may",
    async (name, hidden, opens) => {
      const terminal = await at({});
      const verb = [...(opens ? [] : ["incident"]), name];
      if (hidden) expect(await terminal.run([...verb, "42"])).toMatchObject({ code: 2, out: "" });
      else expect((await terminal.run([...verb, "--help"])).out).toContain(`Usage: quarterdeck ${verb.join(" ")} `);
    },
  );
});

describe("a refusal", () => {
  it("ends with 3 and says sentence, ID, and what to do instead", async () => {
    const terminal = await at({ "POST /incidents/42/resolve": refusal, "GET /processes": processes });
    expect(await terminal.talk("incident", "resolve", "42")).toEqual({
      code: 3,
      out: "",
      err: [
        "Refused: The organisation has not heard of it yet. [gate_unmet]",
        "  SR-05: Severity 2 is not over before the organisation has heard of it. (block)",
        "  Where the process says so: /severities/2/gates/resolve/2",
        "  Still missing: internal_update",
        "  Instead: quarterdeck incident post-update 42",
        '  Who holds incident_commander may insist: --override "why" (recorded as a deviation)',
        "",
      ].join("\n"),
    });
  });

  it("is JSON on standard output where that is asked for", async () => {
    const terminal = await at({ "POST /incidents/42/resolve": refusal });
    const ended = await terminal.talk("incident", "resolve", "42", "--json");
    expect(ended.code).toBe(3);
    expect(JSON.parse(ended.out)).toMatchObject({ ...refusal.body, status: 409 });
  });

  it("points at the flag at fault", async () => {
    const problem = { code: "invalid_value", detail: "That is not known.", rule: [], pointer: "/followUp" };
    const terminal = await at({ "POST /incidents/42/finish-follow-up": { status: 422, body: problem } });
    expect((await terminal.talk("incident", "finish-follow-up", "42", "--follow-up", "x")).err).toContain("Look at: --follow-up");
  });
});

describe("before the click", () => {
  const consequences = {
    refusals: [],
    warnings: [],
    events: [{ type: "resolved", sentence: "Over" }],
    duties: [{ what: "Write the report", who: "Demo Ana", due: null }],
    effects: [],
  };

  it("a dry run asks without a key and says what would follow", async () => {
    const terminal = await at({ "POST /incidents/42/resolve": { body: consequences } });
    const ended = await terminal.talk("incident", "resolve", "42", "--dry-run");
    expect(terminal.requests[0]?.path).toBe("/api/v1/incidents/42/resolve?dryRun=true");
    expect(terminal.requests[0]?.headers["idempotency-key"]).toBeUndefined();
    expect(ended).toEqual({
      code: 0,
      err: "",
      out: "Nothing was done. If it were:\n  Over\n\nOWED              BY        DUE\nWrite the report  Demo Ana  -\n",
    });
  });

  it("ends with 3 where it would be refused", async () => {
    const terminal = await at({ "POST /incidents/42/resolve": { body: { ...consequences, refusals: [refusal.body] } } });
    const ended = await terminal.talk("incident", "resolve", "42", "--dry-run");
    expect(ended.code).toBe(3);
    expect(ended.out).toContain("It would be refused: The organisation has not heard of it yet. SR-05");
  });
});

describe("other endings", () => {
  it("2: a command line that cannot be understood sends nothing", async () => {
    const terminal = await at({});
    for (const args of [
      ["incident", "conquer", "42"],
      ["incident", "resolve"],
      ["incident", "resolve", "42", "--colour", "red"],
      ["incident", "resolve", "42", "--input", "[1]"],
      ["status", "--url", "nowhere"],
    ])
      expect(await terminal.run(args), args.join(" ")).toMatchObject({ code: 2, out: "" });
    expect(terminal.requests).toEqual([]);
  });

  it("1: not signed in, too often, or a server in trouble", async () => {
    for (const status of [401, 429, 500, 503]) {
      const terminal = await at({ "GET /board": { status, body: { code: "x", detail: "Not now.", rule: [] } } });
      expect(await terminal.talk("status")).toMatchObject({ code: 1, out: "" });
      await terminal.close();
    }
    const terminal = await at({ "GET /board": { status: 401, body: { code: "unauthenticated", detail: "Sign in first.", rule: [] } } });
    expect((await terminal.talk("status")).err).toContain("quarterdeck login");
  });

  it("4: a server that cannot be reached, with the key to try again", async () => {
    const terminal = await at({});
    await terminal.close();
    const ended = await terminal.talk("incident", "resolve", "42", "--idempotency-key", "k1");
    open = undefined;
    expect(ended).toMatchObject({ code: 4, out: "" });
    expect(ended.err).toContain("--idempotency-key k1");
  });

  it("a command of this machine ends as it says", async () => {
    const terminal = await at({});
    expect((await terminal.run(["doctor"])).code).toBe(7);
    expect(await terminal.run(["paging", "perhaps"])).toMatchObject({ code: 2 });
  });
});
