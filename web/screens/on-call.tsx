/** On call: who is called first, now and after, with everybody's own time. */
import { useQuery } from "@tanstack/react-query";
import type { BoardView } from "../../src/views/board-shape.ts";
import { useNow } from "../clock.ts";
import { Empty, Loading, Page, Section } from "../parts/states.tsx";
import { listQuery, peopleQuery } from "../queries.ts";
import type { Rota } from "../shapes.ts";
import { t } from "../text/en.ts";
import { placeOf, timeIn } from "../when.ts";

const words = t.onCall;

type Called = BoardView["onCall"][number];

/** The page. */
export function OnCall() {
  const called = useQuery(listQuery<Called>("/on-call", "onCall"));
  const rotas = useQuery(listQuery<Rota>("/schedules"));
  return (
    <Page title={words.title}>
      <Loading of={called}>{(data) => <Rotas called={data} rotas={rotas.data ?? []} />}</Loading>
    </Page>
  );
}

function Rotas({ called, rotas }: { readonly called: readonly Called[]; readonly rotas: readonly Rota[] }) {
  const now = useNow();
  if (called.length === 0) {
    return (
      <div className="card">
        <Empty title={words.empty}>{words.emptySays}</Empty>
      </div>
    );
  }
  return (
    <div className="grid items-start gap-x-6 md:grid-cols-2">
      {called.map(({ schedule, people, zone }) => (
        <Section
          key={schedule.id}
          title={schedule.name}
          aside={
            <span data-figures className="text-xs text-faint">
              {timeIn(zone, now)} {placeOf(zone)}
            </span>
          }
        >
          <div className="px-4 py-3">
            <p className="text-xs text-soft">{words.now}</p>
            <p className="text-lg font-semibold">{people.length > 0 ? people.map((person) => person.name).join(", ") : t.bridge.nobody}</p>
          </div>
          <Order people={rotas.find((one) => one.id === schedule.id)?.people ?? []} />
        </Section>
      ))}
    </div>
  );
}

/** Everybody of a rota in the order in which they are called, each with their own time. */
function Order({ people }: { readonly people: readonly string[] }) {
  const now = useNow();
  const everybody = useQuery(peopleQuery);
  const known = people.flatMap((id) => everybody.data?.find((one) => one.id === id) ?? []);
  if (known.length === 0) return null;
  return (
    <ol aria-label={words.order} className="divide-y divide-line border-t border-line">
      {known.map((person, at) => (
        <li key={person.id} className="flex items-baseline gap-3 px-4 py-2">
          <span className="w-4 text-right text-faint">{at + 1}</span>
          <span className="flex-1">{person.name}</span>
          {person.zone && (
            <span data-figures className="text-sm text-soft">
              {timeIn(person.zone, now)} {placeOf(person.zone)}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
