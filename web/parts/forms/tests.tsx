/** The forms of the proof: a case, a run case by case, the areas and expert of the plan, and what the automated tests showed. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { TestPlanView } from "../../../src/views/test-plan-shape.ts";
import { areasQuery, viewQuery } from "../../queries.ts";
import { proof } from "../../text/en-proof.ts";
import { Button } from "../button.tsx";
import { useCommands } from "../commands.tsx";
import { CheckField, Choice, SelectField, TextArea, TextField } from "../field.tsx";
import { PersonPicker } from "../person-picker.tsx";
import { type FormProps, text } from "./fields.tsx";
import { FormLoading, useHold } from "./hold.tsx";

const words = proof.form;

type Keys = "passed" | "failed" | "skipped";
const listed = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : []);

function useTestPlan() {
  const { number } = useCommands();
  return useQuery(viewQuery<TestPlanView>(number, "test-plan"));
}

/** What each case showed in one environment. What is never run there is left out by itself, with its reason asked. */
export function RecordRun(props: FormProps) {
  return (
    <FormLoading of={useTestPlan()} hold={props.hold}>
      {(plan) => <Running {...props} plan={plan} />}
    </FormLoading>
  );
}

type WithPlan = FormProps & { readonly plan: TestPlanView };

function Running({ input, set, hold, plan }: WithPlan) {
  const cases = plan.plan?.cases ?? [];
  const environment = text(input.environment) || "staging";
  const place = plan.environments.find((one) => one.environment === environment);
  const spared = cases.filter((one) => one.results.some((result) => result.environment === environment && result.forbidden)).map((one) => one.key);
  const [passed, failed, skipped] = [listed(input.passed), listed(input.failed), listed(input.skipped)];
  const build = input.build ?? place?.build ?? plan.build ?? "";
  // What the form shows by itself is said, not only shown.
  useEffect(() => {
    if (input.environment === undefined) set({ environment });
    if (input.build === undefined && build !== "") set({ build });
    if (spared.join() !== skipped.join()) set({ skipped: spared });
  });
  useHold(hold, passed.length + failed.length + skipped.length === 0 || (skipped.length > 0 && text(input.why).trim() === ""));
  const mark = (key: string, result: Keys | "none") =>
    set({
      passed: result === "passed" ? [...passed.filter((one) => one !== key), key] : passed.filter((one) => one !== key),
      failed: result === "failed" ? [...failed.filter((one) => one !== key), key] : failed.filter((one) => one !== key),
    });
  const tried = cases.filter((one) => !spared.includes(one.key));
  return (
    <>
      <Choice
        legend={words.where}
        value={environment}
        options={plan.environments.map((one) => ({ value: one.environment, label: proof.places[one.environment] ?? one.environment }))}
        onChange={(value) => set({ environment: value, build: undefined, passed: [], failed: [], skipped: [] })}
      />
      {place?.after && <p className="rounded-lg bg-sunken px-3 py-2 text-sm">{words.order}</p>}
      <TextField label={words.build} hint={words.buildHint} maxLength={120} value={text(build)} onChange={(event) => set({ build: event.target.value })} />
      <fieldset>
        <legend className="text-sm font-medium">{words.results}</legend>
        <ul className="card mt-1.5 divide-y divide-line overflow-hidden">
          {tried.map((one) => (
            <li key={one.key} className="px-3 py-2">
              <Choice
                legend={one.title}
                hint={one.area?.name}
                value={passed.includes(one.key) ? "passed" : failed.includes(one.key) ? "failed" : "none"}
                options={(["passed", "failed", "none"] as const).map((value) => ({ value, label: words.choices[value] }))}
                onChange={(value) => mark(one.key, value as Keys | "none")}
              />
            </li>
          ))}
          {cases
            .filter((one) => spared.includes(one.key))
            .map((one) => (
              <li key={one.key} className="px-3 py-2 text-sm">
                <span className="font-medium">{one.title}</span>
                <span className="block text-xs text-soft">{words.leftOut}</span>
              </li>
            ))}
        </ul>
        {tried.length > 1 && (
          <Button look="quiet" className="mt-1 -ml-3" onClick={() => set({ passed: tried.map((one) => one.key), failed: [] })}>
            {words.allPassed}
          </Button>
        )}
      </fieldset>
      {skipped.length > 0 && (
        <TextField label={words.why} hint={words.whyHint} maxLength={500} value={text(input.why)} onChange={(event) => set({ why: event.target.value })} />
      )}
    </>
  );
}

function useAreaOptions() {
  const areas = useQuery(areasQuery(""));
  return (areas.data?.areas ?? []).map((one) => ({ value: one.id, label: one.name }));
}

/** One more case. */
export function AddCase({ input, set }: FormProps) {
  const { room } = useCommands();
  const areas = useAreaOptions();
  const own = room.incident.area;
  const area = input.area === undefined ? (own?.id ?? null) : input.area;
  useEffect(() => {
    if (input.area === undefined && own) set({ area: own.id });
  });
  return (
    <>
      <TextField
        label={words.title}
        hint={words.titleHint}
        maxLength={200}
        value={text(input.title)}
        onChange={(event) => set({ title: event.target.value })}
      />
      <Choice
        legend={words.shows}
        value={text(input.kind) || "fix"}
        options={(["fix", "regression"] as const).map((value) => ({ value, label: words.kinds[value] }))}
        onChange={(kind) => set({ kind })}
      />
      <SelectField
        label={words.area}
        value={text(area)}
        blank={words.noArea}
        options={own && !areas.some((one) => one.value === own.id) ? [{ value: own.id, label: own.name }, ...areas] : areas}
        onChange={(value) => set({ area: value === "" ? null : value })}
      />
      <CheckField
        label={words.mutates}
        hint={words.mutatesHint}
        checked={input.mutatesCustomerData === true}
        onChange={(mutatesCustomerData) => set({ mutatesCustomerData })}
      />
    </>
  );
}

/** What else is concerned, and which expert helped; the cases stay as they are. */
export function SetPlan(props: FormProps) {
  return (
    <FormLoading of={useTestPlan()} hold={props.hold}>
      {(plan) => <Planning {...props} plan={plan} />}
    </FormLoading>
  );
}

function Planning({ input, set, hold, plan: { plan } }: WithPlan) {
  const { room } = useCommands();
  const areas = useAreaOptions().filter(({ value }) => value !== room.incident.area?.id);
  const others = listed(input.areas ?? plan?.areas.map(({ id }) => id).filter((id) => id !== room.incident.area?.id));
  const expert = input.expert === undefined ? (plan?.expert?.id ?? "") : input.expert;
  useHold(hold, input.areas === undefined && input.expert === undefined && input.whyNoExpert === undefined);
  return (
    <>
      <PersonPicker label={words.expert} optional value={text(expert)} onChange={(person) => set({ expert: person })} />
      <TextArea
        label={words.whyNoExpert}
        optional
        maxLength={500}
        value={text(input.whyNoExpert ?? plan?.whyNoExpert)}
        onChange={(event) => set({ whyNoExpert: event.target.value })}
      />
      {areas.length > 0 && (
        <fieldset>
          <legend className="text-sm font-medium">{words.areas}</legend>
          <p className="text-xs text-soft">{words.areasHint}</p>
          {areas.map(({ value, label }) => (
            <CheckField
              key={value}
              label={label}
              checked={others.includes(value)}
              onChange={(yes) => set({ areas: yes ? [...others, value] : others.filter((one) => one !== value) })}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

/** What the automated tests showed, by hand and with a link. */
export function SetAutomated({ input, set, hold }: FormProps) {
  useHold(hold, input.existing === undefined && input.new === undefined);
  return (
    <>
      <Choice
        legend={words.existing}
        value={text(input.existing)}
        options={(["passed", "failed", "none"] as const).map((value) => ({ value, label: words.existingChoices[value] }))}
        onChange={(existing) => set({ existing })}
      />
      <Choice
        legend={words.new}
        value={text(input.new)}
        options={(["passed", "failed"] as const).map((value) => ({ value, label: words.newChoices[value] }))}
        onChange={(value) => set({ new: value })}
      />
      <TextField
        label={words.link}
        hint={words.linkHint}
        inputMode="url"
        maxLength={2000}
        value={text(input.link)}
        onChange={(event) => set({ link: event.target.value })}
      />
      <TextField
        label={words.automatedBuild}
        hint={words.automatedBuildHint}
        optional
        maxLength={120}
        value={text(input.build)}
        onChange={(event) => set({ build: event.target.value })}
      />
    </>
  );
}
