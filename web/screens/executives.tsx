/** The channel for whoever only wants summaries: what executives were told, of all incidents, the newest first. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ExecutiveUpdatesView } from "../../src/views/executive-updates.ts";
import { Empty, Loading, Page } from "../parts/states.tsx";
import { Ago } from "../parts/time.tsx";
import { listQuery } from "../queries.ts";
import { executives as words } from "../text/en-contact.ts";

type Told = ExecutiveUpdatesView["items"][number];

/** The page at `/executives`. */
export function Executives() {
  const told = useQuery(listQuery<Told>("/executive-updates", "items"));
  return (
    <Page title={words.title} says={words.says}>
      <Loading of={told} lines={6}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={words.empty}>{words.emptySays}</Empty>
          ) : (
            <ol className="max-w-prose divide-y divide-line">
              {items.map((one) => (
                <li key={`${one.incident.id}${one.at}`} className="py-3">
                  <p>{one.text}</p>
                  <p className="text-xs text-soft">
                    <Link
                      to="/incidents/$number"
                      params={{ number: String(one.incident.number ?? one.incident.id) }}
                      className="underline decoration-line underline-offset-2 hover:decoration-current"
                    >
                      {one.incident.title}
                    </Link>
                    , {words.by(one.by.name)}, <Ago at={one.at} />
                  </p>
                </li>
              ))}
            </ol>
          )
        }
      </Loading>
    </Page>
  );
}
