/** The weekly test page: when it comes, what became of the last one, and one at once. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getOr } from "../../api.ts";
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
  readonly on: boolean;
  /** 1 is Monday. */
  readonly weekday: number;
  /** `10:00`, in the person's own zone. */
  readonly at: string;
  readonly next: string | null;
  readonly last: { readonly at: string; readonly state: string; readonly answeredAt: string | null } | null;
  readonly version: number;
};

/** The section. */
export function WeeklyTest() {
  const page = useQuery({ queryKey: ["test-page"], queryFn: () => getOr<TestPage>(path, 404) });
  if (page.data === null) return null;
  return (
    <Section title={words.title} aside={<span className="text-right text-xs text-soft">{words.says}</span>}>
      <Loading of={page}>{(data) => data && <Form key={data.version} page={data} />}</Loading>
    </Section>
  );
}

function Form({ page }: { readonly page: TestPage }) {
  const small = useSmall(["test-page"]);
  const [on, setOn] = useState(page.on);
  const [weekday, setWeekday] = useState(page.weekday);
  const [at, setAt] = useState(page.at);
  const body = () => ({ on, weekday, at });
  return (
    <>
      <SmallForm path={path} method="PUT" ready body={body} label={t.common.save} done={() => note(t.common.saved)} renew={[["test-page"]]}>
        <CheckField label={words.on} checked={on} onChange={setOn} />
        {on && (
          <div className="grid grid-cols-2 gap-3">
            <SelectField
              label={words.weekday}
              value={String(weekday)}
              onChange={(day) => setWeekday(Number(day))}
              options={Object.entries(t.reach.days).map(([value, label]) => ({ value, label }))}
            />
            <TextField label={words.at} type="time" required value={at} onChange={(event) => setAt(event.target.value)} />
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
