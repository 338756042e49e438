/** What can be done about a step of the checklist, and whose it is. */
import type { StepView } from "../../src/views/checklist.ts";
import { run } from "../text/en-run.ts";
import { Button } from "./button.tsx";
import { type Input, useCommands } from "./commands.tsx";

const words = run.steps;

/** `Demo Bo`, or the role where nobody has it. */
export const whoOf = ({ who }: StepView): string => who.people.map(({ name }) => name).join(", ") || who.label;

/** Do it, say that it is done, or leave it out. */
export function StepButtons({ step, quiet = false }: { readonly step: StepView; readonly quiet?: boolean }) {
  const { ability, open, run: send } = useCommands();
  const does = step.does && ability(step.does.name);
  const mayTick = ability("finish-step")?.refused === null;
  const maySkip = ability("skip-step")?.refused === null;
  const doable = does && does.refused?.code !== "not_permitted";
  if (!doable && !mayTick && !maySkip) return null;
  return (
    <div className={`flex flex-wrap gap-2 ${quiet ? "-ml-3" : "mt-2.5"}`}>
      {doable && (
        <Button look={quiet ? "quiet" : "primary"} onClick={() => open(does.name, (step.does?.input ?? {}) as Input)}>
          {does.title}
        </Button>
      )}
      {mayTick && (
        <Button look={quiet ? "quiet" : doable ? "plain" : "primary"} onClick={() => void send("finish-step", { step: step.step })}>
          {words.done}
          <span className="sr-only">: {step.what}</span>
        </Button>
      )}
      {maySkip && (
        <Button look="quiet" onClick={() => open("skip-step", { step: step.step })}>
          {words.skip}
          <span className="sr-only">: {step.what}</span>
        </Button>
      )}
    </div>
  );
}
