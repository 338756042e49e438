/** Who has signed the proof and who still must, what the automated tests showed, and the two ways around a new one. */
import { CircleCheck, CircleDashed, Plus } from "lucide-react";
import type { TestPlanView } from "../../src/views/test-plan-shape.ts";
import { proof as words } from "../text/en-proof.ts";
import { list } from "../when.ts";
import { Do, useCommands } from "./commands.tsx";
import { Panel, Row } from "./panel.tsx";
import { Ago } from "./time.tsx";

/** Every signature that is needed, with the button of whoever may give it. */
export function Signatures({ of: { signatures, runs } }: { readonly of: TestPlanView }) {
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

/** The tests there were, and the new ones. */
export function Automated({ of: { automated, deferral } }: { readonly of: TestPlanView }) {
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

/** Behind a quiet link: no such test can be written, or it would keep the fix from customers. */
export function WaysOut({ of: { untestable, deferral, automated } }: { readonly of: TestPlanView }) {
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
