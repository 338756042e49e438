/** What it may be and what to do about it: the first steps, who is there, the cause, what happened shortly before, playbooks, proposals, and what waits to be passed on. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import type { DiagnosisView } from "../../src/views/diagnosis.ts";
import type { PresenceView } from "../../src/views/presence.ts";
import { viewQuery } from "../queries.ts";
import { cause as words } from "../text/en-cause.ts";
import { Do, useCommands } from "./commands.tsx";
import { Panel, Row } from "./panel.tsx";
import { Loading } from "./states.tsx";
import { Suspects } from "./suspects.tsx";
import { Ago } from "./time.tsx";

const add = <Plus size={14} aria-hidden="true" />;

/** The panel. */
export function CausePanel() {
  const { number } = useCommands();
  return (
    <>
      <Loading of={useQuery(viewQuery<PresenceView>(number, "presence"))} lines={4}>
        {(data) => <There of={data} />}
      </Loading>
      <Loading of={useQuery(viewQuery<DiagnosisView>(number, "diagnosis"))} lines={6}>
        {(data) => (
          <>
            <Known of={data} />
            <Suspects of={data} />
            <Proposals of={data} />
            <Relays of={data} />
          </>
        )}
      </Loading>
    </>
  );
}

function There({ of: { firstSteps, people } }: { readonly of: PresenceView }) {
  return (
    <>
      {firstSteps.length > 0 && (
        <Panel title={words.first}>
          {firstSteps.map((step, index) => (
            <Row key={step}>
              <p>
                <span className="mr-1.5 text-faint">{index + 1}</span>
                {step}
              </p>
            </Row>
          ))}
        </Panel>
      )}
      <Panel
        title={words.there.title}
        count={people.length}
        action={<Do name="set-presence" look="quiet" label={words.there.set} icon={add} />}
        empty={people.length === 0 ? words.there.empty : undefined}
      >
        {people.map(({ person, call, chat, participates, proxy }) => (
          <Row key={person.id}>
            <p className="font-medium">{person.name}</p>
            <p className="text-xs text-soft">
              {[
                participates ? words.where.takesPart : words.where.watches,
                ...(call ? [words.where.call] : []),
                ...(chat ? [words.where.chat] : []),
                ...(proxy ? [words.there.through(proxy.name)] : []),
              ].join(" · ")}
            </p>
          </Row>
        ))}
      </Panel>
    </>
  );
}

function Known({ of: { cause, suggested, playbooks } }: { readonly of: DiagnosisView }) {
  const kind = playbooks.find((one) => one.cause === cause?.playbook)?.title;
  return (
    <>
      <Panel
        title={words.cause.title}
        action={<Do name="set-cause" look="quiet" label={words.cause.set} icon={add} />}
        empty={cause === null ? words.cause.empty : undefined}
      >
        {cause && (
          <Row>
            <p className="font-medium">
              {words.cause.status[cause.status] ?? cause.status}
              {kind && `: ${kind}`}
            </p>
            <p className="text-xs text-soft">
              {words.cause.by(cause.by.name)}, <Ago at={cause.at} />
            </p>
          </Row>
        )}
      </Panel>
      {suggested.length > 0 && (
        <Panel title={words.playbook.title}>
          {suggested.map(({ step, text }) => (
            <Row key={step}>
              <p>{text}</p>
              <Do name="follow-playbook" input={{ playbookStep: step }} label={words.playbook.give} className="mt-1.5 mb-0.5" />
            </Row>
          ))}
        </Panel>
      )}
    </>
  );
}

function Proposals({ of: { proposals } }: { readonly of: DiagnosisView }) {
  return (
    <Panel
      title={words.proposals.title}
      count={proposals.filter(({ state }) => state === "open").length}
      action={<Do name="propose-action" look="quiet" label={words.proposals.propose} icon={add} />}
      empty={proposals.length === 0 ? words.proposals.empty : undefined}
    >
      {proposals.map(({ id, text, by, state, opinions }) => (
        <Row key={id}>
          <p className={state === "open" ? "font-medium" : "text-soft"}>{text}</p>
          <p className="text-xs text-soft">
            {[by.name, words.proposals.states[state] ?? state, ...opinions.map(({ person, stance }) => words.proposals.opinion(person.name, stance))].join(
              " · ",
            )}
          </p>
          {state === "open" && (
            <div className="mt-1.5 mb-0.5 flex flex-wrap gap-2">
              <Do name="decide-proposal" input={{ proposal: id }} label={words.proposals.decide} />
              <Do name="weigh-proposal" input={{ proposal: id }} look="quiet" label={words.proposals.weigh} />
            </div>
          )}
        </Row>
      ))}
    </Panel>
  );
}

function Relays({ of: { relays } }: { readonly of: DiagnosisView }) {
  const { room } = useCommands();
  const waiting = relays.filter(({ state }) => state === "waiting");
  if (waiting.length === 0) return null;
  return (
    <Panel title={words.relays.title} count={waiting.length}>
      {waiting.map(({ item, from, through, text }) => (
        <Row key={item}>
          <p>{text}</p>
          <p className="text-xs text-soft">{words.relays.from(from.name, through.name)}</p>
          {through.id === room.me.person && <Do name="relay" input={{ item }} label={words.relays.pass} className="mt-1.5 mb-0.5" />}
        </Row>
      ))}
    </Panel>
  );
}
