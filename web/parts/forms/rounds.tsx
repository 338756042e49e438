/** The three forms of a round: what a worker says, what the manager makes of it, and what follows. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useId } from "react";
import type { RoundsView } from "../../../src/views/rounds.ts";
import { viewQuery } from "../../queries.ts";
import { run } from "../../text/en-run.ts";
import { list } from "../../when.ts";
import { type Input, useCommands } from "../commands.tsx";
import { CheckField, Choice, TextArea } from "../field.tsx";
import { Said, saidIn } from "../panel-rounds.tsx";
import { CardChoice } from "./card-choice.tsx";
import { type FormProps, text } from "./fields.tsx";
import { FormLoading, useHold } from "./hold.tsx";

const words = run.rounds.form;
type Round = RoundsView["rounds"][number];

const useRounds = () => useQuery(viewQuery<RoundsView>(useCommands().number, "rounds"));

/** The round the form is about: the one it was opened for, else the last. */
function roundIn(rounds: RoundsView, input: Input): Round | undefined {
  return rounds.rounds.find(({ n }) => n === input.round) ?? rounds.rounds[0];
}

/** Several short answers: each field is one line until more is said. */
const low = "field field-sizing-content max-h-60 resize-y leading-relaxed";

/** A worker's answer: the fields the process asks for, then what it asks outright. */
export function AnswerRound(props: FormProps) {
  return (
    <FormLoading of={useRounds()} hold={props.hold}>
      {(rounds) => <Answering {...props} rounds={rounds} />}
    </FormLoading>
  );
}

function Answering({ fields, input, set, hold, rounds }: FormProps & { readonly rounds: RoundsView }) {
  const { room } = useCommands();
  const missing = rounds.fields.some((field) => text(input[field]).trim() === "");
  useHold(hold, missing);
  const label = (name: string) => fields.find((field) => field.name === name)?.label ?? run.rounds.fields[name] ?? name;
  const asks = rounds.asks.filter(({ key }) => key !== "confidence");
  const confidence = rounds.asks.find(({ key }) => key === "confidence");
  const before = rounds.rounds.filter(({ n }) => n !== input.round).flatMap((round) => round.answers.filter((one) => one.person.id === room.me.person));
  return (
    <>
      {before[0]?.answer && (
        <details className="rounded-lg bg-sunken">
          <summary className="control flex items-center px-3 text-sm text-soft hover:text-ink">{words.before}</summary>
          <Said answer={before[0].answer} />
        </details>
      )}
      {rounds.fields.map((name) => (
        <TextArea
          key={name}
          className={low}
          label={label(name)}
          rows={1}
          maxLength={4000}
          value={text(input[name])}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      ))}
      {asks.length + (confidence ? 1 : 0) > 0 && (
        <section className="space-y-4 border-t border-line pt-4">
          <h3 className="text-xs font-semibold text-soft">{words.frank}</h3>
          {asks.map(({ key, says }) => (
            <TextArea
              key={key}
              label={says}
              optional
              className={low}
              rows={1}
              maxLength={4000}
              value={text(input[key])}
              onChange={(event) => set({ [key]: event.target.value })}
            />
          ))}
          {confidence && (
            <Choice
              legend={words.unsure}
              hint={words.guess}
              options={["1", "2", "3", "4", "5"].map((value) => ({ value, label: value }))}
              value={text(input.confidence)}
              onChange={(value) => set({ confidence: Number(value) })}
            />
          )}
        </section>
      )}
      <CheckField label={label("tired")} checked={input.tired === true} onChange={(tired) => set({ tired })} />
    </>
  );
}

/** The manager's summary, beside what it is made of. */
export function SummariseRound(props: FormProps) {
  return (
    <FormLoading of={useRounds()} hold={props.hold}>
      {(rounds) => <Summing {...props} rounds={rounds} />}
    </FormLoading>
  );
}

function Summing({ input, set, hold, rounds }: FormProps & { readonly rounds: RoundsView }) {
  const round = roundIn(rounds, input);
  const answered = (round?.answers ?? []).filter(({ answer }) => answer !== null);
  const missing = (round?.answers ?? []).filter(({ state }) => state === "waiting" || state === "late").length;
  const draft = draftOf(answered);
  const untouched = input.text === undefined;
  useEffect(() => {
    if (untouched && draft !== "") set({ text: draft });
  }, [untouched, draft, set]);
  const toldNobody = input.delivery === "verbal" && !(Array.isArray(input.told) && input.told.length > 0);
  useHold(hold, toldNobody);
  return (
    <>
      <section>
        <h3 className="mb-1 text-sm font-medium">{words.source}</h3>
        {answered.length === 0 && <p className="text-sm text-soft">{words.noAnswers}</p>}
        {missing > 0 && answered.length > 0 && <p className="mb-1.5 text-xs text-soft">{run.rounds.missing(missing)}.</p>}
        <div className="divide-y divide-line rounded-lg bg-sunken empty:hidden">
          {answered.map(({ person, answer }) => (
            <details key={person.id} open={answered.length <= 2}>
              <summary className="control flex items-center px-3 text-sm font-medium">{person.name}</summary>
              {answer && <Said answer={answer} />}
            </details>
          ))}
        </div>
      </section>
      <TextArea label={words.draft} hint={words.draftHint} maxLength={4000} value={text(input.text)} onChange={(event) => set({ text: event.target.value })} />
      <Delivery input={input} set={set} rounds={rounds} />
    </>
  );
}

function draftOf(answered: Round["answers"]): string {
  return answered.flatMap(({ person, answer }) => (answer ? [words.said(person.name, saidIn(answer, "doing"), saidIn(answer, "left"))] : [])).join("\n");
}

type DeliveryProps = Pick<FormProps, "input" | "set"> & { readonly rounds: RoundsView };

function Delivery({ input, set, rounds: { deliveries, tells } }: DeliveryProps) {
  const way = text(input.delivery) || "email";
  const told = Array.isArray(input.told) ? (input.told as readonly string[]) : [];
  const choose = (delivery: string) => set({ delivery, told: delivery === "verbal" ? told : [] });
  const options = deliveries.map((value) => ({ value, label: words.ways[value]?.label ?? value, says: words.ways[value]?.says }));
  return (
    <>
      <CardChoice legend={words.delivery} options={options} value={way} onChange={choose} row />
      {way !== "verbal" && <p className="text-sm text-soft">{tells.length > 0 ? words.goes(list(tells.map(({ name }) => name))) : words.goesNobody}</p>}
      {way === "verbal" && (
        <fieldset>
          <legend className="text-sm font-medium">{words.told}</legend>
          {tells.length === 0 && <p className="text-sm text-soft">{words.toldNobody}</p>}
          {tells.map(({ id, name }) => (
            <CheckField
              key={id}
              label={name}
              checked={told.includes(id)}
              onChange={(yes) => set({ told: yes ? [...told, id] : told.filter((one) => one !== id) })}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

/** What follows, as plain choices. */
export function DecideRound(props: FormProps) {
  return (
    <FormLoading of={useRounds()} hold={props.hold}>
      {(rounds) => <Deciding {...props} rounds={rounds} />}
    </FormLoading>
  );
}

function Deciding({ input, set, rounds }: FormProps & { readonly rounds: RoundsView }) {
  const round = roundIn(rounds, input);
  const name = useId();
  return (
    <>
      {round?.summary && (
        <section aria-labelledby={name} className="rounded-lg bg-sunken px-3 py-2">
          <h3 id={name} className="text-xs font-semibold text-soft">
            {run.rounds.summary}
          </h3>
          <p className="text-sm whitespace-pre-line">{round.summary.text}</p>
        </section>
      )}
      <CardChoice
        legend={words.decision}
        options={rounds.decisions.map((value) => ({ value, label: run.rounds.decisions[value]?.label ?? value, says: run.rounds.decisions[value]?.says }))}
        value={text(input.decision)}
        onChange={(decision) => set({ decision })}
      />
      <TextArea label={words.note} optional rows={2} maxLength={1000} value={text(input.note)} onChange={(event) => set({ note: event.target.value })} />
    </>
  );
}
