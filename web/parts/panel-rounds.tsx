/** The rounds panel: who was asked, who said what, who is late, what was summed up and decided. */
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, CircleSlash, Clock3, MessageCircleQuestion } from "lucide-react";
import { Fragment } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import type { RoundsView } from "../../src/views/rounds.ts";
import { viewQuery } from "../queries.ts";
import { run } from "../text/en-run.ts";
import { length, list } from "../when.ts";
import { Button } from "./button.tsx";
import { Do, useCommands } from "./commands.tsx";
import { Tag } from "./marks.tsx";
import { Loading } from "./states.tsx";
import { At } from "./time.tsx";

const words = run.rounds;
type Round = RoundsView["rounds"][number];
type Answer = Round["answers"][number];

/** A field of an answer in words; which there are, the process says. */
export function saidIn(answer: NonNullable<Answer["answer"]>, field: string): string {
  const value = (answer as Readonly<Record<string, unknown>>)[field];
  return typeof value === "string" ? value : "";
}

/** The panel. */
export function Rounds({ room: _ }: { readonly room: RoomView }) {
  const { number } = useCommands();
  return <Loading of={useQuery(viewQuery<RoundsView>(number, "rounds"))}>{(data) => <Inside rounds={data} />}</Loading>;
}

function Inside({ rounds }: { readonly rounds: RoundsView }) {
  const { open } = useCommands();
  const [latest, ...earlier] = rounds.rounds;
  return (
    <>
      {rounds.mine !== null && (
        <div className="mb-4 flex flex-wrap items-center justify-between gap-2 rounded-[10px] border border-accent/40 bg-accent-soft py-2 pr-2 pl-3.5">
          <p className="font-medium">{words.waits(rounds.mine)}</p>
          <Button look="primary" onClick={() => open("answer-round", { round: rounds.mine })}>
            {words.answer}
          </Button>
        </div>
      )}
      <div className="mb-3 flex min-h-8 items-center justify-between gap-2">
        <div>
          <h2 className="text-sm">{words.title}</h2>
          {rounds.every !== null && (
            <p className="text-xs text-soft">
              {words.every(length(rounds.every))}
              {rounds.nextAt !== null && (
                <>
                  , {words.next} <At at={rounds.nextAt} />
                </>
              )}
            </p>
          )}
        </div>
        <Do name="open-round" look="quiet" label={words.ask} icon={<MessageCircleQuestion size={14} aria-hidden="true" />} mine />
      </div>
      {!latest && (
        <p className="mb-6 text-sm text-soft">
          {words.empty}. {words.emptySays}
        </p>
      )}
      {latest && <RoundOf round={latest} open />}
      {earlier.length > 0 && (
        <details className="mb-6">
          <summary className="control -mx-1 flex items-center rounded px-1 text-sm text-soft hover:text-ink">{words.earlier(earlier.length)}</summary>
          <div className="mt-2">
            {earlier.map((one) => (
              <RoundOf key={one.n} round={one} />
            ))}
          </div>
        </details>
      )}
      <div className="-mt-2 -ml-3">
        <Do name="raise-concern" look="quiet" label={words.concern} />
      </div>
    </>
  );
}

function RoundOf({ round, open = false }: { readonly round: Round; readonly open?: boolean }) {
  return (
    <section className="mb-6">
      <h3 className="mb-1.5 flex items-baseline justify-between gap-2 text-sm">
        <span>{words.round(round.n)}</span>
        <span className="text-xs font-normal text-soft">
          <At at={round.openedAt} />
        </span>
      </h3>
      <div className="card overflow-hidden">
        <ul className="divide-y divide-line" aria-label={words.answers}>
          {round.answers.map((one) => (
            <AnswerRow key={one.person.id} answer={one} />
          ))}
          {round.answers.length === 0 && <li className="px-3 py-2 text-sm text-soft">{words.nobody}</li>}
        </ul>
        <Summary round={round} open={open} />
        <Decision round={round} open={open} />
      </div>
    </section>
  );
}

const shapes = { waiting: CircleDashed, late: Clock3, answered: CircleCheck, left: CircleSlash } as const;

function AnswerRow({ answer }: { readonly answer: Answer }) {
  const Shape = shapes[answer.state];
  const head = (
    <>
      <span className="min-w-0 flex-1 font-medium">{answer.person.name}</span>
      {answer.answer?.tired && <Tag>{words.tired}</Tag>}
      <span className={`inline-flex items-center gap-1 text-xs ${answer.state === "late" ? "font-semibold text-ink" : "text-soft"}`}>
        <Shape size={13} aria-hidden="true" />
        {words.state[answer.state]}
        {answer.state === "answered" && answer.at && <At at={answer.at} />}
        {answer.state === "late" && answer.lateFrom && (
          <span>
            {words.since} <At at={answer.lateFrom} />
          </span>
        )}
        {answer.state === "waiting" && answer.lateFrom && (
          <span>
            · {words.lateFrom} <At at={answer.lateFrom} />
          </span>
        )}
      </span>
    </>
  );
  if (answer.answer === null) return <li className="control flex items-center gap-2 px-3 py-1.5">{head}</li>;
  return (
    <li>
      <details>
        <summary className="control flex flex-wrap items-center gap-x-2 px-3 py-1.5 -outline-offset-2 hover:bg-hover">
          {head}
          <span className="basis-full truncate text-sm text-soft">{saidIn(answer.answer, "doing")}</span>
        </summary>
        <Said answer={answer.answer} />
      </details>
    </li>
  );
}

/** What somebody said, field by field; what was left empty is left out. */
export function Said({ answer }: { readonly answer: NonNullable<Answer["answer"]> }) {
  const said = Object.entries(words.fields).filter(([field]) => saidIn(answer, field) !== "");
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 px-3 pb-2.5 text-sm">
      {said.map(([field, label]) => (
        <Fragment key={field}>
          <dt className="text-xs leading-5 text-soft">{label}</dt>
          <dd className="whitespace-pre-line">{saidIn(answer, field)}</dd>
        </Fragment>
      ))}
      {answer.confidence !== null && <dd className="col-start-2 text-xs text-soft">{words.sure(answer.confidence)}</dd>}
    </dl>
  );
}

function Summary({ round, open }: { readonly round: Round; readonly open: boolean }) {
  const { summary } = round;
  return (
    <div className="border-t border-line px-3 py-2">
      <div className="flex items-center justify-between gap-2">
        <h4 className="text-xs font-semibold text-soft">{words.summary}</h4>
        {open && summary === null && <Do name="summarise-round" input={{ round: round.n }} label={words.sum} mine />}
      </div>
      {summary ? (
        <>
          <p className="text-sm whitespace-pre-line">{summary.text}</p>
          <p className="text-xs text-soft">
            {summary.by.name}, <At at={summary.at} /> ·{" "}
            {summary.delivery === "verbal" ? words.told(list(summary.told.map(({ name }) => name))) : words.sentBy[summary.delivery]}
          </p>
        </>
      ) : (
        <p className={`text-sm ${round.summaryOverdue ? "font-medium" : "text-soft"}`}>
          {words.noSummary}
          {round.summaryDue !== null && (
            <>
              , {words.summaryDue} <At at={round.summaryDue} />
            </>
          )}
        </p>
      )}
    </div>
  );
}

function Decision({ round, open }: { readonly round: Round; readonly open: boolean }) {
  const { decision } = round;
  return (
    <div className="border-t border-line px-3 py-2">
      <div className="flex items-center justify-between gap-2">
        <h4 className="text-xs font-semibold text-soft">{words.decision}</h4>
        {open && decision === null && <Do name="decide-round" input={{ round: round.n }} label={words.decide} mine />}
      </div>
      {decision ? (
        <>
          <p className="text-sm font-medium">{words.decisions[decision.decision]?.label ?? decision.decision}</p>
          {decision.note !== "" && <p className="text-sm">{decision.note}</p>}
          <p className="text-xs text-soft">
            {decision.by.name}, <At at={decision.at} />
          </p>
        </>
      ) : (
        <p className={`text-sm ${round.state === "undecided" ? "font-medium" : "text-soft"}`}>
          {words.noDecision}
          {round.state === "undecided" ? `: ${words.undecided}` : ""}
          {round.state !== "undecided" && round.decideBy !== null && (
            <>
              , {words.summaryDue} <At at={round.decideBy} />
            </>
          )}
        </p>
      )}
    </div>
  );
}
