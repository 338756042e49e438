/** What there is to say about rest: everybody sleeps until then, or quiet hours have begun and somebody must choose. */
import { useQuery } from "@tanstack/react-query";
import { Moon } from "lucide-react";
import type { RestView } from "../../src/views/rest.ts";
import { useNow } from "../clock.ts";
import { viewQuery } from "../queries.ts";
import { run } from "../text/en-run.ts";
import { clockOrDay, list } from "../when.ts";
import { Do, useCommands } from "./commands.tsx";
import { At } from "./time.tsx";

const words = run.rest;

/** The note; nothing by day. */
export function RestNote() {
  const { number } = useCommands();
  const rest = useQuery(viewQuery<RestView>(number, "rest")).data;
  if (rest?.paused) return <Resting rest={rest} until={rest.paused.until} />;
  if (rest?.asked) return <Question people={rest.asked.people.map(({ name }) => name)} />;
  return null;
}

const card = "overflow-hidden rounded-[10px] border border-line bg-surface shadow-card";

function Resting({ rest, until }: { readonly rest: RestView; readonly until: string }) {
  const now = useNow();
  const later = rest.people.filter(({ calledAt }) => calledAt > until);
  return (
    <section aria-label={words.resting} className={`${card} flex flex-wrap items-center gap-3 px-4 py-3`}>
      <Moon size={18} className="shrink-0" aria-hidden="true" />
      <div className="min-w-48 flex-1">
        <p>
          <span className="font-medium">{words.resting}</span> {words.restingSays(clockOrDay(until, now))}
        </p>
        {later.map(({ person, calledAt }) => (
          <p key={person.id} className="text-xs text-soft">
            {person.name} {words.callable} <At at={calledAt} />
          </p>
        ))}
      </div>
      <Do name="resume" label={words.resume} direct mine />
    </section>
  );
}

function Question({ people }: { readonly people: readonly string[] }) {
  return (
    <section aria-label={words.question} className={`${card} flex flex-wrap items-center gap-3 px-4 py-3`}>
      <Moon size={18} className="shrink-0" aria-hidden="true" />
      <div className="min-w-48 flex-1">
        <p className="font-medium">{words.question}</p>
        <p className="text-sm text-soft">{words.questionSays(list(people))}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Do name="stand-down" look="primary" label={words.down} mine />
        <Do name="go-on" label={words.on} mine />
      </div>
    </section>
  );
}
