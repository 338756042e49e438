/** Every setting there is, read from the environment once, typed, and refused where it is not understood. */
import { hostname } from "node:os";
import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65_533);
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);
const cidr = /^[0-9a-f:.]+(\/\d{1,3})?$/i;
const cidrs = list.refine((all) => all.every((one) => cidr.test(one)), "Write addresses or networks like 10.0.0.0/8, separated by commas.");
const roles = ["http", "worker", "status"] as const;

const heartbeatUrls = list.refine((all) => all.length <= 5 && all.every((one) => /^https?:\/\//.test(one) && URL.canParse(one)), {
  message: "Write at most five addresses that begin with https://, separated by commas.",
});

const publicUrl = z
  .url({ protocol: /^https?$/ })
  .transform((text) => text.replace(/\/+$/, ""))
  .refine((text) => new URL(text).origin === text, "Write only scheme, host and port, like https://quarterdeck.example.test.");

const sender = /^(\+[1-9]\d{6,14}|MG[0-9a-zA-Z]{8,40}|[A-Za-z0-9 ]{1,11})$/;

/** `+49=+4930123456`: a sender for numbers that begin so; without the first part one for all others. */
function senderOf(text: string): { readonly prefix: string; readonly from: string } {
  const [, prefix = "", from = ""] = /^(?:(\+[1-9]\d{0,6})=)?(.*)$/.exec(text) ?? [];
  return { prefix, from: from.trim() };
}

/** How long what is forgotten is kept, in days, where nothing else is said. */
const usualKeeping = { alerts: 90, messages: 400 };

/** `alerts 30d, messages 730d`; null where it is not understood. */
function keepingOf(text: string): typeof usualKeeping | null {
  const given = text.split(",").map((part) => /^\s*(alerts|messages)\s+(\d{1,4})d\s*$/.exec(part));
  const said = given.map((found) => [found?.[1], Number(found?.[2])] as const);
  if (said.some(([what, days]) => what === undefined || days < 30 || days > 3_650)) return null;
  return { ...usualKeeping, ...Object.fromEntries(said) };
}

/** Name (after `QUARTERDECK_`) → how it is read. Secrets may also be given as `…_FILE`, the path of a file that holds them. */
export const settings = {
  PORT: port.default(4700).describe("Where the app and the signals listen; public pages take the next port, operators the one after"),
  HOST: z.string().default("127.0.0.1").describe("The address to listen on"),
  PUBLIC_URL: publicUrl
    .optional()
    .describe("The address people use: scheme, host and port. Every link is made of it; needed when HOST is not this machine alone"),
  DATA: z.string().default("./data").describe("The data folder: the database that comes along, and the key"),
  KEY_FILE: z.string().optional().describe("The key that seals secrets in the database; made once in the data folder where it is left out"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("A PostgreSQL (14 or later) of your own, instead of the one that comes along"),
  ROLES: list
    .pipe(z.array(z.enum(roles)).min(1))
    .default([...roles])
    .describe("What this node does: http, worker, status, separated by commas"),
  TRUSTED_PROXIES: cidrs.default([]).describe("Proxies whose X-Forwarded headers count"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info").describe("How much is logged, as JSON lines on standard output"),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe("The mail server, like smtps://user:password@mail.example.test"),
  SMTP_FROM: z.email().optional().describe("The sender's address of mail"),
  SMTP_REPLY_TO: z
    .email()
    .refine((address) => !address.includes("+"), "Write it without a +: each page adds its own.")
    .optional()
    .describe("Where replies to mail arrive, with any +suffix; your mail server hands them to a source of kind email"),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-zA-Z]{8,40}$/)
    .optional()
    .describe("SMS and calls through Twilio: the account"),
  TWILIO_AUTH_TOKEN: z.string().min(8).optional().describe("SMS and calls through Twilio: its token, which also proves its callbacks"),
  TWILIO_FROM: list
    .transform((all) => all.map(senderOf))
    .refine((all) => all.every(({ from }) => sender.test(from)), "Write numbers like +15005550006, names of at most 11 letters, or services (MG…).")
    .refine((all) => all.some(({ prefix }) => prefix === ""), "Name one sender without a country: it serves all others.")
    .optional()
    .describe("Who SMS and calls come from: a number, and others by country, like +15005550006,+49=+4930123456; calls need a number"),
  TWILIO_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Another server that speaks Twilio's API, for tests"),
  WEBHOOK_ALLOW: cidrs.default([]).describe("Networks that webhooks may reach although they are not public"),
  RETENTION: z
    .string()
    .transform(keepingOf)
    .refine((keeping) => keeping !== null, "Write it like: alerts 90d, messages 400d (30 days to 10 years each).")
    .transform((keeping) => keeping ?? usualKeeping)
    .default(usualKeeping)
    .describe("How long bodies of alerts and messages that came to an end are kept, like: alerts 90d, messages 400d"),
  HEARTBEAT_URLS: heartbeatUrls
    .default([])
    .describe("Addresses outside that are called after each synthetic page that came back, at most five; they alarm when the calls stay away"),
  NODE_NAME: z
    .string()
    .regex(/^[\w.-]{1,60}$/)
    .default(
      hostname()
        .replace(/[^\w.-]/g, "-")
        .slice(0, 60) || "node",
    )
    .meta({ description: "This node's name in logs and leases; each node needs its own", usual: "the machine's name" }),
};

/** Settings that are secrets, or hold one. */
export const secrets = ["DATABASE_URL", "SMTP_URL", "TWILIO_AUTH_TOKEN", "HEARTBEAT_URLS"] as const;

/** Where mail goes out. */
export type MailSettings = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user?: string;
  readonly password?: string;
  readonly from: string;
  readonly replyTo: string | null;
};

/** Where SMS and calls go out. */
export type PhoneSettings = {
  readonly twilio: { readonly accountSid: string; readonly authToken: string; readonly baseUrl?: string };
  readonly senders: readonly { readonly prefix: string; readonly from: string }[];
};

/** Every setting. `statusPort` is the public pages', `opsPort` the operators' (0 where `port` is 0: any free one). */
export type Config = {
  readonly port: number;
  readonly statusPort: number;
  readonly opsPort: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly data: string;
  readonly keyFile: string | null;
  readonly databaseUrl: string | null;
  readonly roles: readonly (typeof roles)[number][];
  readonly trustedProxies: readonly string[];
  readonly logLevel: "debug" | "info" | "warn" | "error";
  readonly mail: MailSettings | null;
  readonly phone: PhoneSettings | null;
  /** Networks that webhooks may reach although they are not public. */
  readonly webhookAllow: readonly string[];
  /** Whom we tell that we are well. */
  readonly heartbeatUrls: readonly string[];
  readonly nodeName: string;
  /** Days. */
  readonly retention: { readonly alerts: number; readonly messages: number };
};

/** What is wrong, one sentence for each setting, for a person at a terminal. No value of a secret is in it. */
export type ConfigProblems = { readonly problems: readonly string[] };

const prefix = "QUARTERDECK_";

type Environment = { readonly [name: string]: string | undefined };

/** This process's environment: read here and nowhere else. */
export function environment(): Environment {
  return process.env;
}

/** Reads the settings; `readFile` gives the text of a file or throws. */
export function readConfig(environment: Environment, readFile: (path: string) => string): Config | ConfigProblems {
  const { values, problems } = collect(environment, readFile);
  const parsed = z.object(settings).safeParse(values);
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => `${prefix}${issue.path[0] as string}: ${issue.message}`);
  if (!parsed.success || problems.length > 0) return { problems: [...problems, ...wrong] };
  const incomplete = missing(parsed.data);
  return incomplete.length > 0 ? { problems: incomplete } : configOf(parsed.data);
}

type Values = z.infer<z.ZodObject<typeof settings>>;

/** Our settings by name; unknown ones, unreadable files and settings given twice are problems. Empty is the same as not set. */
function collect(environment: Environment, readFile: (path: string) => string): { readonly values: Record<string, string>; readonly problems: string[] } {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || value === undefined || value === "") continue;
    const name = variable.slice(prefix.length);
    const ofFile = secrets.find((secret) => name === `${secret}_FILE`);
    if (ofFile === undefined && !Object.hasOwn(settings, name)) {
      // The command line's own two, read by it where it runs as a client.
      if (name !== "URL" && name !== "TOKEN")
        problems.push(`${variable} is no setting of this version. Is it misspelt? The settings are: ${Object.keys(settings).join(", ")}.`);
    } else if (ofFile === undefined) values[name] = value;
    else if (environment[`${prefix}${ofFile}`]) problems.push(`${variable} and ${prefix}${ofFile} are both set. Keep one.`);
    else {
      const text = attempt(() => readFile(value).trim());
      if (text === null) problems.push(`${variable}: the file ${value} cannot be read.`);
      else values[ofFile] = text;
    }
  }
  return { values, problems };
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Settings that need each other. */
function missing(values: Values): string[] {
  const problems: string[] = [];
  if (values.SMTP_URL && !values.SMTP_FROM) problems.push(`${prefix}SMTP_FROM: mail needs a sender's address beside SMTP_URL.`);
  if (values.SMTP_REPLY_TO && !values.SMTP_URL) problems.push(`${prefix}SMTP_REPLY_TO: replies need mail that goes out (SMTP_URL).`);
  const twilio = [values.TWILIO_ACCOUNT_SID, values.TWILIO_AUTH_TOKEN, values.TWILIO_FROM];
  if (twilio.some(Boolean) && !twilio.every(Boolean)) problems.push(`${prefix}TWILIO_…: SMS and calls need ACCOUNT_SID, AUTH_TOKEN and FROM together.`);
  const loopback = ["127.0.0.1", "::1", "localhost"].includes(values.HOST);
  if (!loopback && !values.PUBLIC_URL)
    problems.push(`${prefix}PUBLIC_URL: say the address people use, as the server listens beyond this machine (HOST ${values.HOST}).`);
  return problems;
}

function configOf(values: Values): Config {
  const next = (step: number) => (values.PORT === 0 ? 0 : values.PORT + step);
  return {
    port: values.PORT,
    statusPort: next(1),
    opsPort: next(2),
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? `http://${values.HOST.includes(":") ? `[${values.HOST}]` : values.HOST}:${values.PORT}`,
    data: values.DATA,
    keyFile: values.KEY_FILE ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    roles: values.ROLES,
    trustedProxies: values.TRUSTED_PROXIES,
    logLevel: values.LOG_LEVEL,
    mail: values.SMTP_URL ? mailOf(new URL(values.SMTP_URL), values) : null,
    phone: values.TWILIO_ACCOUNT_SID ? phoneOf(values) : null,
    webhookAllow: values.WEBHOOK_ALLOW,
    heartbeatUrls: values.HEARTBEAT_URLS,
    nodeName: values.NODE_NAME,
    retention: values.RETENTION,
  };
}

function mailOf(url: URL, { SMTP_FROM: from, SMTP_REPLY_TO: replyTo }: Values): MailSettings {
  const secure = url.protocol === "smtps:";
  const account = url.username === "" ? {} : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  const port = url.port === "" ? (secure ? 465 : 587) : Number(url.port);
  return { host: url.hostname, port, secure, ...account, from: from!, replyTo: replyTo ?? null };
}

function phoneOf(values: Values): PhoneSettings {
  const [accountSid, authToken, senders] = [values.TWILIO_ACCOUNT_SID!, values.TWILIO_AUTH_TOKEN!, values.TWILIO_FROM!];
  return { twilio: { accountSid, authToken, ...(values.TWILIO_BASE_URL ? { baseUrl: values.TWILIO_BASE_URL } : {}) }, senders };
}

/** What each channel needs to reach its provider. Without it the channel is not there: the room still tells people whom to call. */
export function channelSettings({ mail, phone, publicUrl }: Config): Record<string, unknown> {
  const callbackUrl = (channel: string) => `${publicUrl}/api/v1/callbacks/${channel}`;
  const phoneLine = (channel: string) => ({ [channel]: { ...phone, callbackUrl: callbackUrl(channel) } });
  const askAbout = publicUrl.startsWith("https:") ? publicUrl : "mailto:operator@quarterdeck.invalid";
  return {
    webhook: {},
    ntfy: {},
    // Its keys are made by itself and lie in the database.
    push: { subject: mail ? `mailto:${mail.from}` : askAbout },
    ...(mail ? { email: emailSettings(mail, publicUrl) } : {}),
    ...(phone ? { ...phoneLine("sms"), ...phoneLine("voice") } : {}),
  };
}

function emailSettings({ from, replyTo, ...server }: MailSettings, publicUrl: string): object {
  return { ...server, fromAddress: from, replyTo: replyTo ?? undefined, settingsUrl: `${publicUrl}/settings` };
}
