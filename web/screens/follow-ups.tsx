/** What was promised after incidents, over all of them: mine first, by date, until it is done. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { CircleCheck, CircleDashed } from "lucide-react";
import { write } from "../api.ts";
import { note } from "../parts/announce.tsx";
import { Button, buttonLook } from "../parts/button.tsx";
import { Choice } from "../parts/field.tsx";
import { RefusalNote } from "../parts/refusal.tsx";
import { Empty, Loading, Page, Section } from "../parts/states.tsx";
import { useSubmit } from "../parts/submit.ts";
import { Ago, At } from "../parts/time.tsx";
import { type FollowUpsView, followUpsQuery } from "../queries-learning.ts";
import { t } from "../text/en.ts";
import { learning } from "../text/en-outside.ts";

const words = learning.followUps;
type FollowUp = FollowUpsView["items"][number];

/** The page. */
export function FollowUps() {
  const { owner = "", state = "open" } = useSearch({ from: "/app/follow-ups" });
  const navigate = useNavigate();
  const found = useQuery({ ...followUpsQuery({ owner, state }), placeholderData: (before) => before });
  const go = (part: { readonly owner?: string; readonly state?: string }) => {
    const next = { owner, state, ...part };
    void navigate({
      to: "/follow-ups",
      search: { ...(next.owner ? { owner: next.owner } : {}), ...(next.state === "open" ? {} : { state: next.state }) },
      replace: true,
    });
  };
  const { counts } = found.data ?? {};
  return (
    <Page title={words.title} says={counts && counts.open > 0 ? words.counts(counts.open, counts.overdue, counts.unowned) : words.says}>
      <search className="mb-5 grid gap-3 md:max-w-3xl md:grid-cols-[auto_auto] md:justify-start md:gap-x-10 [&_legend+div]:md:min-w-0">
        <Choice
          legend={words.whose}
          value={owner}
          options={[
            { value: "", label: words.everybody },
            { value: "me", label: words.mine },
            { value: "nobody", label: words.nobody },
          ]}
          onChange={(value) => go({ owner: value })}
        />
        <Choice
          legend={words.state}
          value={state}
          options={[
            { value: "open", label: words.open },
            { value: "done", label: words.done },
          ]}
          onChange={(value) => go({ state: value })}
        />
      </search>
      <div aria-busy={found.isFetching}>
        <Loading of={found} lines={6}>
          {(data) =>
            data.items.length === 0 ? (
              <div className="card">
                <Empty title={owner === "me" ? words.emptyMine : words.empty}>{owner === "me" ? words.emptyMineSays : words.emptySays}</Empty>
              </div>
            ) : (
              <Groups items={data.items} />
            )
          }
        </Loading>
      </div>
    </Page>
  );
}

function Groups({ items }: { readonly items: readonly FollowUp[] }) {
  const open = items.filter((one) => one.state === "open");
  const groups = [
    [words.groups.overdue, open.filter((one) => one.overdue)],
    [words.groups.dated, open.filter((one) => !one.overdue && one.due !== null)],
    [words.groups.undated, open.filter((one) => one.due === null)],
    [words.groups.done, items.filter((one) => one.state === "done")],
  ] as const;
  return groups.map(
    ([title, of]) =>
      of.length > 0 && (
        <Section key={title} title={title} count={of.length}>
          <ul className="divide-y divide-line">
            {[...of.filter((one) => one.mine), ...of.filter((one) => !one.mine)].map((one) => (
              <FollowUpRow key={`${one.incident.id} ${one.id}`} of={one} />
            ))}
          </ul>
        </Section>
      ),
  );
}

function FollowUpRow({ of: one }: { readonly of: FollowUp }) {
  const client = useQueryClient();
  const { busy, problem, lost, send } = useSubmit<unknown>();
  const number = String(one.incident.number ?? one.incident.id);
  const isOpen = one.state === "open";
  const Shape = isOpen ? CircleDashed : CircleCheck;
  const finish = async () => {
    const path = `/incidents/${encodeURIComponent(number)}/finish-follow-up`;
    const answer = await send((key) => write("POST", path, { followUp: one.id }, key));
    if (answer === null) return;
    note(t.room.done(one.text));
    await Promise.all([["follow-ups"], ["room", number], ["board"]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  return (
    <li className="px-4 py-2.5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1 md:items-center">
        <Shape size={16} aria-hidden="true" className={`mt-[0.1875rem] shrink-0 md:mt-0 ${isOpen ? "text-soft" : ""}`} />
        <div className="min-w-0 flex-1 basis-60">
          <p className={isOpen ? "font-medium" : "text-soft"}>{one.text}</p>
          <p className="flex flex-wrap gap-x-2 text-xs text-soft">
            <span>{one.mine ? t.common.you : (one.owner?.name ?? words.owner)}</span>
            <When of={one} />
            <Link to="/incidents/$number" params={{ number }} className="min-h-6 underline decoration-line underline-offset-2 hover:decoration-current">
              {one.incident.number !== null && <span className="mr-1">{one.incident.number}</span>}
              {one.incident.title}
            </Link>
          </p>
        </div>
        {isOpen && (
          <div className="flex max-md:w-full max-md:pl-4">
            <Link
              to="/incidents/$number"
              params={{ number }}
              hash={`do=change-follow-up&followUp=${one.id}`}
              className={buttonLook("quiet")}
              aria-label={`${words.change}: ${one.text}`}
            >
              {words.change}
            </Link>
            <Button look={one.mine ? "plain" : "quiet"} disabled={busy} aria-label={`${words.finish}: ${one.text}`} onClick={() => void finish()}>
              {words.finish}
            </Button>
          </div>
        )}
      </div>
      {problem && (
        <div className="mt-2">
          <RefusalNote problem={problem} focus />
        </div>
      )}
      {lost && (
        <p role="alert" className="mt-1 text-sm font-medium">
          {t.away.notSent}
        </p>
      )}
    </li>
  );
}

function When({ of: one }: { readonly of: FollowUp }) {
  if (one.doneAt !== null)
    return (
      <span>
        {words.doneAt} <Ago at={one.doneAt} />
      </span>
    );
  if (one.due === null) return <span>{words.noDue}</span>;
  return (
    <span className={one.overdue ? "font-semibold text-ink underline decoration-2 underline-offset-2" : ""}>
      {one.overdue ? words.overdue : words.due} <At at={one.due} />
    </span>
  );
}
