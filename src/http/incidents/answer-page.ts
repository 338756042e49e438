/** The pages behind an answer link, as markup: two buttons that work on any phone, without scripts and without signing in. */
import type { PageAsked } from "../../views/page-asked.ts";
import { type Html, html, page, time } from "../html.ts";

const lookOf = ({ incident }: PageAsked) => ({ narrow: true, drill: incident.drill });

function about({ incident, by, why, since, zone }: PageAsked): Html {
  const name = incident.number === null ? incident.title : `${incident.number}: ${incident.title}`;
  return html`<h1>${name}</h1>
${incident.severity === null ? null : html`<p><span class="severity" data-rank="${incident.severity.rank}">${incident.severity.name}</span></p>`}
<p>${by} needs you: ${why}</p>
<p class="meta">Since ${time(since, zone)}</p>`;
}

const note = html`<p role="alert" id="missing" class="refusal"><strong>Please say why</strong>, so that the others know.</p>`;

/** The page with the two buttons; opening it changes nothing. `missing` asks for the reason once more. */
export function askingPage(asked: PageAsked, missing = false): string {
  if (asked.state !== "open") return toldPage(asked, states[asked.state]);
  const body = html`${about(asked)}
<form method="post"><button type="submit" name="answer" value="yes">I'm on it</button></form>
<form method="post">
${missing ? note : null}
<label for="reason">I can't, because…</label>
<textarea id="reason" name="reason" rows="3" maxlength="300"${missing ? html` aria-describedby="missing" aria-invalid="true"` : null}></textarea>
<button type="submit" name="answer" value="no">I can't come</button>
</form>`;
  return page(`You are needed: ${asked.incident.title}`, body, lookOf(asked));
}

const states = {
  answered: "You have answered this page. Thank you.",
  declined: "You have said that you cannot come. The others know.",
  withdrawn: "This page needs no answer any more.",
} as const;

/** What came of it, with the way into the room. */
export function toldPage(asked: PageAsked, said: string): string {
  const { id, number, title } = asked.incident;
  const body = html`<h1>${said}</h1>
<p>${title}</p>
<p class="actions"><a class="button plain" href="/incidents/${number ?? id}">Open the room</a></p>`;
  return page(said, body, lookOf(asked));
}

/** A link that does not answer any more, or never did. */
export function deadPage(said: string): string {
  return page(
    said,
    html`<h1>${said}</h1>
<p class="actions"><a class="button plain" href="/">Open Quarterdeck</a></p>`,
    { narrow: true },
  );
}
