/** How we watch ourselves: the page to nobody that goes through everything, and who outside hears that we are well. */
import { useQuery } from "@tanstack/react-query";
import { get } from "../../api.ts";
import { Loading, Section } from "../../parts/states.tsx";
import { Ago, At } from "../../parts/time.tsx";
import { t } from "../../text/en.ts";

const words = t.reach.watch;

type Watch = {
  readonly syntheticPage: { readonly at: string; readonly seconds: number; readonly node: string } | null;
  readonly heartbeats: readonly { readonly host: string; readonly sentAt: string | null; readonly problem: string | null }[];
};

/** The panel. */
export function SelfWatch() {
  const watch = useQuery({ queryKey: ["watch"], queryFn: () => get<Watch>("/watch"), refetchInterval: 60_000 });
  return (
    <Section title={words.title}>
      <p className="px-4 pt-3 text-sm text-soft">{words.says}</p>
      <Loading of={watch}>{(data) => <Seen watch={data} />}</Loading>
    </Section>
  );
}

function Seen({ watch: { syntheticPage: page, heartbeats } }: { readonly watch: Watch }) {
  return (
    <dl className="space-y-3 p-4 text-sm">
      <div>
        <dt className="font-medium">{words.page}</dt>
        <dd className="text-soft">
          {page ? (
            <>
              <Ago at={page.at} /> {words.took(page.seconds.toFixed(1), page.node)}
            </>
          ) : (
            words.never
          )}
        </dd>
      </div>
      <div>
        <dt className="font-medium">{words.out}</dt>
        {heartbeats.length === 0 && <dd className="text-soft">{words.nobody}</dd>}
        {heartbeats.map((one) => (
          <dd key={one.host} className="text-soft">
            <span className="text-ink">{one.host}</span>: {one.sentAt ? <At at={one.sentAt} /> : words.notSent}
            {one.problem && <strong className="font-medium text-ink"> {one.problem}</strong>}
          </dd>
        ))}
      </div>
    </dl>
  );
}
