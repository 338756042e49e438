/** The test cases as a table: each with what it showed in staging and in production. */
import { Ban, CircleCheck, CircleDashed, CircleX, type LucideIcon, Plus, RotateCcw, Trash2 } from "lucide-react";
import type { TestPlanView } from "../../src/views/test-plan-shape.ts";
import { proof } from "../text/en-proof.ts";
import { IconButton } from "./button.tsx";
import { Do, useCommands } from "./commands.tsx";

const words = proof.cases;

type Case = NonNullable<TestPlanView["plan"]>["cases"][number];
type Place = TestPlanView["environments"][number];

/** The table with what adds to it. */
export function Cases({ of: { plan, environments } }: { readonly of: TestPlanView }) {
  const cases = plan?.cases ?? [];
  const places = environments.filter((one) => one.needed || one.build !== null);
  return (
    <section className="mb-6">
      <div className="mb-1.5 flex min-h-8 items-center justify-between gap-2">
        <h2 className="text-sm">
          {words.title}
          {cases.length > 0 && <span className="ml-1.5 font-normal text-faint">{cases.length}</span>}
        </h2>
        <Do name="add-test-case" look="quiet" label={words.add} icon={<Plus size={14} aria-hidden="true" />} />
      </div>
      {cases.length === 0 ? (
        <p className="text-sm text-soft">{words.empty}</p>
      ) : (
        <table className="card w-full border-separate border-spacing-0 overflow-hidden text-sm">
          <thead>
            <tr className="text-left align-bottom text-xs text-soft">
              <th scope="col" className="px-3 py-2 font-medium">
                {words.case}
              </th>
              {places.map((place) => (
                <Head key={place.environment} place={place} />
              ))}
            </tr>
          </thead>
          <tbody>
            {cases.map((one) => (
              <Line key={one.key} of={one} places={places} />
            ))}
          </tbody>
          <Record places={places} />
        </table>
      )}
    </section>
  );
}

function Head({ place }: { readonly place: Place }) {
  return (
    <th scope="col" className="w-21 px-2 py-2 font-medium">
      {proof.places[place.environment]}
      <span className="block truncate font-normal text-faint" title={place.build ?? undefined}>
        {place.build ?? (place.after ? words.first(proof.places[place.after] ?? place.after) : words.noRun)}
      </span>
    </th>
  );
}

function Line({ of: one, places }: { readonly of: Case; readonly places: readonly Place[] }) {
  const { ability, open } = useCommands();
  const about = [one.area?.name, words.kind[one.kind], one.mutatesCustomerData ? words.data : ""].filter(Boolean);
  return (
    <tr className="align-top">
      <th scope="row" className="border-t border-line px-3 py-2 text-left font-normal">
        <span className="font-medium">{one.title}</span>
        <span className="block text-xs text-soft">
          {about.join(" · ")}
          {ability("drop-test-case")?.refused === null && (
            <IconButton
              label={words.drop(one.title)}
              className="-my-2 ml-0.5 min-h-6! min-w-6! align-middle text-faint!"
              onClick={() => open("drop-test-case", { case: one.key })}
            >
              <Trash2 size={13} aria-hidden="true" />
            </IconButton>
          )}
        </span>
      </th>
      {places.map(({ environment }) => (
        <td key={environment} className="border-t border-line px-2 py-2">
          <Result of={one.results.find((result) => result.environment === environment)} />
        </td>
      ))}
    </tr>
  );
}

function Result({ of: result }: { readonly of: Case["results"][number] | undefined }) {
  const [Shape, label, quiet] = shown(result);
  return (
    <span className={`inline-flex gap-1 text-xs leading-4.5 ${quiet ? "text-faint" : result?.result === "failed" ? "font-semibold" : ""}`}>
      <Shape size={14} aria-hidden="true" className="mt-0.5 shrink-0" />
      {label}
    </span>
  );
}

function shown(result: Case["results"][number] | undefined): readonly [LucideIcon, string, boolean] {
  if (!result || result.result === null) return result?.forbidden ? [Ban, words.never, true] : [CircleDashed, words.noRun, true];
  if (result.result === "failed") return [CircleX, words.result.failed ?? "", false];
  if (result.result === "skipped") return [Ban, words.result.skipped ?? "", result.stands];
  return result.stands ? [CircleCheck, words.result.passed ?? "", false] : [RotateCcw, words.old, true];
}

/** The row that leads to the form of each environment. */
function Record({ places }: { readonly places: readonly Place[] }) {
  const { ability } = useCommands();
  if (!ability("record-test-run")) return null;
  const next = places.find((one) => !one.passed);
  return (
    <tfoot>
      <tr>
        <td colSpan={places.length + 1} className="border-t border-line px-3 py-2">
          <Do
            name="record-test-run"
            input={next ? { environment: next.environment } : {}}
            label={next ? words.run(proof.places[next.environment] ?? next.environment) : words.runShort}
          />
        </td>
      </tr>
    </tfoot>
  );
}
