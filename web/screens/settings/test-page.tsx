/** The weekly test page: when it comes, what became of the last one, and one at once. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { CheckField, SelectField, TextField } from "../../parts/field.tsx";
import { Loading, Section } from "../../parts/states.tsx";
import { At } from "../../parts/time.tsx";
import { t } from "../../text/en.ts";
import { SmallForm } from "./part.tsx";
import { useSmall } from "./small.ts";

const words = t.reach.testPage;
const path = "/people/me/test-page";

type TestPage = {
  /** By the person's own clock, 1 is Monday; null: no weekly test. */
  readonly weekly: { readonly weekday: number; readonly at: string } | null;
  readonly next: string | null;
  readonly last: { readonly at: string; readonly state: string } | null;
};

/** What is offered first: when people are at work and can look into it. */
const usual = { weekday: 2, at: "10:00" };

/** The section. */
export function WeeklyTest() {
  const page = useQuery({ queryKey: ["test-page"], queryFn: () => get<TestPage>(path) });
  return (
    <Section title={words.title} aside={<span className="text-right text-xs text-soft">{words.says}</span>}>
      <Loading of={page}>{(data) => <Form page={data} />}</Loading>
    </Section>
  );
}

function Form({ page }: { readonly page: TestPage }) {
  const small = useSmall(["test-page"]);
  const [on, setOn] = useState(page.weekly !== null);
  const [{ weekday, at }, setWeekly] = useState(page.weekly ?? usual);
  const body = () => ({ weekly: on ? { weekday, at } : null });
  return (
    <>
      <SmallForm path={path} method="PUT" ready body={body} label={t.common.save} done={() => note(t.common.saved)} renew={[["test-page"]]}>
        <CheckField label={words.on} checked={on} onChange={setOn} />
        {on && (
          <div className="grid grid-cols-2 gap-3">
            <SelectField
              label={words.weekday}
              value={String(weekday)}
              onChange={(day) => setWeekly({ weekday: Number(day), at })}
              options={Object.entries(t.reach.days).map(([value, label]) => ({ value, label }))}
            />
            <TextField label={words.at} type="time" required value={at} onChange={(event) => setWeekly({ weekday, at: event.target.value })} />
          </div>
        )}
      </SmallForm>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-2.5">
        <Last page={page} />
        <Button onClick={() => void small("POST", path, {}, words.sent)}>{words.now}</Button>
      </div>
    </>
  );
}

function Last({ page: { last, next } }: { readonly page: TestPage }) {
  return (
    <p className="text-sm text-soft">
      {last ? (
        <>
          {words.last}: <At at={last.at} />, <strong className="font-medium text-ink">{words.state[last.state] ?? last.state}</strong>
        </>
      ) : (
        words.never
      )}
      {next && (
        <>
          {" · "}
          {words.next}: <At at={next} />
        </>
      )}
    </p>
  );
}
