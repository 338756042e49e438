/** Questions to whoever manages, and advice asked of experts: each sees their own, the manager all that wait. */
import { useQuery } from "@tanstack/react-query";
import { MessageCircleQuestion } from "lucide-react";
import type { QuestionsView } from "../../src/views/questions.ts";
import type { RoomView } from "../../src/views/room-shape.ts";
import { viewQuery } from "../queries.ts";
import { work } from "../text/en-work.ts";
import { Do, useCommands } from "./commands.tsx";
import { Panel, Row } from "./panel.tsx";
import { Prose } from "./prose.tsx";
import { Ago } from "./time.tsx";

const words = work.questions;
type Question = QuestionsView["questions"][number];
type Consultation = QuestionsView["consultations"][number];

const icon = <MessageCircleQuestion size={14} aria-hidden="true" />;

/** Both, where the process has them. */
export function Questions({ room }: { readonly room: RoomView }) {
  const { number } = useCommands();
  const { data } = useQuery(viewQuery<QuestionsView>(number, "questions"));
  if (!data) return null;
  const manages = room.roles.some((role) => role.kind === "commander" && role.holders.some(({ person }) => person.id === room.me.person));
  return (
    <>
      {room.parts.includes("questions") && <Asked of={data} manages={manages && data.mayAnswer} />}
      {room.parts.includes("consultations") && <Advice of={data} />}
    </>
  );
}

function Asked({ of: { questions }, manages }: { readonly of: QuestionsView; readonly manages: boolean }) {
  const shown = manages ? questions : questions.filter((one) => one.mine);
  const open = shown.filter((one) => one.answer === null);
  const over = shown.filter((one) => one.answer !== null);
  // Whoever asked wants to see the answer; whoever answers wants to see what is left.
  const listed = manages ? open : [...open, ...over];
  return (
    <>
      <Panel
        title={manages ? words.title : words.mine}
        count={open.length}
        action={manages ? undefined : <Do name="ask-question" look="quiet" label={words.ask} icon={icon} />}
        empty={listed.length === 0 ? (manages ? words.empty : words.emptyMine) : undefined}
      >
        {listed.map((one) => (
          <QuestionRow key={one.id} question={one} manages={manages} />
        ))}
      </Panel>
      {manages && over.length > 0 && (
        <details className="-mt-4 mb-6">
          <summary className="control inline-flex items-center text-sm text-soft underline decoration-line underline-offset-2 hover:text-ink">
            {words.answered(over.length)}
          </summary>
          <ul className="card mt-1 divide-y divide-line overflow-hidden">
            {over.map((one) => (
              <QuestionRow key={one.id} question={one} manages={false} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function QuestionRow({ question, manages }: { readonly question: Question; readonly manages: boolean }) {
  const { by, at, text, way, meant, answer } = question;
  const how = way === "ping" && meant ? `${words.way.ping} ${meant.name}` : (words.way[way] ?? "");
  return (
    <Row>
      <Prose text={text} />
      <p className="text-xs text-soft">
        {by.name}, <Ago at={at} />
        {how && ` · ${how}`}
        {!manages && answer === null && ` · ${words.waits}`}
      </p>
      {answer && <Answer of={answer} />}
      {manages && answer === null && <Do name="answer-question" input={{ question: question.id }} label={words.answer} className="mt-1.5 mb-0.5" />}
    </Row>
  );
}

function Answer({ of: { text, by, at } }: { readonly of: NonNullable<Question["answer"]> }) {
  return (
    <div className="mt-1.5 border-l-2 border-edge/60 pl-2.5">
      <Prose text={text} />
      <p className="text-xs text-soft">
        {by.name}, <Ago at={at} />
      </p>
    </div>
  );
}

function Advice({ of: { consultations } }: { readonly of: QuestionsView }) {
  const { ability } = useCommands();
  const asks = ability("consult")?.refused === null;
  if (consultations.length === 0 && !asks) return null;
  return (
    <Panel
      title={work.consult.title}
      count={consultations.filter((one) => one.answer === null).length}
      action={<Do name="consult" look="quiet" label={work.consult.ask} icon={icon} />}
      empty={consultations.length === 0 ? work.consult.empty : undefined}
    >
      {consultations.map((one) => (
        <AdviceRow key={one.id} of={one} />
      ))}
    </Panel>
  );
}

function AdviceRow({ of: one }: { readonly of: Consultation }) {
  return (
    <Row>
      <Prose text={one.text} />
      <p className="text-xs text-soft">
        {work.consult.asks(one.by.name, one.expert.name)}, <Ago at={one.at} />
        {one.answer === null && ` · ${words.waits}`}
      </p>
      {one.answer && <Answer of={one.answer} />}
      {one.answer === null && one.forMe && (
        <Do name="give-advice" input={{ consultation: one.id }} label={work.consult.answer} look="primary" className="mt-1.5 mb-0.5" />
      )}
    </Row>
  );
}
