/** The page behind a digest's link: every page it said, each with its two buttons. Opening it changes nothing; the link answers until its time is over. */
import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isRefusal } from "../../core/kernel/refusal.ts";
import { type PageAsked, pageAsked } from "../../views/page-asked.ts";
import { type Html, html, page, time } from "../html.ts";
import type { IncidentParts, PageLink } from "./parts.ts";

/** One page of the digest, as its reader may answer it. */
export type Member = { readonly stream: string; readonly page: string; readonly asked: PageAsked };

/** The pages a digest said to this person, each once; empty where there is no such digest of theirs. */
async function membersOf(parts: Pick<IncidentParts, "views">, person: string, digest: string): Promise<readonly Member[]> {
  const { jobs } = parts.views.store;
  const viewer = { person, all: false };
  const [row] = await jobs.outbox(viewer, { id: digest, person, limit: 1 });
  const said = await Promise.all((row?.bundles ?? []).map(async (id) => (await jobs.outbox(viewer, { id, limit: 1 }))[0]));
  const pages = new Map(
    said.flatMap((one) => (one?.stream && one.page ? [[`${one.stream} ${one.page}`, { stream: one.stream, page: one.page }] as const] : [])),
  );
  const members = await Promise.all([...pages.values()].map(async (at) => ({ ...at, asked: await pageAsked(parts.views, person, at) })));
  return members.flatMap(({ asked, ...at }) => (asked ? [{ ...at, asked }] : []));
}

/** The list as markup. */
function digestPage(members: readonly Member[], said: string | null = null): string {
  const open = members.filter(({ asked }) => asked.state === "open").length;
  const title = open === 0 ? "Nothing waits for your answer" : `${open} ${open === 1 ? "page waits" : "pages wait"} for you`;
  const body = html`<h1>${title}</h1>
${said === null ? null : html`<p role="status">${said}</p>`}
${members.map(memberOf)}`;
  return page(title, body, { narrow: true, drill: members.length > 0 && members.every(({ asked }) => asked.incident.drill) });
}

const states = { answered: "You have answered.", declined: "You have said that you cannot come.", withdrawn: "It needs no answer any more." } as const;

function memberOf({ stream, page: id, asked }: Member): Html {
  const { incident, by, why, since, zone, state } = asked;
  const name = incident.number === null ? incident.title : `${incident.number}: ${incident.title}`;
  return html`<section>
<h2>${name}</h2>
${incident.severity === null ? null : html`<p><span class="severity" data-rank="${incident.severity.rank}">${incident.severity.name}</span></p>`}
<p>${by} needs you: ${why}</p>
<p class="meta">Since ${time(since, zone)}</p>
${state === "open" ? buttons(stream, id, name) : html`<p><strong>${states[state]}</strong> <a href="/incidents/${incident.number ?? incident.id}">Open the room</a></p>`}
</section>`;
}

function buttons(stream: string, id: string, name: string): Html {
  const field = `reason-${id}`;
  return html`<form method="post">
<input type="hidden" name="page" value="${stream} ${id}">
<button type="submit" name="answer" value="yes">I'm on it</button>
</form>
<form method="post">
<input type="hidden" name="page" value="${stream} ${id}">
<label for="${field}">I can't come to ${name}, because…</label>
<textarea id="${field}" name="reason" rows="2" maxlength="300"></textarea>
<button type="submit" name="answer" value="no">I can't come</button>
</form>`;
}

type Posted = { readonly page?: string; readonly answer?: string; readonly reason?: string };

/** Answers one page of the list; resolves with what to say about it. Only pages of this digest can be answered here. */
async function answerMember(
  parts: Pick<IncidentParts, "dispatch">,
  link: PageLink,
  members: readonly Member[],
  posted: Posted,
): Promise<{ readonly status: number; readonly said: string }> {
  const member = members.find(({ stream, page: id }) => `${stream} ${id}` === posted.page);
  const reason = posted.reason?.trim().slice(0, 300) ?? "";
  if (!member || (posted.answer !== "yes" && posted.answer !== "no")) return { status: 422, said: "Choose a page and an answer." };
  if (posted.answer === "no" && reason === "") return { status: 422, said: "Please say why, so that the others know." };
  const input = { page: member.page, how: "link" };
  const wish = posted.answer === "yes" ? { name: "answer-page", input } : { name: "decline-page", input: { ...input, reason } };
  const key = `link:${createHash("sha256").update(`${link.subject} ${posted.page} ${posted.answer} ${reason}`).digest("hex").slice(0, 32)}`;
  const answer = await parts.dispatch({
    stream: member.stream,
    ...wish,
    actor: `person:${link.person}`,
    viewer: { person: link.person, all: false },
    key,
  });
  if (isRefusal(answer)) return { status: 200, said: answer.detail };
  return { status: 200, said: posted.answer === "yes" ? `You are on it: ${member.asked.incident.title}.` : "Noted. The others see why you cannot come." };
}

/** Shows the list, or answers one of it and shows it again. */
export async function digestReply(
  parts: Pick<IncidentParts, "views" | "dispatch">,
  link: PageLink,
  at: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly send: (reply: FastifyReply, status: number, text: string) => FastifyReply },
): Promise<FastifyReply> {
  const { request, reply, send } = at;
  const digest = link.subject.split(" ")[1] ?? "";
  const members = await membersOf(parts, link.person, digest);
  if (request.method !== "POST") return send(reply, 200, digestPage(members));
  const { status, said } = await answerMember(parts, link, members, (request.body ?? {}) as Posted);
  return send(reply, status, digestPage(await membersOf(parts, link.person, digest), said));
}
