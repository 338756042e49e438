/** Who has agreed to work by a version, and who was taught it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { write } from "../../api.ts";
import { Button } from "../../parts/button.tsx";
import { NotSent, RefusalNote } from "../../parts/refusal.tsx";
import { Section } from "../../parts/states.tsx";
import { useSubmit } from "../../parts/submit.ts";
import { peopleQuery, sessionQuery } from "../../queries.ts";
import { type Agreement, agreementQuery, type ProcessPage, trainingsQuery } from "../../queries-process.ts";
import { t } from "../../text/en.ts";
import { list } from "../../when.ts";
import { Taught } from "./taught.tsx";

const words = t.process.agreement;

/** So many names are said; the others are counted. */
const most = 6;

/** The panel; a server without it shows none. */
export function Agreed({ process: { key, version } }: { readonly process: ProcessPage }) {
  const client = useQueryClient();
  const agreement = useQuery({ ...agreementQuery(key, version), retry: false }).data;
  const trainings = useQuery({ ...trainingsQuery(key), retry: false }).data;
  const people = useQuery(peopleQuery).data ?? [];
  const me = useQuery(sessionQuery).data?.person.id;
  const form = useSubmit<Agreement>();
  if (!agreement) return null;
  const names = (ids: readonly string[]) => {
    const known = ids.map((id) => people.find((one) => one.id === id)?.name ?? "").filter((name) => name !== "");
    return list([...known.slice(0, most), ...(ids.length > most ? [words.more(ids.length - most)] : [])]);
  };
  const agree = async () => {
    const done = await form.send((id) => write("POST", `/processes/${encodeURIComponent(key)}/agreement`, { version }, id));
    if (done) client.setQueryData(agreementQuery(key, version).queryKey, done);
  };
  const { agreed, members, missing } = agreement;
  return (
    <Section title={words.title} aside={<span className="text-sm text-soft">{words.count(agreed.length, members)}</span>}>
      <div className="space-y-3 px-4 py-3 text-sm">
        <p>
          {missing.length === 0 ? (
            words.all
          ) : (
            <>
              <span className="text-soft">{words.missing}</span> {names(missing)}
            </>
          )}
        </p>
        {me !== undefined && missing.includes(me) && (
          <Button look="primary" onClick={() => void agree()} disabled={form.busy} className="print:hidden">
            {words.agree}
          </Button>
        )}
        {me !== undefined && agreed.includes(me) && <p className="text-soft">{words.agreed}</p>}
        {form.problem && <RefusalNote problem={form.problem} focus />}
        {form.lost && <NotSent />}
        {trainings && <Taught process={key} trainings={trainings} names={names} />}
      </div>
    </Section>
  );
}
