/** The page behind a test page's link: one button that says it arrived. Opening it changes nothing. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { isRefusal } from "../../core/kernel/refusal.ts";
import { program } from "../../core/kernel/viewer.ts";
import type { State } from "../../core/person/slices.ts";
import { html, page } from "../html.ts";
import { deadPage } from "./answer-page.ts";
import type { IncidentParts, PageLink } from "./parts.ts";

type Parts = Pick<IncidentParts, "dispatch" | "views" | "links">;
type Send = (reply: FastifyReply, status: number, text: string) => FastifyReply;

/** Shows the button, or takes the answer of the person the link was made for. */
export async function testReply(
  parts: Parts,
  link: PageLink,
  at: { readonly token: string; readonly request: FastifyRequest; readonly reply: FastifyReply; readonly send: Send },
): Promise<FastifyReply> {
  const { token, request, reply, send } = at;
  const [stream = "", id = ""] = link.subject.split(" ", 2);
  const state = (await parts.views.states.read(program, stream))?.folded.state as State | undefined;
  const asked = state?.tested.page;
  if (asked?.id !== id || state?.tested.person !== link.person) return send(reply, 410, deadPage("This test is over. A newer one may wait for you."));
  if (asked.state === "answered") return send(reply, 200, done);
  if (request.method !== "POST") return send(reply, 200, asking);
  const said = await parts.dispatch({
    stream,
    name: "answer-page",
    input: { page: id, how: "link" },
    actor: `person:${link.person}`,
    viewer: { person: link.person, all: false },
    key: `test:${id}`,
  });
  if (isRefusal(said)) return send(reply, 200, deadPage(said.detail));
  await parts.links.use(token);
  return send(reply, 200, done);
}

const asking = page(
  "Test page",
  html`<h1>This is a test. Nothing is wrong</h1>
<p>Confirm it, and everybody knows that pages reach you.</p>
<form method="post"><button type="submit" name="answer" value="yes">I got it</button></form>`,
  { narrow: true },
);

const done = page(
  "Thank you",
  html`<h1>Thank you. Pages reach you</h1>
<p class="actions"><a class="button plain" href="/settings">See how you are reached</a></p>`,
  { narrow: true },
);
