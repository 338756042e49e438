/** What a process leaves open: the questions it does not answer, and what happens meanwhile. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Empty, Loading, Page, Section } from "../../parts/states.tsx";
import { lintQuery, type Open, processPageQuery } from "../../queries-process.ts";
import { t } from "../../text/en.ts";
import { Places } from "./places.tsx";

const words = t.process.open;

/** The screen, of the version in force. */
export function LeftOpen() {
  const { key } = useParams({ from: "/app/process/$key/open" });
  const page = useQuery(processPageQuery(key));
  return (
    <Page title={page.data?.name ?? t.process.title}>
      <Places process={key} at="open" />
      <Loading of={page}>{({ version }) => <Found process={key} version={version} />}</Loading>
    </Page>
  );
}

function Found({ process, version }: { readonly process: string; readonly version: number }) {
  const lint = useQuery(lintQuery(process, version));
  return (
    <Loading of={lint}>
      {({ open, warnings }) => (
        <>
          {warnings.length > 0 && (
            <Section title={t.process.edit.warnings}>
              <ul className="divide-y divide-line">
                {warnings.map((one) => (
                  <li key={one.at + one.detail} className="px-5 py-2.5">
                    {one.detail}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title={words.title} count={open.length}>
            {open.length === 0 ? <Empty title={words.none} /> : <Questions open={open} />}
          </Section>
        </>
      )}
    </Loading>
  );
}

/** The questions with their defaults. */
export function Questions({ open }: { readonly open: readonly Open[] }) {
  return (
    <>
      <p className="border-b border-line px-5 py-2 text-sm text-soft">{words.says}</p>
      <ul className="divide-y divide-line">
        {open.map((one) => (
          <li key={one.question} className="px-5 py-3">
            <p className="font-medium">{one.asks}</p>
            <p className="mt-0.5 max-w-prose text-sm">
              <span className="text-soft">{words.stands}:</span> {one.stands}
            </p>
            <p className="max-w-prose text-sm text-soft">
              {words.instead}: {one.instead}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
