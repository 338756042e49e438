/** The work panel: what others owe, who tries what, runbooks, and what is kept for later. */
import { Link } from "@tanstack/react-router";
import { Check, Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import { t } from "../text/en.ts";
import { buttonLook } from "./button.tsx";
import { Do, useCommands } from "./commands.tsx";
import { DutyRow } from "./duties.tsx";
import { Tag } from "./marks.tsx";
import { Panel, Row } from "./panel.tsx";
import { Skeleton } from "./states.tsx";
import { At } from "./time.tsx";

const Queues = lazy(() => import("./work-queues.tsx").then((module) => ({ default: module.Queues })));
const Decisions = lazy(() => import("./panel-decisions.tsx").then((module) => ({ default: module.Decisions })));

/** Parts of a process under which the work is directed: then there are queues instead of one list. */
const directing = ["options", "needs", "findings", "questions", "consultations"];

const add = <Plus size={14} aria-hidden="true" />;

/** The panel. */
export function Work({ room }: { readonly room: RoomView }) {
  const directed = directing.some((part) => room.parts.includes(part));
  const others = room.duties.filter((duty) => !duty.mine && duty.state === "open");
  const owed = others.length > 0 && (
    <Panel title={t.duty.others} count={others.length}>
      {others.map((duty) => (
        <DutyRow key={duty.key} duty={duty} />
      ))}
    </Panel>
  );
  return (
    <>
      {room.parts.includes("decisions") && (
        <Suspense fallback={<Skeleton lines={3} />}>
          <Decisions />
        </Suspense>
      )}
      {directed ? (
        <Suspense fallback={<Skeleton lines={6} />}>
          <Queues room={room} />
          {owed}
        </Suspense>
      ) : (
        <>
          {owed}
          <Actions room={room} />
        </>
      )}
      <Runbooks room={room} />
      {!room.parts.includes("refinements") && <FollowUps room={room} />}
    </>
  );
}

function Actions({ room }: { readonly room: RoomView }) {
  const words = t.room.actions;
  return (
    <Panel
      title={words.title}
      count={room.actions.length}
      action={<Do name="add-action" look="quiet" label={words.add} icon={add} />}
      empty={room.actions.length === 0 ? `${words.empty}. ${words.emptySays}` : undefined}
    >
      {room.actions.map((action) => {
        const over = action.state === "finished" || action.state === "done" || action.state === "dropped";
        const under = action.state === "started";
        return (
          <Row key={action.id}>
            <div className="flex items-start justify-between gap-2">
              <p className={over ? "text-soft" : "font-medium"}>{action.text}</p>
              <Tag>{words.state[action.state] ?? action.state}</Tag>
            </div>
            <p className="text-xs text-soft">
              {words.kinds[action.kind] ?? action.kind} · {action.assignee?.name ?? words.nobody}
            </p>
            {action.outcome && <p className="mt-0.5 text-sm">{action.outcome}</p>}
            {!over && (
              <div className="mt-1 -ml-3 flex">
                {!under && <Do name="start-action" input={{ action: action.id }} look="quiet" label={words.start} direct />}
                {under && <Do name="finish-action" input={{ action: action.id }} look="quiet" label={words.finish} />}
                <Do name="drop-action" input={{ action: action.id }} look="quiet" label={words.drop} />
              </div>
            )}
          </Row>
        );
      })}
    </Panel>
  );
}

function Runbooks({ room }: { readonly room: RoomView }) {
  const { ability, run } = useCommands();
  const may = ability("tick-step");
  const words = t.room.runbooks;
  return (
    <>
      {room.runbooks.map((runbook) => (
        <Panel
          key={runbook.key}
          title={runbook.title}
          action={<span className="text-xs text-soft">{words.progress(runbook.steps.filter((step) => step.done).length, runbook.steps.length)}</span>}
        >
          {runbook.steps.map((step) => (
            <li key={step.index}>
              {/* biome-ignore lint/a11y/useSemanticElements: an input could not hold the text and the name of who did it */}
              <button
                type="button"
                role="checkbox"
                aria-checked={step.done}
                aria-label={step.text}
                disabled={step.done || !may || may.refused !== null}
                onClick={() => void run("tick-step", { runbook: runbook.key, step: step.index })}
                className="control flex w-full items-start gap-2.5 px-3 py-1.5 text-left -outline-offset-2 enabled:hover:bg-hover"
              >
                <span
                  aria-hidden="true"
                  className={`mt-0.5 grid size-4.5 shrink-0 place-items-center rounded border ${step.done ? "border-ink bg-ink text-page" : "border-edge bg-raised"}`}
                >
                  {step.done && <Check size={12} strokeWidth={3} />}
                </span>
                <span className={step.done ? "text-soft" : ""}>
                  {step.text}
                  {step.by && <span className="block text-xs text-faint">{step.by.name}</span>}
                </span>
              </button>
            </li>
          ))}
        </Panel>
      ))}
      {room.runbooks.length === 0 && (
        <Panel title={words.title} action={<Do name="start-runbook" look="quiet" label={words.start} icon={add} />} empty={words.empty} />
      )}
      {room.runbooks.length > 0 && (
        <div className="-mt-4 mb-6 -ml-3">
          <Do name="start-runbook" look="quiet" label={words.start} icon={add} />
        </div>
      )}
    </>
  );
}

/** What is kept for later; with the record where a process learns from its incidents. */
export function FollowUps({ room }: { readonly room: RoomView }) {
  const words = t.room.followUps;
  const dated = room.parts.includes("follow_ups") || room.parts.includes("refinements");
  return (
    <Panel
      title={words.title}
      count={room.followUps.length}
      action={
        <span className="flex items-center">
          {dated && (
            <Link to="/follow-ups" className={buttonLook("quiet")}>
              {words.all}
            </Link>
          )}
          <Do name="add-follow-up" look="quiet" label={dated ? t.common.add : words.add} icon={add} />
        </span>
      }
      empty={room.followUps.length === 0 ? words.empty : undefined}
    >
      {room.followUps.map((one) => (
        <Row key={one.id}>
          <div className="flex items-start justify-between gap-2">
            <p className={one.state === "open" ? "" : "text-soft line-through"}>{one.text}</p>
            {one.state === "open" && (
              <Do name="finish-follow-up" input={{ followUp: one.id }} look="quiet" label={words.finish} direct className="-my-1.5 -mr-2" />
            )}
          </div>
          <p className="flex flex-wrap items-center gap-x-2 text-xs text-soft">
            <span>{one.owner?.name ?? one.by}</span>
            {one.due && (
              <span>
                {words.due} <At at={one.due} />
              </span>
            )}
            {one.state === "open" && dated && <Do name="change-follow-up" input={{ followUp: one.id }} look="quiet" label={words.change} className="-my-1.5" />}
          </p>
        </Row>
      ))}
    </Panel>
  );
}
