/** The one step that comes next, with its words ready; the whole list is one click away and never in the way. */
import { useQuery } from "@tanstack/react-query";
import { Check, CheckCheck, Copy, Footprints } from "lucide-react";
import { useState } from "react";
import type { ChecklistView, StepView } from "../../src/views/checklist.ts";
import { viewQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { run } from "../text/en-run.ts";
import { AllSteps } from "./all-steps.tsx";
import { announce } from "./announce.tsx";
import { Button, IconButton } from "./button.tsx";
import { Cites } from "./cites.tsx";
import { useCommands } from "./commands.tsx";
import { Loading } from "./states.tsx";
import { StepButtons, whoOf } from "./step-buttons.tsx";

const words = run.steps;

/** The card; nothing where the process has no steps. */
export function NextStep() {
  const { number } = useCommands();
  const found = useQuery(viewQuery<ChecklistView>(number, "checklist", { view: "next" }));
  return (
    <Loading of={found} lines={3}>
      {(list) => list.open + list.done + list.skipped > 0 && <Card list={list} />}
    </Loading>
  );
}

function Card({ list }: { readonly list: ChecklistView }) {
  const [all, setAll] = useState(false);
  return (
    <section aria-label={words.next} className="overflow-hidden rounded-[10px] border border-line bg-surface shadow-card">
      <header className="flex items-center gap-2 border-b border-line pr-1 pl-4 text-xs">
        <Footprints size={13} aria-hidden="true" />
        <h2 className="text-xs">{words.next}</h2>
        <span data-figures className="text-soft">
          {words.progress(list.done + list.skipped, list.open + list.done + list.skipped)}
        </span>
        <Button look="quiet" className="ml-auto" onClick={() => setAll(true)}>
          {words.all}
        </Button>
      </header>
      {list.next ? (
        <Step key={list.next.step} step={list.next} />
      ) : (
        <p className="flex items-center gap-2 px-4 py-2.5 text-sm text-soft">
          <CheckCheck size={15} aria-hidden="true" />
          {words.over}
        </p>
      )}
      {all && <AllSteps close={() => setAll(false)} />}
    </section>
  );
}

function Step({ step }: { readonly step: StepView }) {
  return (
    <div className="px-4 pt-2.5 pb-3">
      <p className="font-medium text-balance">{step.what}</p>
      <p className="text-xs text-soft">
        {step.when}
        {!step.mine && <> · {words.of(whoOf(step))}</>}
        <Cites cites={step.cites} />
      </p>
      {step.words !== "" && <Words text={step.words} />}
      <StepButtons step={step} />
    </div>
  );
}

/** Words to say as they are, or to copy: browsers lend the clipboard to secure pages only. */
function Words({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    announce(t.common.copied);
  };
  return (
    <div className="mt-2 flex items-start gap-1 rounded-lg bg-sunken py-0.5 pr-0.5 pl-3">
      <p className="min-w-0 flex-1 py-1.5 text-sm">
        <span className="sr-only">{words.words}: </span>
        {text}
      </p>
      {navigator.clipboard && (
        <IconButton label={copied ? t.common.copied : t.common.copy} onClick={() => void copy()}>
          {copied ? <Check size={14} /> : <Copy size={14} />}
        </IconButton>
      )}
    </div>
  );
}
