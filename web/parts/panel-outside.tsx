/** What passes with those outside: the public log, tasks of public relations, what customers ask, what the manager wants to know, and the call sheet. */
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, Plus } from "lucide-react";
import type { OutsideView } from "../../src/views/outside.ts";
import type { RoomView } from "../../src/views/room-shape.ts";
import { viewQuery } from "../queries.ts";
import { outside as words } from "../text/en-outside.ts";
import { CallSheet } from "./call-sheet.tsx";
import { Do, useCommands } from "./commands.tsx";
import { Panel, Row } from "./panel.tsx";
import { Prose } from "./prose.tsx";
import { Loading } from "./states.tsx";
import { Ago, At } from "./time.tsx";

const add = <Plus size={14} aria-hidden="true" />;

/** The panel. */
export function Outside({ room }: { readonly room: RoomView }) {
  const { number } = useCommands();
  const has = (part: string) => room.parts.includes(part);
  return (
    <Loading of={useQuery(viewQuery<OutsideView>(number, "outside"))} lines={6}>
      {(data) => (
        <>
          <Tasks of={data} />
          {has("customer_questions") && <CustomerQuestions of={data} />}
          {has("information_requests") && <Requests of={data} />}
          {data.calls && <CallSheet of={data} />}
          {has("public") && <Entry of={data} />}
        </>
      )}
    </Loading>
  );
}

function Tasks({ of: { tasks } }: { readonly of: OutsideView }) {
  if (tasks.length === 0) return null;
  const done = tasks.filter((one) => one.done !== null).length;
  return (
    <Panel title={words.tasks.title} action={<span className="text-xs text-soft">{words.tasks.progress(done, tasks.length)}</span>}>
      {tasks.map((one) => {
        const Shape = one.done ? CircleCheck : CircleDashed;
        return (
          <Row key={one.key}>
            <div className="flex gap-2">
              <Shape size={15} aria-hidden="true" className={`mt-[0.1875rem] shrink-0 ${one.done ? "" : "text-soft"}`} />
              <div className="min-w-0 flex-1">
                <p className={one.done ? "text-soft" : "font-medium"}>{one.what}</p>
                {one.says && !one.done && <p className="text-xs text-soft">{one.says}</p>}
                <p className="text-xs text-soft">
                  {one.done ? (
                    <>
                      {words.tasks.by(one.done.by)}, <Ago at={one.done.at} />
                      {one.done.note && ` · ${one.done.note}`}
                    </>
                  ) : (
                    one.due && (
                      <span className={one.overdue ? "font-semibold text-ink underline decoration-2 underline-offset-2" : ""}>
                        {one.overdue ? words.tasks.overdue : words.tasks.due} <At at={one.due} />
                      </span>
                    )
                  )}
                </p>
              </div>
              {!one.done && <Do name="finish-pr-task" input={{ task: one.key }} look="quiet" label={words.tasks.done} className="-my-1.5 -mr-2" />}
            </div>
          </Row>
        );
      })}
    </Panel>
  );
}

function CustomerQuestions({ of: { questions } }: { readonly of: OutsideView }) {
  return (
    <Panel
      title={words.questions.title}
      count={questions.filter((one) => one.answer === null).length}
      action={<Do name="log-customer-question" look="quiet" label={words.questions.log} icon={add} />}
      empty={questions.length === 0 ? words.questions.empty : undefined}
    >
      {questions.map((one) => (
        <Row key={one.id}>
          <Prose text={one.text} />
          <p className="text-xs text-soft">
            {one.from} {words.calls.how[one.how]} · {words.questions.taken(one.by)}, <Ago at={one.at} />
          </p>
          <Answered of={one.answer} />
          {one.answer === null && <Do name="answer-customer-question" input={{ question: one.id }} label={words.questions.answer} className="mt-1.5 mb-0.5" />}
        </Row>
      ))}
    </Panel>
  );
}

function Requests({ of: { requests } }: { readonly of: OutsideView }) {
  return (
    <Panel
      title={words.requests.title}
      count={requests.filter((one) => one.answer === null).length}
      action={<Do name="request-information" look="quiet" label={words.requests.ask} icon={add} />}
      empty={requests.length === 0 ? words.requests.empty : undefined}
    >
      {requests.map((one) => (
        <Row key={one.id}>
          <Prose text={one.text} />
          <p className="text-xs text-soft">
            {one.by}, <Ago at={one.at} />
          </p>
          <Answered of={one.answer} />
          {one.answer === null && <Do name="give-information" input={{ request: one.id }} label={words.requests.give} className="mt-1.5 mb-0.5" />}
        </Row>
      ))}
    </Panel>
  );
}

function Answered({ of: answer }: { readonly of: OutsideView["requests"][number]["answer"] }) {
  if (answer === null) return null;
  return (
    <div className="mt-1.5 border-l-2 border-edge/60 pl-2.5">
      <Prose text={answer.text} />
      <p className="text-xs text-soft">
        {answer.by}, <Ago at={answer.at} />
      </p>
    </div>
  );
}

function Entry({ of: { entry } }: { readonly of: OutsideView }) {
  if (entry === null) return null;
  const [first] = entry.published;
  const part = (title: string, told: { readonly text: string } | null) => (
    <Row>
      <p className="text-xs font-medium text-soft">{title}</p>
      {told ? <Prose text={told.text} /> : <p className="text-faint">{words.entry.missing}</p>}
    </Row>
  );
  return (
    <Panel title={words.entry.title} action={<Do name="write-public-entry" look="quiet" label={words.entry.write} />}>
      {first && (
        <Row>
          <p className="text-xs font-medium text-soft">{words.entry.first}</p>
          <Prose text={first.text} />
          <p className="text-xs text-soft">
            <At at={first.at} />
          </p>
        </Row>
      )}
      {part(words.entry.what, entry.whatHappened)}
      {part(words.entry.how, entry.howHandled)}
    </Panel>
  );
}
