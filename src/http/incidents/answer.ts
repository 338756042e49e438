/** Answering a page by its link: `GET` only shows (mail scanners follow links), `POST` answers or declines as the person the link was made for. */
import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { codes, isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { type PageAsked, pageAsked } from "../../views/page-asked.ts";
import { acceptBodies, type BodyRules } from "../body.ts";
import type { RoutePlugin } from "../deps.ts";
import { digestReply } from "./answer-digest.ts";
import { askingPage, deadPage, toldPage } from "./answer-page.ts";
import { testReply } from "./answer-test.ts";
import type { IncidentParts, PageLink } from "./parts.ts";

const bodies: BodyRules = { bytes: 16 * 1024, lenient: false, form: true };

/** Links that do not exist, tried from one address in 15 minutes; a right one is never held up. */
const wrongTries = { points: 100, duration: 900 };

type Opened = { readonly link: PageLink; readonly stream: string; readonly page: string; readonly asked: PageAsked } | Special;
/** Links that lead to something else than one page of an incident. */
type Special = { readonly special: "digest" | "test"; readonly link: PageLink };
type OnePage = Exclude<Opened, Special>;

/** `GET` and `POST /p/{token}`. */
export function answerRoutes(parts: IncidentParts): RoutePlugin {
  return (app) => {
    acceptBodies(app, bodies);
    const guesses = new RateLimiterMemory(wrongTries);
    // The link is the credential: a cookie adds nothing to it, and a lock on an address must not keep anybody from answering.
    const options = { config: { needs: "nobody" as const }, schema: { hide: true } };
    app.get("/p/:token", options, async (request, reply) => {
      const opened = await open(parts, tokenOf(request), guesses, request.ip);
      if (isRefusal(opened)) return send(reply, codes[opened.code], deadPage(opened.detail));
      return "special" in opened ? special(parts, opened, request, reply) : send(reply, 200, askingPage(opened.asked));
    });
    app.post("/p/:token", options, async (request, reply) => {
      const opened = await open(parts, tokenOf(request), guesses, request.ip);
      if (isRefusal(opened)) return send(reply, codes[opened.code], deadPage(opened.detail));
      return "special" in opened ? special(parts, opened, request, reply) : answered(parts, { request, reply, opened });
    });
  };
}

function tokenOf(request: FastifyRequest): string {
  return (request.params as { token: string }).token;
}

/** Reading a link uses nothing up. */
async function open(parts: IncidentParts, token: string, guesses: RateLimiterMemory, ip: string): Promise<Opened | Refusal> {
  const link = await parts.links.read(token);
  if (isRefusal(link)) return link.code === "not_found" ? wrong(guesses, ip, link) : link;
  const [stream = "", page = ""] = link.subject.split(" ", 2);
  if (link.purpose === "page" && stream === "digest") return { special: "digest", link };
  if (link.purpose === "page" && stream.startsWith("person/")) return { special: "test", link };
  const asked = link.purpose === "page" ? await pageAsked(parts.views, link.person, { stream, page }) : null;
  return asked ? { link, stream, page, asked } : refuse("not_found", "There is no such link.");
}

function special(parts: IncidentParts, opened: Special, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { link } = opened;
  return opened.special === "digest"
    ? digestReply(parts, link, { request, reply, send })
    : testReply(parts, link, { token: tokenOf(request), request, reply, send });
}

async function wrong(guesses: RateLimiterMemory, ip: string, refusal: Refusal): Promise<Refusal> {
  try {
    await guesses.consume(ip);
    return refusal;
  } catch (over) {
    if (!(over instanceof RateLimiterRes)) throw over;
    return refuse("rate_limited", "Too many links that do not exist. Wait a little.", { retryAfterSeconds: Math.ceil(over.msBeforeNext / 1_000) });
  }
}

type Answering = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly opened: OnePage };

/** First the answer, then the link is used up: a fault in between leaves a link that still works, and answering twice changes nothing. */
async function answered(parts: IncidentParts, { request, reply, opened }: Answering): Promise<FastifyReply> {
  const { link, stream, page, asked } = opened;
  const { answer, reason = "" } = (request.body ?? {}) as { answer?: string; reason?: string };
  if (asked.state !== "open") return send(reply, 200, askingPage(asked));
  if (answer !== "yes" && answer !== "no") return send(reply, 422, askingPage(asked));
  if (answer === "no" && reason.trim() === "") return send(reply, 422, askingPage(asked, true));
  const wish =
    answer === "yes"
      ? { name: "answer-page", input: { page, how: "link" } }
      : { name: "decline-page", input: { page, how: "link", reason: reason.trim().slice(0, 300) } };
  const key = `link:${createHash("sha256").update(tokenOf(request)).digest("hex").slice(0, 32)}`;
  const said = await parts.dispatch({ stream, ...wish, actor: `person:${link.person}`, viewer: { person: link.person, all: false }, key });
  if (isRefusal(said)) return send(reply, codes[said.code], toldPage(asked, said.detail));
  await parts.links.use(tokenOf(request));
  return send(reply, 200, toldPage(asked, answer === "yes" ? "Thank you. You are on it." : "Noted. The others see why you cannot come."));
}

/** Without scripts; a form's origin is said to our own pages, so that the browser may send it. */
function send(reply: FastifyReply, status: number, text: string): FastifyReply {
  void reply.header("content-security-policy", "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  void reply.header("referrer-policy", "same-origin");
  if (status === 429) void reply.header("retry-after", "60");
  return reply.code(status).type("text/html; charset=utf-8").send(text);
}
