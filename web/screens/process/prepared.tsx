/** What must be in place before the next incident, who looks after the process, and when it was read over and tried. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Circle, CircleCheck } from "lucide-react";
import { write } from "../../api.ts";
import { Button } from "../../parts/button.tsx";
import { SelectField } from "../../parts/field.tsx";
import { NotSent, RefusalNote } from "../../parts/refusal.tsx";
import { Section } from "../../parts/states.tsx";
import { useSubmit } from "../../parts/submit.ts";
import { peopleQuery, sessionQuery } from "../../queries.ts";
import { type Care, careQuery, type ProcessPage, versionsQuery } from "../../queries-process.ts";
import { t } from "../../text/en.ts";
import { exact, longDay } from "../../when.ts";

const words = t.process;

/** The panel. */
export function Prepared({ process }: { readonly process: ProcessPage }) {
  const care = useQuery(careQuery(process.key)).data;
  const items = [...process.readiness, ...(care?.items ?? [])];
  if (items.length === 0) return null;
  return (
    <Section title={words.readiness}>
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li key={item.key} className="flex gap-2.5 px-4 py-2.5">
            {item.ready ? (
              <CircleCheck size={16} className="mt-0.5 shrink-0" aria-hidden="true" />
            ) : (
              <Circle size={16} className="mt-0.5 shrink-0 text-faint" aria-hidden="true" />
            )}
            <span>
              <span className={item.ready ? "" : "font-medium"}>{item.title}</span>
              <span className="sr-only"> ({item.ready ? words.ready : words.notReady})</span>
              <span className="block text-xs text-soft">{item.detail}</span>
            </span>
          </li>
        ))}
      </ul>
      {care && <Cared process={process.key} care={care} />}
    </Section>
  );
}

function Day({ at }: { readonly at: string | null }) {
  return at === null ? (
    words.care.never
  ) : (
    <time dateTime={at} title={exact(at)}>
      {longDay(at)}
    </time>
  );
}

function Cared({ process, care }: { readonly process: string; readonly care: Care }) {
  const client = useQueryClient();
  const admin = useQuery(sessionQuery).data?.person.admin ?? false;
  const mayChange = useQuery(versionsQuery(process)).data?.mayChange ?? false;
  const people = useQuery(peopleQuery).data ?? [];
  const form = useSubmit<Care>();
  const path = `/processes/${encodeURIComponent(process)}/care`;
  const send = async (method: "POST" | "PATCH", below: string, body?: object) => {
    const done = await form.send((id) => write(method, `${path}${below}`, body, id));
    if (done) client.setQueryData(careQuery(process).queryKey, done);
  };
  const options = people.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="space-y-3 border-t border-line px-4 py-3 text-sm">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
        <dt className="text-soft">{words.care.owner}</dt>
        <dd>{people.find(({ id }) => id === care.owner)?.name ?? words.care.nobody}</dd>
        <dt className="text-soft">{words.care.reviewed}</dt>
        <dd>
          <Day at={care.reviewedAt} />
        </dd>
        <dt className="text-soft">{words.care.tested}</dt>
        <dd>
          <Day at={care.testedAt} />
        </dd>
      </dl>
      {mayChange && (
        <div className="space-y-2 print:hidden">
          {admin && (
            <SelectField
              label={words.care.owner}
              hint={words.care.ownerHint}
              value={care.owner ?? ""}
              options={[{ value: "", label: words.care.nobody }, ...options]}
              onChange={(owner) => void send("PATCH", "", { owner: owner || null, version: care.version })}
            />
          )}
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => void send("POST", "/reviewed")} disabled={form.busy}>
              {words.care.noteReviewed}
            </Button>
            <Button onClick={() => void send("POST", "/tested")} disabled={form.busy}>
              {words.care.noteTested}
            </Button>
          </div>
        </div>
      )}
      {form.problem && <RefusalNote problem={form.problem} focus />}
      {form.lost && <NotSent />}
    </div>
  );
}
