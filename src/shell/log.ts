/** The log: one JSON object a line, only fields on the list, and every text run through detectors for what must not be there (S12). */
import { createHmac } from "node:crypto";
import { type DestinationStream, type Logger, pino } from "pino";

/** The levels people may choose. */
export const levels = ["debug", "info", "warn", "error"] as const;
export type Level = (typeof levels)[number];

/** The longest line, in characters. */
const longest = 8_000;
const longestText = 1_000;

/** Fields that may leave, beside pino's own. Whatever else is given is left out: a new one is a decision made here. */
const allowed: ReadonlySet<string> = new Set([
  ...["request", "method", "route", "status", "ms", "err", "code", "stream", "seq", "job", "channel", "template", "outcome", "epoch", "node", "worker"],
  ...[
    "source",
    "group",
    "command",
    "rule",
    "duty",
    "wakeAt",
    "late",
    "count",
    "from",
    "to",
    "applied",
    "pid",
    "port",
    "host",
    "state",
    "reason",
    "signal",
    "version",
  ],
]);

/** What a detector finds becomes these words. */
const detectors: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["jwt", /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g],
  ["token", /\b(?:qd_[\w-]{20,}|qs[0-9a-f]{40}|xox[a-z]-[\w-]{8,}|whsec_[\w+/=-]{16,}|AC[0-9a-f]{32}|sk_[\w-]{16,}|gh[pousr]_\w{20,})/g],
  ["bearer", /\b(?:Bearer|Basic)\s+[\w.~+/-]{8,}=*/gi],
  ["sealed", /\bsealed:[0-9a-f]{8}:[\w-]+/g],
  ["password", /(?<=:\/\/[^/\s:@]{0,100}:)[^@\s/]+(?=@)/g],
  ["email", /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  ["phone", /(?<![\w.:-])\+\d[\d ()-]{6,17}\d/g],
  // A random token in the form all ours have.
  ["secret", /(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{32,}(?![\w-])/g],
];

/** A text that may leave: secrets and addresses masked, phones as a stable hash of this process, control and direction characters as escapes. */
function scrub(text: string, key: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  const masked = detectors.reduce((seen, [name, pattern]) => seen.replace(pattern, (found) => mask(name, found, key)), cut);
  return masked.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function mask(name: string, found: string, key: string): string {
  const mark = createHmac("sha256", key).update(found).digest("hex").slice(0, 8);
  if (name !== "phone") return `[${name} ${mark}]`;
  return `${found.slice(0, 3)}•••••${found.slice(-2)} [phone ${mark}]`;
}

/** Fields that may leave, each as a plain value. */
function pick(fields: object, key: string): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([name]) => allowed.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, plainValue(value, key)]));
}

function plainValue(value: unknown, key: string): unknown {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Error) return errorFields(value, key);
  if (Array.isArray(value)) return value.slice(0, 20).map((one) => plainValue(one, key));
  if (typeof value === "object") return "[object]";
  return scrub(String(value), key);
}

/** An error's kind, words and places; never what a library hung on it (queries, parameters, responses). */
function errorFields(error: Error, key: string): Record<string, unknown> {
  const code = "code" in error && typeof error.code === "string" ? { code: scrub(error.code, key) } : {};
  const stack = (error.stack ?? "").split("\n").filter((one) => /^\s+at /.test(one));
  return { kind: error.name, message: scrub(error.message, key), ...code, stack: stack.slice(0, 12).map((one) => scrub(one.trim(), key)) };
}

/** Opens the log. `key` makes the hashes that stand for masked values, the same for the same value within its lifetime. */
export function openLog(options: { readonly level: Level; readonly node: string; readonly key: string }, to?: DestinationStream): Logger {
  const { key } = options;
  const settings = {
    level: options.level,
    base: { node: options.node },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => error },
    formatters: { level: (level: string) => ({ level }), log: (fields: object) => pick(fields, key) },
    hooks: {
      logMethod(this: Logger, given: unknown[], write: (...given: never[]) => void) {
        const [first, second] = given;
        const fields = first instanceof Error ? { err: first } : typeof first === "object" && first !== null ? first : {};
        const text = typeof first === "string" ? first : typeof second === "string" ? second : "";
        // One object and one text, no format arguments: those could carry anything.
        write.apply(this, [fields, scrub(text, key)] as never[]);
      },
      streamWrite: (written: string) =>
        written.length <= longest ? written : `${JSON.stringify({ level: "warn", msg: "a log line was too long and is left out" })}\n`,
    },
  };
  const log = to === undefined ? pino(settings) : pino(settings, to);
  const child = log.child;
  // Pino gives the bindings of a child to no formatter; every descendant inherits this.
  const guarded = function (this: Logger, bindings: object, more?: object) {
    return child.call(this, pick(bindings, key), more);
  };
  return Object.assign(log, { child: guarded as typeof child });
}
