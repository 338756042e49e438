/** The editor of an escalation policy, with what it would do beside it. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import { listQuery, processesQuery } from "../../queries.ts";
import type { Area } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { swapped, without } from "./in-order.ts";
import { keyOf, target } from "./keys.tsx";
import { SmallForm } from "./part.tsx";
import { blank, type Definition, durationOf, isWhole, minutesOf, newStep, type Policy } from "./policy.ts";
import { PolicyPreview } from "./policy-preview.tsx";
import { MinutesField, StepField } from "./step-field.tsx";
import { useCallable } from "./targets.tsx";

const words = t.escalation;

/** Policies are read where they are edited, given to an area or to the organisation. */
export const policiesPath = "/escalations";

function useSeverities(): readonly number[] {
  const processes = useQuery(processesQuery);
  const ranks = new Set((processes.data?.items ?? []).flatMap((one) => one.severities.map(({ rank }) => rank)));
  return [...ranks].sort((a, b) => a - b);
}

/** Adds one, or changes the one it is given. */
export function PolicyForm({ item, done }: { readonly item: Policy | null; readonly done: (answer: unknown) => void }) {
  const callable = useCallable();
  const areas = useQuery(listQuery<Area>("/areas")).data ?? [];
  const severities = useSeverities();
  const [draft, setDraft] = useState<Definition>(() => definitionOf(item));
  const set = (part: Partial<Definition>) => setDraft((before) => ({ ...before, ...part }));
  const { steps } = draft;
  const { stamp, ...to } = target(policiesPath, item);
  const body = () => ({ ...stamp, ...(item === null ? { key: keyOf(draft.title) } : {}), ...draft });
  return (
    <SmallForm
      {...to}
      label={item === null ? t.common.add : t.common.save}
      ready={draft.title.trim() !== "" && isWhole(draft)}
      body={body}
      done={done}
      renew={[["list", policiesPath]]}
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="min-w-0 space-y-4">
          <TextField label={words.name} required maxLength={100} value={draft.title} onChange={(event) => set({ title: event.target.value })} />
          <ol className="space-y-3">
            {steps.map((step, at) => (
              <StepField
                // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name than their place
                key={at}
                {...{ step, at, callable, areas, severities }}
                of={steps.length}
                onChange={(changed) => set({ steps: steps.map((one, index) => (index === at ? changed : one)) })}
                move={(by) => set({ steps: swapped(steps, at, at + by) })}
                remove={() => set({ steps: without(steps, at) })}
              />
            ))}
          </ol>
          <Button onClick={() => set({ steps: [...steps, newStep] })}>
            <Plus size={15} aria-hidden="true" />
            {words.addStep}
          </Button>
          <Again draft={draft} set={set} />
        </div>
        <PolicyPreview definition={draft} areas={areas} severities={severities} />
      </div>
    </SmallForm>
  );
}

function definitionOf(item: Policy | null): Definition {
  if (item === null) return blank;
  const { title, steps, repeat, forgotten, keepTrying } = item;
  return { title, steps, repeat, forgotten, keepTrying };
}

type AgainProps = { readonly draft: Definition; readonly set: (part: Partial<Definition>) => void };

/** What happens when nobody answers, or somebody answers and forgets. */
function Again({ draft: { repeat, keepTrying, forgotten }, set }: AgainProps) {
  return (
    <fieldset className="space-y-3">
      <legend className="mb-1 text-sm font-semibold">{words.again}</legend>
      <div className="grid items-end gap-3 sm:grid-cols-2">
        <TextField
          label={words.repeat}
          type="number"
          min={0}
          max={9}
          required
          value={repeat.times}
          onChange={(event) => set({ repeat: { ...repeat, times: Math.min(9, Math.max(0, Math.round(Number(event.target.value)))) } })}
        />
        <MinutesField label={words.repeatAfter} value={repeat.after} onChange={(after) => set({ repeat: { ...repeat, after } })} />
        <MaybeMinutes label={words.keepTrying} value={keepTrying} onChange={(value) => set({ keepTrying: value })} />
        <MaybeMinutes label={words.forgotten} value={forgotten} onChange={(value) => set({ forgotten: value })} />
      </div>
    </fieldset>
  );
}

type MaybeProps = { readonly label: string; readonly value: string | null; readonly onChange: (duration: string | null) => void };

function MaybeMinutes({ label, value, onChange }: MaybeProps) {
  const set = (typed: string) => onChange(typed === "" ? null : durationOf(Math.max(1, Number(typed))));
  return (
    <TextField
      label={label}
      hint={words.never}
      type="number"
      min={1}
      value={value === null ? "" : minutesOf(value)}
      onChange={(event) => set(event.target.value)}
    />
  );
}
