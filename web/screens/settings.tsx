/** The settings: one page with a list of parts, each part small. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { Page } from "../parts/states.tsx";
import { sessionQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { Areas, Runbooks } from "./settings/areas.tsx";
import { Audit } from "./settings/audit.tsx";
import { Chats } from "./settings/chat.tsx";
import { Escalations } from "./settings/escalations.tsx";
import { Heartbeats } from "./settings/heartbeats.tsx";
import { Contacts, Groups, Rotas, Teams } from "./settings/lists.tsx";
import { Me } from "./settings/me.tsx";
import { Messages } from "./settings/messages.tsx";
import { OrganisationPart } from "./settings/organisation.tsx";
import { PeoplePart } from "./settings/people.tsx";
import { Rooms } from "./settings/rooms.tsx";
import { Sources } from "./settings/sources.tsx";
import { Tokens } from "./settings/tokens.tsx";

const parts: Readonly<Record<string, (props: { readonly admin: boolean }) => ReactNode>> = {
  me: Me,
  people: PeoplePart,
  teams: Teams,
  areas: Areas,
  rotas: Rotas,
  groups: Groups,
  contacts: Contacts,
  escalations: Escalations,
  sources: Sources,
  heartbeats: Heartbeats,
  runbooks: Runbooks,
  rooms: Rooms,
  chat: Chats,
  messages: Messages,
  tokens: Tokens,
  organisation: OrganisationPart,
  audit: Audit,
};

const words = t.settings;

/** Parts that need the whole width: an editor with its preview beside it. */
const wide: ReadonlySet<string> = new Set(["escalations"]);

const item =
  "control flex shrink-0 items-center rounded-lg px-2.5 text-sm text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink";

/** The page at `/settings/{part}`. */
export function Settings() {
  const { part = "me" } = useParams({ strict: false });
  const session = useQuery(sessionQuery);
  const Part = parts[part] ?? Me;
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On the phone the parts stand in one line, and the current one may be beyond its end.
    const current = nav.current?.querySelector<HTMLElement>(`[data-part="${part}"]`);
    if (current && nav.current) nav.current.scrollLeft = current.offsetLeft - 16;
  }, [part]);
  return (
    <Page title={words.title}>
      <div className="grid items-start gap-x-10 gap-y-4 md:grid-cols-[10rem_minmax(0,1fr)]">
        <nav ref={nav} aria-label={words.title} className="-mx-4 relative flex gap-1 overflow-x-auto px-4 [scrollbar-width:none] md:mx-0 md:flex-col md:px-0">
          {Object.keys(parts).map((key) => (
            <Link key={key} data-part={key} to="/settings/$part" params={{ part: key }} aria-current={key === part ? "page" : undefined} className={item}>
              {words.sections[key]}
            </Link>
          ))}
          <Link to="/silences" search={{}} className={item}>
            {t.reach.silences.title}
          </Link>
          <Link to="/deliveries" search={{}} className={item}>
            {t.reach.deliveries.title}
          </Link>
        </nav>
        <div className={`min-w-0 ${wide.has(part) ? "" : "max-w-3xl"}`}>
          <Part admin={session.data?.person.admin ?? false} />
        </div>
      </div>
    </Page>
  );
}
