/** The proof panel: what is missing before it is over, the cases and where each was tried, who signed, the automated tests, the ways out. */
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, Plus } from "lucide-react";
import type { RoomView } from "../../src/views/room-shape.ts";
import type { TestPlanView } from "../../src/views/test-plan-shape.ts";
import { viewQuery } from "../queries.ts";
import { proof as words } from "../text/en-proof.ts";
import { list } from "../when.ts";
import { Cites } from "./cites.tsx";
import { Do, useCommands } from "./commands.tsx";
import { Panel, Row } from "./panel.tsx";
import { Cases } from "./proof-cases.tsx";
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
        <Do name="set-test-plan" look="quiet" label={words.plan.change} />
      </div>
    </div>
  );
}

function Signatures({ of: { signatures, runs } }: { readonly of: TestPlanView }) {
  const { room } = useCommands();
  if (signatures.length === 0) return null;
  return (
    <Panel
      title={words.signatures.title}
      action={<Do name="ask-to-sign" look="quiet" label={words.signatures.ask} icon={<Plus size={14} aria-hidden="true" />} />}
    >
      {signatures.map(({ gate, label, people, signed, stands }) => {
        const mine = people.some(({ id }) => id === room.me.person);
        const standing = signed.filter((one) => one.stands);
        const Shape = stands ? CircleCheck : CircleDashed;
        return (
          <Row key={gate}>
            <div className="flex items-center gap-2">
              <Shape size={15} aria-hidden="true" className={stands ? "shrink-0" : "shrink-0 text-soft"} />
              <div className="min-w-0 flex-1">
                <p className="font-medium">{label}</p>
                <p className="text-xs text-soft">
                  {standing.length > 0
                    ? standing.map(({ by, at }) => (
                        <span key={by.id} className="mr-2">
                          {by.name}, <Ago at={at} />
                        </span>
                      ))
                    : signed.length > 0
                      ? `${list(signed.map(({ by }) => by.name))}: ${words.signatures.stale}`
                      : people.length > 0
                        ? words.signatures.waits(list(people.map(({ name }) => name)))
                        : words.signatures.vacant}
                </p>
              </div>
              {!stands && mine && runs.length > 0 && <Do name="sign-tests" label={words.signatures.sign} />}
            </div>
          </Row>
        );
      })}
    </Panel>
  );
}

function Automated({ of: { automated, deferral } }: { readonly of: TestPlanView }) {
  const shown = automated.filter((one) => one.needed || one.told !== null);
  if (shown.length === 0) return null;
  return (
    <Panel title={words.automated.title} action={<Do name="set-automated-tests" look="quiet" label={words.automated.say} />}>
      {shown.map(({ which, told, stands }) => {
        const Shape = stands ? CircleCheck : CircleDashed;
        return (
          <Row key={which}>
            <div className="flex gap-2">
              <Shape size={15} aria-hidden="true" className={`mt-[0.1875rem] shrink-0 ${stands ? "" : "text-soft"}`} />
              <div className="min-w-0 flex-1">
                <p className="font-medium">
                  {words.automated[which]}
                  <span className="ml-2 font-normal text-soft">
                    {told === null ? words.automated.none : (words.automated.result[told.result] ?? told.result)}
                    {told?.result === "passed" && !stands && `, ${words.automated.otherBuild}`}
                  </span>
                </p>
                {told !== null && (
                  <p className="text-xs text-soft">
                    {[told.build, told.by].filter(Boolean).join(" · ")}, <Ago at={told.at} />
                    {told.link && (
                      <a
                        href={told.link}
                        target="_blank"
                        rel="noreferrer noopener"
                        className="ml-2 inline-flex min-h-6 items-center underline underline-offset-2"
                      >
                        {words.automated.link}
                      </a>
                    )}
                  </p>
                )}
                {which === "new" && deferral?.deferredAt && <p className="text-xs text-soft">{words.automated.put}</p>}
              </div>
            </div>
          </Row>
        );
      })}
    </Panel>
  );
}

function WaysOut({ of: { untestable, deferral, automated } }: { readonly of: TestPlanView }) {
  const { ability } = useCommands();
  const stands = automated.find((one) => one.which === "new")?.stands ?? true;
  const offered = !stands && untestable === null && (ability("attest-untestable") ?? ability("defer-tests")) !== undefined;
  const exceptions = words.exceptions;
  return (
    <>
      {untestable && (
        <div className="-mt-4 mb-6 rounded-lg bg-sunken px-3 py-2 text-sm">
          <p className="font-medium">{(untestable.why === "impossible" ? exceptions.attested : exceptions.noChange)(untestable.by.name)}</p>
          {untestable.reason && <p className="text-soft">{untestable.reason}</p>}
          <p className="text-xs text-soft">
            {untestable.agreedBy ? exceptions.agreed(untestable.agreedBy.name) : !untestable.stands && exceptions.agreeMissing}
          </p>
          {!untestable.agreedBy && !untestable.stands && <Do name="co-attest-untestable" className="mt-1.5" />}
        </div>
      )}
      {offered && (
        <details className="-mt-4 mb-6">
          <summary className="control inline-flex items-center text-sm text-soft underline decoration-line underline-offset-2 hover:text-ink">
            {exceptions.title}
          </summary>
          <p className="mt-1 text-sm text-soft">{exceptions.says}</p>
          <ul className="card mt-2 divide-y divide-line overflow-hidden">
            <WayOut name="attest-untestable" title={exceptions.impossible} says={exceptions.impossibleSays} />
            {deferral && !deferral.deferredAt && <WayOut name="defer-tests" title={exceptions.defer} says={exceptions.deferSays(deferral.to)} />}
          </ul>
        </details>
      )}
    </>
  );
}

function WayOut({ name, title, says }: { readonly name: string; readonly title: string; readonly says: string }) {
  return (
    <Row>
      <p className="font-medium">{title}</p>
      <p className="text-xs text-soft">{says}</p>
      <Do name={name} className="mt-1.5" />
    </Row>
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
