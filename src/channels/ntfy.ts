/** Messages to a topic of any ntfy server, the public one or one's own: phone notifications without any vendor's account. */
import { z } from "zod";
import type { Destination, Given, Outcome } from "./channel.ts";
import { channel } from "./channel.ts";
import { codeExample, drillExample, pageExample } from "./examples.ts";
import type { Message } from "./message.ts";
import { oneLine, safe } from "./plain-text.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { HttpReply, HttpRequest } from "./wire.ts";
import { ExchangeFailed } from "./wire.ts";

const deadlineMs = 5_000;
const settings = z.strictObject({});

type Settings = z.infer<typeof settings>;

/** Only the text is checked here; where it leads is checked at every attempt. */
const topicAddress = z
  .string()
  .trim()
  .max(500)
  .refine((text) => URL.canParse(text) && isTopic(new URL(text)), "Write the whole address of the topic, like https://ntfy.example.test/my-topic.")
  .transform((text) => new URL(text).href);

function isTopic(url: URL): boolean {
  const plain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return plain && /^https?:$/.test(url.protocol) && /\/[-\w]{1,64}$/.test(url.pathname);
}

function take({ address, secret }: Given): { readonly address: string; readonly secrets: readonly string[] } | { readonly problem: string } {
  if (secret === null) return { address, secrets: [] };
  if (!/^[\x21-\x7e]{4,200}$/.test(secret)) return { problem: "An access token has no spaces; it begins with tk_." };
  return { address, secrets: [secret] };
}

/** Published as JSON to the server's root: no text of a message ever stands in a header (S4). */
function body(to: Destination, message: Message) {
  const parts = safe(message);
  const url = new URL(to.address);
  const text = [...parts.paragraphs, ...parts.facts.map(({ label, value }) => `${label}: ${value}`)].join("\n");
  const click = parts.action ?? parts.links[0] ?? null;
  return {
    topic: url.pathname.slice(url.pathname.lastIndexOf("/") + 1),
    title: oneLine(parts.headline, 200),
    message: cut(text === "" ? parts.headline : text),
    priority: message.urgency === "page" ? 5 : 3,
    tags: [message.urgency === "page" ? "rotating_light" : "information_source"],
    ...(click === null ? {} : { click: click.url }),
    ...(parts.action === null ? {} : { actions: [{ action: "view", label: oneLine(parts.action.label, 40), url: parts.action.url, clear: true }] }),
  };
}

/** ntfy turns longer ones into files. */
function cut(text: string): string {
  const most = 3_000;
  let kept = text.slice(0, most);
  while (Buffer.byteLength(kept) > most) kept = kept.slice(0, -50);
  return kept.length === text.length ? text : `${kept.replace(/\p{Surrogate}$/u, "").trimEnd()}...`;
}

function request(to: Destination, message: Message): HttpRequest {
  const url = new URL(to.address);
  const [token] = to.secrets;
  return {
    method: "POST",
    url: `${url.origin}${url.pathname.slice(0, url.pathname.lastIndexOf("/") + 1)}`,
    headers: { "content-type": "application/json", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body(to, message)),
    deadlineMs,
    trust: "guarded",
  };
}

const answer = z.object({ id: z.string().max(64) });

function idIn(text: string): string | null {
  try {
    return answer.parse(JSON.parse(text)).id;
  } catch {
    return null;
  }
}

function outcomeOf(reply: HttpReply, nowMs: number): Outcome {
  const { status } = reply;
  if (status >= 200 && status < 300) return { outcome: "ok", providerId: idIn(reply.body), delivered: false };
  if (status === 401 || status === 403)
    return { outcome: "failed", reason: `The ntfy server does not let us write to this topic (${status}).`, permanent: true };
  if (status === 404) return { outcome: "failed", reason: "There is no ntfy server at this address (404).", permanent: true };
  const wait = status === 429 || status === 503 ? retryAfterMs(reply, nowMs) : {};
  return { outcome: "failed", reason: `The ntfy server answered ${status}.`, permanent: false, ...wait };
}

/** ntfy: wakes people, on any server that speaks it. */
export const ntfy = channel<Settings>("ntfy", {
  title: "ntfy",
  wakes: true,
  settings,
  address: topicAddress,
  mask: (address) => `${new URL(address).origin}/•••`,
  take,
  send: async (wire, _settings, to, message) => {
    try {
      return outcomeOf(await wire.http(request(to, message)), wire.nowMs());
    } catch (error) {
      if (!(error instanceof ExchangeFailed)) throw error;
      if (error.sent === "unknown") return { outcome: "unknown", reason: "The ntfy server did not answer in time." };
      const reason = error.message.startsWith("refused: ") ? `Not sent: ${error.message.slice("refused: ".length)}.` : "The ntfy server could not be reached.";
      return { outcome: "failed", reason, permanent: false };
    }
  },
  preview: (message) => ({ text: JSON.stringify(body({ address: "https://ntfy.example.test/topic", secrets: [] }, message), null, 2) }),
  examples: [
    { title: "a page", message: pageExample, contains: ['"title": "Severity 1, #42: Checkout is down"', '"priority": 5', '"label": "Answer"'] },
    { title: "a page in a drill", message: drillExample, contains: ['"title": "DRILL Severity 1, #42: Checkout is down"'] },
    { title: "a code", message: codeExample, contains: ["123456 is your Quarterdeck code", '"priority": 3'] },
  ],
});
