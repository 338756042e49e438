/** The proof panel: what is missing before it is over, the cases and where each was tried, who signed, the automated tests, the ways out. */
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed } from "lucide-react";
import type { RoomView } from "../../src/views/room-shape.ts";
import type { TestPlanView } from "../../src/views/test-plan-shape.ts";
import { viewQuery } from "../queries.ts";
import { proof as words } from "../text/en-proof.ts";
import { list } from "../when.ts";
import { Cites } from "./cites.tsx";
import { Do, useCommands } from "./commands.tsx";
import { Row } from "./panel.tsx";
import { Cases } from "./proof-cases.tsx";
import { Automated, Signatures, WaysOut } from "./proof-signed.tsx";
import { Loading } from "./states.tsx";
import { Ago, At } from "./time.tsx";

/** The panel. */
export function Proof({ room: _ }: { readonly room: RoomView }) {
  const { number } = useCommands();
  const plan = useQuery(viewQuery<TestPlanView>(number, "test-plan"));
  return (
    <Loading of={plan} lines={6}>
      {(data) => (
        <>
          <Missing of={data} />
          <Cases of={data} />
          <Plan of={data} />
          <Signatures of={data} />
          <Automated of={data} />
          <WaysOut of={data} />
          <Runs of={data} />
        </>
      )}
    </Loading>
  );
}

/** What one is led to by what is missing; nothing where it is somebody else's. */
const mends: readonly (readonly [string, string, Readonly<Record<string, unknown>>?, string?])[] = [
  ["test_plan.ready", "mark-test-plan-ready"],
  ["test_plan.staging", "record-test-run", { environment: "staging" }, words.cases.run("Staging")],
  ["test_plan.production", "record-test-run", { environment: "production" }, words.cases.run("Production")],
  ["test_plan.", "add-test-case"],
  ["automated_tests.", "set-automated-tests"],
];

function Missing({ of: { asked, lacking, plan, runs } }: { readonly of: TestPlanView }) {
  const { ability } = useCommands();
  if (!asked) return <p className="mb-4 text-sm text-soft">{words.notAsked}</p>;
  if (lacking.length === 0)
    return (
      <p className="mb-6 flex items-center gap-2 font-medium">
        <CircleCheck size={16} aria-hidden="true" />
        {words.proven}
      </p>
    );
  const mendOf = (gate: string) => {
    const planless = gate.startsWith("test_plan.") && (plan?.cases.length ?? 0) === 0;
    const found = planless ? (["", "add-test-case", {}, words.cases.add] as const) : mends.find(([prefix]) => gate.startsWith(prefix));
    return found && ability(found[1])?.refused === null ? found : undefined;
  };
  return (
    <section className="mb-6" aria-label={words.lacking(lacking.length)}>
      <h2 className="mb-1.5 flex min-h-8 items-center text-sm">{words.lacking(lacking.length)}</h2>
      <ul className="card divide-y divide-line overflow-hidden">
        {lacking.map(({ gate, says, cites }, at) => {
          const mend = at === 0 ? mendOf(gate) : undefined;
          return (
            <li key={gate} className="flex items-start gap-2 px-3 py-2">
              <CircleDashed size={15} aria-hidden="true" className="mt-[0.1875rem] shrink-0 text-soft" />
              <div className="min-w-0 flex-1">
                <p>
                  {says}
                  <Cites cites={cites} />
                </p>
                {mend && <Do name={mend[1]} input={mend[2] ?? {}} {...(mend[3] ? { label: mend[3] } : {})} className="mt-1.5 mb-1" />}
              </div>
            </li>
          );
        })}
      </ul>
      {runs.length === 0 && lacking.some(({ gate }) => gate.startsWith("signoff:")) && <p className="mt-1 text-xs text-soft">{words.signatures.beforeRun}</p>}
    </section>
  );
}

function Plan({ of: { plan } }: { readonly of: TestPlanView }) {
  if (plan === null) return null;
  const bare = plan.areas.filter((one) => !one.covered).map((one) => one.name);
  const expert =
    plan.expert !== null ? words.plan.expert(plan.expert.name) : plan.whyNoExpert ? words.plan.noExpert(plan.whyNoExpert) : words.plan.missingExpert;
  return (
    <div className="-mt-4 mb-6 space-y-0.5 text-sm text-soft">
      {plan.ready ? (
        <p>
          {words.plan.ready(plan.ready.by.name, "")}
          <At at={plan.ready.at} />
        </p>
      ) : (
        <p>{words.plan.notReady}</p>
      )}
      {bare.length > 0 && <p className="font-medium text-ink">{words.plan.uncovered(list(bare))}</p>}
      <p>{expert}</p>
      <div className="-ml-3 flex flex-wrap">
        {!plan.ready && <Do name="mark-test-plan-ready" look="quiet" label={words.plan.markReady} />}
        <Do name="note-change" input={{ kind: "deploy" }} look="quiet" label={words.plan.deploy} />
        <Do name="set-test-plan" look="quiet" label={words.plan.change} />
      </div>
    </div>
  );
}

function Runs({ of: { runs } }: { readonly of: TestPlanView }) {
  if (runs.length === 0) return null;
  return (
    <details className="mb-6">
      <summary className="control inline-flex items-center text-sm text-soft underline decoration-line underline-offset-2 hover:text-ink">
        {words.runs.title(runs.length)}
      </summary>
      <ul className="card mt-2 divide-y divide-line overflow-hidden">
        {runs.map((run) => (
          <Row key={run.seq}>
            <p>
              <span className="font-medium">{words.places[run.environment]}</span> <span className="text-soft">{run.build}</span>
            </p>
            <p className="text-xs text-soft">
              {words.runs.line(run.passed.length, run.failed.length, run.skipped.length)} · {run.by}, <Ago at={run.at} />
            </p>
            {run.why && <p className="text-xs">{run.why}</p>}
          </Row>
        ))}
      </ul>
    </details>
  );
}
