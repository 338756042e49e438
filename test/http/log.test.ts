/** The log lets out what is on its list, and no secret in whatever text it comes. */
import { describe, expect, it } from "vitest";
import { openLog } from "../../src/shell/log.ts";

function written(write: (log: ReturnType<typeof openLog>) => void): string {
  const lines: string[] = [];
  write(openLog({ level: "debug", node: "n1", key: "k" }, { write: (line: string) => void lines.push(line) }));
  return lines.join("");
}

const canaries = [
  "+15005550006",
  "+1 500 555 0006",
  "ana@example.test",
  "qd_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde",
  `qs${"0123456789".repeat(4)}`,
  "xoxb-12345-abcdefgh",
  "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  `AC${"0123456789abcdef".repeat(2)}`,
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc123",
  "Bearer abcdefgh12345",
  "sealed:0123abcd:AAAABBBBCCCC",
  "yTq3kd9Zb1x_W-4mN8pLr2sVu7AcEgHjKtXoQwRzf5D",
];

describe("S12", () => {
  it.each(canaries)("%s does not come out: not in the text, a field, an error, nor its stack", (canary) => {
    const text = written((log) => {
      log.info(`sent to ${canary} just now`);
      log.info({ reason: `said (${canary})` }, "x");
      log.error({ err: new Error(`no answer from ${canary}`) }, "x");
      log.error(new Error(`no answer from ${canary}`));
      log.info("%s", canary);
      log.child({ reason: canary }).info("x");
    });
    expect(text).not.toContain(canary);
    expect(text.split("\n").filter(Boolean)).toHaveLength(6);
  });

  it("a password in a connection string does not come out", () => {
    const text = written((log) => log.error({ err: new Error("postgresql://quarter:hunter2@db.internal:5432/x is away") }, "x"));
    expect(text).not.toContain("hunter2");
    expect(text).toContain("db.internal");
  });

  it("fields that are not on the list, nested objects and what a library hangs on an error stay in", () => {
    const error = Object.assign(new Error("23505"), { detail: "Key (email)=(x)", parameters: ["canary-parameter"], query: "canary-query", code: "23505" });
    const text = written((log) => log.error({ err: error, body: "canary-body", reason: { inner: "canary-inner" }, status: 500 }, "x"));
    expect(text).not.toContain("canary");
    expect(JSON.parse(text)).toMatchObject({ status: 500, err: { kind: "Error", code: "23505" }, node: "n1" });
  });

  it("is one line, whatever is in it, and never longer than 8 KB", () => {
    const text = written((log) => {
      log.info({ reason: "a\nb\u001b[31m\u202e\u0000" }, "c\r\nd");
      log.info(
        { reason: "x".repeat(100_000), ...Object.fromEntries(["group", "rule", "duty", "to"].map((name) => [name, "é".repeat(100_000)])) },
        "y".repeat(100_000),
      );
    });
    const lines = text.split("\n").filter(Boolean);
    expect(lines).toHaveLength(2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
    expect(lines[0]).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(8_000);
  });

  it("the same phone has the same mark, for following it through the log, and ordinary texts stay as they are", () => {
    const text = written((log) => {
      log.info("to +15005550006");
      log.info("again +15005550006");
      log.info({ request: "01a201cb-47f5-7f14-ba7a-dac4f96e0d0c", ms: 12, route: "/api/v1/people/:id", wakeAt: "2026-03-01T09:30:00.000Z" }, "answered");
    });
    const lines = text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { msg: string });
    expect(lines[0]!.msg).toMatch(/^to \+15•••••06 \[phone [0-9a-f]{8}\]$/);
    expect(lines[1]!.msg.slice(6)).toBe(lines[0]!.msg.slice(3));
    expect(lines[2]).toMatchObject({
      request: "01a201cb-47f5-7f14-ba7a-dac4f96e0d0c",
      route: "/api/v1/people/:id",
      wakeAt: "2026-03-01T09:30:00.000Z",
      msg: "answered",
    });
  });
});
