/** The whole checklist in the order of the process: done, left out with the reason, and what is open. */
import { useQuery } from "@tanstack/react-query";
import { Circle, CircleCheck, CircleSlash } from "lucide-react";
import type { ChecklistView, StepView } from "../../src/views/checklist.ts";
import { viewQuery } from "../queries.ts";
import { run } from "../text/en-run.ts";
import { useCommands } from "./commands.tsx";
import { Dialog } from "./dialog.tsx";
import { Loading } from "./states.tsx";
import { StepButtons, whoOf } from "./step-buttons.tsx";
import { At } from "./time.tsx";

const words = run.steps;

/** A dialog over the room. */
export function AllSteps({ close }: { readonly close: () => void }) {
  const { number } = useCommands();
  const found = useQuery(viewQuery<ChecklistView>(number, "checklist"));
  return (
    <Dialog title={words.all} says={words.allSays} close={close} wide>
      <div className="relative flex-1 overflow-y-auto px-5 py-4">
        <Loading of={found} lines={8}>
          {(list) => (
            <>
              <Part title={words.begin} steps={list.items.filter(({ part }) => part === "begin")} next={list.next?.step} />
              <Part title={words.end} steps={list.items.filter(({ part }) => part === "end")} next={list.next?.step} />
            </>
          )}
        </Loading>
      </div>
    </Dialog>
  );
}

function Part({ title, steps, next }: { readonly title: string; readonly steps: readonly StepView[]; readonly next: string | undefined }) {
  if (steps.length === 0) return null;
  return (
    <section className="mb-5 last:mb-0">
      <h3 className="mb-1 text-xs font-semibold text-soft">{title}</h3>
      <ol className="card divide-y divide-line overflow-hidden">
        {steps.map((step) => (
          <Line key={step.step} step={step} next={step.step === next} />
        ))}
      </ol>
    </section>
  );
}

const shapes = { open: Circle, done: CircleCheck, skipped: CircleSlash } as const;

function Line({ step, next }: { readonly step: StepView; readonly next: boolean }) {
  const Shape = shapes[step.state];
  return (
    <li aria-current={next ? "step" : undefined} className="flex gap-2.5 px-3.5 py-2 aria-[current=step]:bg-accent-soft">
      <Shape size={16} className={`mt-0.5 shrink-0 ${step.state === "open" ? "text-faint" : "text-soft"}`} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className={step.state === "open" ? "" : "text-soft"}>
          {step.what}
          <span className="sr-only"> ({words.state[step.state]})</span>
        </p>
        <p className="text-xs text-soft">
          {step.state === "open" && (
            <>
              {step.when} · {whoOf(step)}
              {step.ticksItself && ` · ${words.itself}`}
            </>
          )}
          {step.state !== "open" && step.at !== null && (
            <>
              {words.state[step.state]} <At at={step.at} />
              {step.by !== null && ` ${words.by(step.by)}`}
              {step.reason && `, ${words.because(step.reason)}`}
            </>
          )}
        </p>
        {step.state === "open" && <StepButtons step={step} quiet />}
      </div>
    </li>
  );
}
