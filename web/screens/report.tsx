/** Saying that something is wrong: one calm form, with the consequences before the click. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { ProcessView } from "../../src/views/board-shape.ts";
import { write } from "../api.ts";
import { useDraft } from "../draft.ts";
import { AreaField } from "../parts/area-field.tsx";
import { Button } from "../parts/button.tsx";
import { Consequences, useConsequences } from "../parts/consequences.tsx";
import { CheckField, SelectField, TextArea, TextField } from "../parts/field.tsx";
import { Questions } from "../parts/questions.tsx";
import { NotSent, RefusalNote } from "../parts/refusal.tsx";
import { SeverityCards } from "../parts/severity-cards.tsx";
import { Loading, Page } from "../parts/states.tsx";
import { useSubmit } from "../parts/submit.ts";
import { processesQuery } from "../queries.ts";
import { t } from "../text/en.ts";

const words = t.start.report;

type Draft = {
  readonly title: string;
  readonly area: { readonly id: string; readonly name: string } | null;
  readonly impact: string;
  readonly since: string;
  readonly answers: Readonly<Record<string, boolean | string>>;
  readonly severity: number | null;
  readonly process: string;
  readonly drill: boolean | null;
  readonly security: boolean;
};

/** The process for what may be a matter of security, where it is in force. */
const secretProcess = "security";

const blank: Draft = { title: "", area: null, impact: "", since: "", answers: {}, severity: null, process: "", drill: null, security: false };

/** The page. */
export function Report() {
  const processes = useQuery(processesQuery);
  const { drill } = useSearch({ from: "/app/report" });
  return (
    <Page title={drill ? words.drillTitle : words.title} says={drill ? t.drill.says : words.says}>
      <Loading of={processes}>{(data) => <Form processes={data.items} drill={drill ?? false} />}</Loading>
    </Page>
  );
}

/** What is sent: a report, or with a severity a declaration. */
function wishOf(draft: Draft, process: ProcessView | undefined, drill: boolean) {
  const text = draft.since && words.sinceSays(draft.since);
  const common = {
    title: draft.title.trim(),
    ...(draft.area ? { area: draft.area.id } : {}),
    ...(draft.impact ? { impact: draft.impact } : {}),
    ...(process ? { process: process.key } : {}),
    ...(drill ? { drill } : {}),
    ...(draft.security ? { security: true } : {}),
  };
  // What may be an attack waits for nobody's triage: its commander is called at once.
  if (draft.severity === null && !draft.security) return { path: "/incidents/report", input: { ...common, ...(text ? { text } : {}), answers: draft.answers } };
  return { path: "/incidents/declare", input: { ...common, ...(text ? { text } : {}), severity: draft.severity, answers: draft.answers } };
}

function Form({ processes, drill }: { readonly processes: readonly ProcessView[]; readonly drill: boolean }) {
  const navigate = useNavigate();
  const [draft, setDraft, forget] = useDraft<Draft>("report", blank);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const key = draft.security ? secretProcess : draft.process;
  const process = processes.find((one) => one.key === key) ?? processes[0];
  const keepsSecrets = processes.some((one) => one.key === secretProcess);
  const isDrill = draft.drill ?? drill;
  const wish = useMemo(() => wishOf(draft, process, isDrill), [draft, process, isDrill]);
  const ready = wish.input.title.length > 2;
  const seen = useConsequences(wish.path, ready ? wish.input : null);
  const form = useSubmit<{ number: number | null; id: string }>();
  const send = async () => {
    const made = await form.send((key) => write("POST", wish.path, wish.input, key));
    if (made === null) return;
    forget();
    await navigate({ to: "/incidents/$number", params: { number: String(made.number ?? made.id) } });
  };
  return (
    <form
      className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_21rem]"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="max-w-2xl space-y-5">
        <TextField
          label={words.name}
          placeholder={words.namePlaceholder}
          required
          minLength={3}
          maxLength={200}
          value={draft.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <AreaField value={draft.area} onChange={(area) => set({ area })} />
        <TextArea
          label={words.impact}
          optional
          placeholder={words.impactPlaceholder}
          maxLength={2000}
          value={draft.impact}
          onChange={(event) => set({ impact: event.target.value })}
        />
        <TextField
          label={words.since}
          optional
          placeholder={words.sinceNow}
          maxLength={80}
          value={draft.since}
          onChange={(event) => set({ since: event.target.value })}
        />
        {process && process.questions.length > 0 && (
          <Questions questions={process.questions} answers={draft.answers} onChange={(answers) => set({ answers })} />
        )}
        {seen.data?.suggested && <Suggestion of={seen.data.suggested} chosen={draft.severity} choose={(severity) => set({ severity })} />}
        {process && (
          <SeverityCards
            severities={process.severities}
            value={draft.severity}
            onChange={(severity) => set({ severity })}
            legend={words.severity}
            says={words.severitySays}
            open={words.open}
          />
        )}
        {keepsSecrets && (
          <CheckField
            label={words.security}
            hint={words.securitySays}
            checked={draft.security}
            onChange={(security) => set({ security, severity: null, answers: {} })}
          />
        )}
        {processes.length > 1 && !draft.security && (
          <SelectField
            label={words.process}
            value={process?.key ?? ""}
            options={processes.map((one) => ({ value: one.key, label: one.name }))}
            onChange={(key) => set({ process: key, severity: null, answers: {} })}
          />
        )}
        <CheckField label={words.drill} hint={t.drill.says} checked={isDrill} onChange={(checked) => set({ drill: checked })} />
      </div>
      <div className="space-y-3 lg:sticky lg:top-7">
        <Consequences of={seen} waiting={words.fill} />
        {form.problem && <RefusalNote problem={form.problem} focus />}
        {form.lost && <NotSent />}
        <Button look="primary" type="submit" className="w-full py-2.5" disabled={form.busy || !ready}>
          {draft.security ? words.declareSecret : draft.severity === null ? words.sendReport : words.declare(draft.severity)}
        </Button>
      </div>
    </form>
  );
}

type Suggested = { readonly severity: number; readonly why: string };

/** The severity that the answers suggest with its reason, just above where one is chosen. */
function Suggestion({ of, chosen, choose }: { readonly of: Suggested; readonly chosen: number | null; readonly choose: (severity: number) => void }) {
  return (
    <div className="arrive flex items-center gap-3 rounded-[10px] bg-sunken px-3.5 py-2.5 text-sm">
      <p aria-live="polite" className="min-w-0 flex-1">
        <span className="block text-xs font-semibold text-soft">{words.suggestion}</span>
        {words.suggests(of.severity, of.why)}
      </p>
      {chosen !== of.severity && <Button onClick={() => choose(of.severity)}>{words.use(of.severity)}</Button>}
    </div>
  );
}
