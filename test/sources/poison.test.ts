/** R24 and S13 at the door of signals: hostile payloads over real sockets are taken or refused, and nothing else. */
import { connect } from "node:net";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBytes } from "../../src/http/bytes.ts";
import { breaches } from "./arrivals.ts";
import { bomb } from "./bomb.ts";
import { good, type Hostile, hostileBodies, hostileFields } from "./hostile.ts";
import { type Answer, type Intake, startIntake } from "./intake.ts";

let intake: Intake;

beforeAll(async () => {
  intake = await startIntake();
});

afterAll(async () => {
  await expect(takesGood()).resolves.toEqual([202, 202, 202]);
  await intake.close();
});

async function takesGood(): Promise<number[]> {
  const answers: number[] = [];
  for (const [path, payload] of Object.entries(good)) answers.push((await intake.post(path, JSON.stringify(payload))).status);
  return answers;
}

/** What is wrong with the answer: none is a 5xx, and what was taken can be stored, copied and shown. */
async function faults(hostile: Hostile): Promise<string[]> {
  intake.last.signals = [];
  const answer = await intake.post(hostile.path, hostile.body, hostile.headers);
  const out: string[] = [];
  if (hostile.status !== undefined && answer.status !== hostile.status) out.push(`answered ${answer.status} instead of ${hostile.status}: ${answer.body}`);
  if (answer.status === 202) out.push(...unstorable(intake.last.body), ...unstorable(intake.last.signals), ...intake.last.signals.flatMap(breaches));
  else if (answer.status < 400 || answer.status > 499) out.push(`answered ${answer.status}: ${answer.body}`);
  else if (!readable(answer)) out.push(`says nothing readable: ${answer.body.slice(0, 500)}`);
  return out.map((fault) => `${hostile.name} → ${fault}`);
}

function unstorable(value: unknown): string[] {
  const text = JSON.stringify(structuredClone(value));
  return /\\u0000|\\ud[89a-f]/i.test(text.replaceAll("\\\\", "")) ? ["holds what PostgreSQL refuses"] : [];
}

function readable({ body }: Answer): boolean {
  const said = JSON.parse(body) as { detail?: string; unreadable?: string; errors?: string[] };
  const words = said.detail ?? said.unreadable ?? said.errors?.[0] ?? "";
  return words.length > 10 && body.length < 5_000;
}

async function allFaults(cases: readonly Hostile[]): Promise<string[]> {
  const out: string[] = [];
  for (const hostile of cases) out.push(...(await faults(hostile)));
  return out;
}

describe("R24 no poison", () => {
  it("holds for every hostile text and wrong type in every field of every source", async () => {
    const cases = hostileFields();
    expect(cases.length).toBeGreaterThan(1_000);
    expect(await allFaults(cases)).toEqual([]);
  }, 60_000);

  it.each(hostileBodies().map((hostile) => [hostile.name, hostile] as const))("answers %s as it should", async (_name, hostile) => {
    expect(await faults(hostile)).toEqual([]);
  });

  it("holds for 2,000 generated payloads in the place of any field", async () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 6 }), fc.string({ unit: "binary", maxLength: 400 }), fc.double());
    const payload = fc.constantFrom(...Object.keys(good)).chain((path) => {
      const keys = fc.constantFrom(...Object.keys(good[path]!), "__proto__", "");
      return fc.record({ path: fc.constant(path), fields: fc.array(fc.tuple(keys, value), { minLength: 1, maxLength: 3 }) });
    });
    const property = fc.asyncProperty(payload, async ({ path, fields }) => {
      const body = JSON.stringify(Object.fromEntries([...Object.entries(good[path]!), ...fields]));
      expect(await faults({ name: body, path, body })).toEqual([]);
    });
    await fc.assert(property, { numRuns: 2_000 });
  }, 60_000);

  it("holds for 2,000 good payloads with bytes changed, and 1,000 of random bytes", async () => {
    const changes = fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { minLength: 1, maxLength: 4 });
    const mutated = fc.asyncProperty(fc.constantFrom(...Object.keys(good)), changes, async (path, edits) => {
      const body = Buffer.from(JSON.stringify(good[path]));
      for (const [at, byte] of edits) body[at % body.length] = byte;
      expect(await faults({ name: body.toString("latin1"), path, body })).toEqual([]);
    });
    await fc.assert(mutated, { numRuns: 2_000 });
    const random = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.constantFrom("identity", "gzip", "deflate", "br"), async (body, encoding) => {
      expect(await faults({ name: Buffer.from(body).toString("hex"), path: "/signals/generic", body, headers: { "content-encoding": encoding } })).toEqual([]);
    });
    await fc.assert(random, { numRuns: 1_000 });
  }, 60_000);
});

describe("S13 resource abuse", () => {
  it.each(["gzip", "deflate", "br"] as const)("refuses a bomb of 256 MiB in %s without unpacking it", async (encoding) => {
    const body = await bomb(encoding, 256);
    expect(body.length).toBeLessThan(512 * 1024);
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 1);
    const answer = await intake.post("/signals/generic", body, { "content-encoding": encoding });
    clearInterval(watch);
    expect(answer).toMatchObject({ status: 413, body: expect.stringContaining('"code":"too_large"') });
    expect(Math.max(peak, process.memoryUsage().rss) - before).toBeLessThan(64 * 1024 * 1024);
  });

  it("refuses by Content-Length alone, before the body is sent", async () => {
    expect(await raw("Content-Length: 1073741824\r\n\r\n")).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("refuses endless chunks at the limit, whatever else was announced", async () => {
    const chunk = `10000\r\n${" ".repeat(0x10000)}\r\n`;
    expect(await raw(`Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(9)}`)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("survives senders that hang up in the middle of a body", async () => {
    for (let i = 0; i < 20; i += 1) await hangUp("Content-Length: 1000\r\n\r\n{");
    expect(await takesGood()).toEqual([202, 202, 202]);
  });

  it.each(["before it is read", "while it is read"])("is done with a body whose sender hangs up %s", async (when) => {
    const stream = new PassThrough();
    stream.write("{");
    if (when === "before it is read") await new Promise((resolve) => stream.destroy().once("close", resolve));
    const answer = readBytes(stream, { "content-length": "1000" }, 2_000);
    stream.destroy(new Error("reset by the sender"));
    expect(await answer).toMatchObject({ problem: { code: "invalid_value" } });
  });

  it("reads no form and no plain text on the API, and up to 1 MiB of JSON", async () => {
    expect((await intake.post("/api", "a=b", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
    expect((await intake.post("/api", "{}", { "content-type": "text/plain" })).status).toBe(415);
    expect((await intake.post("/api", "{}".padEnd(1024 * 1024))).status).toBe(202);
    expect((await intake.post("/api", "{}".padEnd(1024 * 1024 + 1))).status).toBe(413);
    expect((await intake.post("/api", "")).status).toBe(202);
    expect(intake.last.body).toBeUndefined();
  });
});

it("names the place where a body stops being JSON", async () => {
  const answer = await intake.post("/signals/generic", '{\n  "title": oops\n}');
  expect(JSON.parse(answer.body)).toEqual({ code: "invalid_value", detail: "The body is not valid JSON: it breaks at position 13 (line 2, column 12)." });
});

it("names the field whose value is too much", async () => {
  const answer = await intake.post("/signals/generic", JSON.stringify({ labels: Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [i, i])) }));
  expect(JSON.parse(answer.body)).toMatchObject({ code: "invalid_value", pointer: "/labels" });
});

const head = "POST /signals/generic HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";

/** Sends bytes and gives the answer's beginning. */
function raw(rest: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(intake.port, "127.0.0.1", () => socket.write(head + rest));
    socket.once("data", (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once("error", reject);
    socket.once("end", () => reject(new Error("no answer")));
  });
}

function hangUp(rest: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(intake.port, "127.0.0.1", () => socket.write(head + rest, () => socket.resetAndDestroy()));
    socket.once("close", () => resolve());
    socket.on("error", () => socket.destroy());
  });
}
