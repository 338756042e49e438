/** Payloads that break servers: each with where it goes and, where it is certain, what it must be answered. */
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";

/** One hostile request. `status` absent: 202 or any 4xx. */
export type Hostile = {
  readonly name: string;
  readonly path: string;
  readonly body: Uint8Array | string;
  readonly headers?: Record<string, string>;
  readonly status?: number;
};

const routes = ["/signals/alertmanager", "/v2/enqueue", "/signals/generic"] as const;

/** A payload each source accepts, with every field it knows. */
export const good: Readonly<Record<string, Record<string, unknown>>> = {
  "/signals/alertmanager": {
    version: "4",
    groupKey: "g",
    status: "firing",
    receiver: "r",
    externalURL: "https://am.example.test",
    truncatedAlerts: 0,
    groupLabels: { a: "b" },
    commonLabels: { a: "b" },
    commonAnnotations: { summary: "s" },
    alerts: [
      {
        status: "firing",
        labels: { alertname: "A" },
        annotations: { description: "d" },
        startsAt: "2026-03-01T09:30:00Z",
        endsAt: "0001-01-01T00:00:00Z",
        generatorURL: "https://p.example.test",
        fingerprint: "f",
      },
    ],
  },
  "/v2/enqueue": {
    routing_key: "k",
    event_action: "trigger",
    dedup_key: "d",
    client: "c",
    client_url: "https://c.example.test",
    links: [{ href: "https://l.example.test", text: "l" }],
    images: [{ src: "https://i.example.test", href: "https://h.example.test", alt: "i" }],
    payload: {
      summary: "s",
      source: "o",
      severity: "error",
      timestamp: "2026-03-01T09:30:00Z",
      component: "c",
      group: "g",
      class: "l",
      custom_details: { a: "b" },
    },
  },
  "/signals/generic": {
    group: "g",
    fingerprint: "f",
    status: "firing",
    title: "t",
    text: "x",
    severity: "critical",
    labels: { a: "b" },
    links: ["https://l.example.test"],
    startsAt: "2026-03-01T09:30:00Z",
    message: "m",
    description: "d",
    url: "https://u.example.test",
  },
};

const texts: Readonly<Record<string, string>> = {
  NUL: "a\0b",
  "only NUL": "\0",
  "lone high surrogate": "a\ud800b",
  "lone low surrogate": "\udc00",
  "swapped surrogates": "\udc00\ud800",
  "escape sequence": "\x1b[2J\x1b]0;x\x07",
  "C1 control": "\x9b31m",
  "bidi override": "\u202egnp.exe",
  "header injection": "x\r\nBcc: a@example.test",
  script: "<script>alert(1)</script>",
  "chat mention": "<!channel> <@U1>",
  formula: "=HYPERLINK(1)",
  SQL: "'; drop table incidents; --",
  "emoji cut in half by bytes": "😀".repeat(3_000),
  "200,000 characters": "x".repeat(200_000),
  "200,000 newlines": "\n".repeat(200_000),
  "combining marks": `a${"\u0301".repeat(5_000)}`,
  "byte order mark": "\ufeff",
  blank: " \t\n",
  empty: "",
  prototype: "__proto__",
  method: "toString",
  "JavaScript link": "javascript:alert(1)",
  "endless host": `https://${"a".repeat(5_000)}.example.test/`,
  noncharacter: "\uffff\ufffe",
};

const wrong: readonly unknown[] = [null, true, 0, -1e308, [], {}, [[]], [null], { length: -1 }, { toString: 1 }, ["x", { y: [1] }]];

/** Every path to a value in a payload, as keys. */
function paths(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [at];
  return [...(at.length ? [at] : []), ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...at, key]))];
}

function replaced(value: unknown, at: readonly string[], by: unknown): unknown {
  if (at.length === 0) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[at[0]!] = replaced(copy[at[0]!], at.slice(1), by);
  return copy;
}

/** Every hostile text and every wrong type in every field of every source. */
export function hostileFields(): Hostile[] {
  const out: Hostile[] = [];
  for (const path of routes) {
    for (const at of paths(good[path])) {
      for (const [name, text] of Object.entries(texts))
        out.push({ name: `${name} in ${at.join(".")}`, path, body: JSON.stringify(replaced(good[path], at, text)) });
      for (const value of wrong) out.push({ name: `${JSON.stringify(value)} in ${at.join(".")}`, path, body: JSON.stringify(replaced(good[path], at, value)) });
    }
  }
  return out;
}

const plain = JSON.stringify(good["/signals/generic"]);
const generic = { path: "/signals/generic" };
const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const gzip = { "content-encoding": "gzip" };

/** Payloads that are hostile as bytes or as JSON, before any field is looked at. */
export function hostileBodies(): Hostile[] {
  const keys = (count: number) => `{"title":"t",${Array.from({ length: count }, (_, i) => `"${i.toString(36)}":1`).join()}}`;
  return [
    { name: "5,000,000 arrays inside each other", ...generic, body: "[".repeat(5_000_000), status: 413 },
    { name: "the same, packed", ...generic, body: gzipSync("[".repeat(5_000_000)), headers: gzip, status: 413 },
    { name: "400,000 arrays, never closed", ...generic, body: "[".repeat(400_000), status: 400 },
    { name: "250,000 arrays, closed", ...generic, body: "[".repeat(250_000) + "]".repeat(250_000), status: 400 },
    { name: "80,000 objects, closed", ...generic, body: `${'{"a":'.repeat(80_000)}1${"}".repeat(80_000)}`, status: 400 },
    { name: "65 levels", ...generic, body: `{"title":"t","x":${"[".repeat(64)}${"]".repeat(64)}}`, status: 400 },
    { name: "64 levels", ...generic, body: `{"title":"t","x":${"[".repeat(63)}${"]".repeat(63)}}`, status: 202 },
    { name: "brackets in a text", ...generic, body: JSON.stringify({ title: `"\\${"[{".repeat(1_000)}` }), status: 202 },
    { name: "100,000 keys", ...generic, body: keys(100_000), status: 413 },
    { name: "50,000 keys", ...generic, body: keys(50_000), status: 400 },
    { name: "1,001 keys", ...generic, body: keys(1_000), status: 400 },
    { name: "1,000 keys", ...generic, body: keys(999), status: 202 },
    { name: "100,000 values", ...generic, body: `{"title":"t","x":[${"1,".repeat(100_000)}1]}`, status: 400 },
    { name: "10,000 fields of a form", ...generic, body: Array.from({ length: 10_000 }, (_, i) => `f${i}=1`).join("&"), headers: form, status: 400 },
    { name: "a form", ...generic, body: "title=Disk+full&title=Disk+fuller&__proto__=x&%00=%00&a=%ff", headers: form, status: 202 },
    { name: "a key of 400,000 characters", ...generic, body: `{"title":"t","${"k".repeat(400_000)}":"v"}`, status: 202 },
    { name: "duplicate keys", ...generic, body: '{"title":"first","title":"last"}', status: 202 },
    { name: "__proto__", ...generic, body: '{"title":"t","__proto__":{"polluted":1},"labels":{"__proto__":"x","constructor":"y"}}', status: 202 },
    { name: "constructor.prototype", ...generic, body: '{"title":"t","constructor":{"prototype":{"polluted":1}}}', status: 202 },
    { name: "an infinite number", ...generic, body: '{"title":"t","x":1e999,"y":-1e999}', status: 202 },
    { name: "400,000 digits", ...generic, body: `{"title":"t","x":${"9".repeat(400_000)}}`, status: 202 },
    { name: "a byte order mark before", ...generic, body: bytes([0xef, 0xbb, 0xbf], plain), status: 202 },
    { name: "UTF-16", ...generic, body: Buffer.from(`\ufeff${plain}`, "utf16le"), status: 400 },
    ...[[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82], [0x80], [0xf0, 0x9f, 0x98]].map((wrongBytes) => ({
      name: `invalid UTF-8 ${Buffer.from(wrongBytes).toString("hex")}`,
      ...generic,
      body: bytes('{"title":"', wrongBytes, '"}'),
      status: 400,
    })),
    ...["", " \n", "null"].map((body) => ({ name: `nothing: ${JSON.stringify(body)}`, ...generic, body, status: 400 })),
    ...[
      "{",
      '{"a"',
      '{"a":',
      '{"a":1,}',
      "[1,]",
      "{'a':1}",
      "nul",
      "NaN",
      "01",
      "1.",
      "1e",
      '"',
      '"\\x"',
      '"\\u12"',
      '"\n"',
      "[1 2]",
      "{}{}",
      "]",
      "}",
      "/**/1",
      "<xml/>",
      "undefined",
      "+1",
      "\0",
      "\u00a0{}",
    ].map((body) => ({ name: `no JSON: ${JSON.stringify(body)}`, ...generic, body, status: 400 })),
    ...["1", "true", '"x"', "[]", "[[]]", "[null]"].map((body) => ({ name: `no alert: ${body}`, ...generic, body, status: 400 })),
    ...hostileEncodings(),
  ];
}

const form = { "content-type": "application/x-www-form-urlencoded" };

function hostileEncodings(): Hostile[] {
  const encoding = (name: string, body: Uint8Array | string, status: number, label = "") => ({
    name: `encoding ${name}${label}`,
    ...generic,
    body,
    headers: { "content-encoding": name },
    status,
  });
  const type = (name: string, status: number) => ({ name: `type ${name}`, ...generic, body: plain, headers: { "content-type": name }, status });
  return [
    encoding("gzip", gzipSync(plain), 202),
    encoding("X-GZIP", gzipSync(plain), 202),
    encoding("deflate", deflateSync(plain), 202),
    encoding("deflate", deflateRawSync(plain), 202, ", without a zlib header"),
    encoding("br", brotliCompressSync(plain), 202),
    ...[10, 16, 17, 18, 22].map((window) => encoding("br", brotliOf(window), 202, `, window ${window}`)),
    ...[23, 24].map((window) => encoding("br", brotliOf(window), 413, `, window ${window}`)),
    encoding("identity", plain, 202),
    encoding("gzip", plain, 400, ", but plain"),
    encoding("br", plain, 400, ", but plain"),
    encoding("deflate", plain, 400, ", but plain"),
    encoding("gzip", gzipSync(plain).subarray(0, 40), 400, ", cut off"),
    encoding("br", brotliCompressSync(plain).subarray(0, 40), 400, ", cut off"),
    encoding("zstd", plain, 415),
    encoding("gzip, gzip", gzipSync(gzipSync(plain)), 415),
    encoding("constructor", plain, 415),
    encoding("gzip", gzipSync(Buffer.alloc(512 * 1024 + 1, 32)), 413, ", one byte too much"),
    type("text/plain; charset=utf-8", 202),
    type("application/cloudevents+json", 202),
    type("application/json; charset=utf-8", 202),
    type("application/xml", 415),
    type("multipart/form-data; boundary=x", 415),
    type("application/jsonp", 415),
    type("json", 415),
    type(`application/${"a+".repeat(4_000)}`, 415),
    { name: "a body of exactly the limit", ...generic, body: plain.padEnd(512 * 1024), status: 202 },
    { name: "a body of one byte more", ...generic, body: plain.padEnd(512 * 1024 + 1), status: 413 },
    { name: "a body of 8 MiB", ...generic, body: Buffer.alloc(8 * 1024 * 1024, 32), status: 413 },
  ];
}

function brotliOf(window: number): Buffer {
  return brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_LGWIN]: window } });
}
