/** My own rules: which way after how long, for what cannot wait and for what can. The whole list is saved at once. */
import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { get } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { Button, IconButton } from "../../parts/button.tsx";
import { SelectField } from "../../parts/field.tsx";
import { Loading } from "../../parts/states.tsx";
import type { ContactMethod } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { channelName } from "./add-method.tsx";
import { swapped, without } from "./in-order.ts";
import { MoveButtons } from "./move-buttons.tsx";
import { SmallForm } from "./part.tsx";
import { Warnings } from "./warnings.tsx";

const words = t.reach.rules;
const path = "/people/me/rules";

type Rule = { readonly method: string; readonly afterSeconds: number };
type OwnRules = {
  readonly version: number;
  readonly page: readonly Rule[];
  readonly notice: readonly Rule[];
  readonly warnings: readonly { readonly code: string; readonly detail: string }[];
};

/** What people choose from; anything else an API wrote stays as it is. */
const delays = [0, 60, 120, 300, 600, 900, 1_800, 3_600];
const delayName = (seconds: number) => (seconds === 0 ? words.atOnce : seconds % 60 === 0 ? words.minutes(seconds / 60) : words.seconds(seconds));

/** The section's inside; only what is verified can stand in a rule. */
export function Rules({ methods }: { readonly methods: readonly ContactMethod[] }) {
  const rules = useQuery({ queryKey: ["rules"], queryFn: () => get<OwnRules>(path) });
  return <Loading of={rules}>{(data) => <Form key={data.version} rules={data} methods={methods.filter((one) => one.verifiedAt !== null)} />}</Loading>;
}

function Form({ rules, methods }: { readonly rules: OwnRules; readonly methods: readonly ContactMethod[] }) {
  const [page, setPage] = useState(rules.page);
  const [notice, setNotice] = useState(rules.notice);
  const body = () => ({ version: rules.version, page, notice: notice.map(({ method }) => ({ method, afterSeconds: 0 })) });
  return (
    <SmallForm path={path} method="PUT" ready body={body} label={t.common.save} done={() => note(words.saved)} renew={[["rules"]]}>
      <RuleList name={words.page} rules={page} methods={methods} onChange={setPage} timed />
      <RuleList name={words.notice} rules={notice} methods={methods} onChange={setNotice} />
      <Warnings of={rules.warnings.map(({ detail }) => detail)} />
    </SmallForm>
  );
}

type ListProps = {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly methods: readonly ContactMethod[];
  readonly onChange: (rules: readonly Rule[]) => void;
  readonly timed?: boolean;
};

function RuleList({ name, rules, methods, onChange, timed = false }: ListProps) {
  const first = methods.find((one) => !rules.some(({ method }) => method === one.id)) ?? methods[0];
  const add = () =>
    first && onChange([...rules, { method: first.id, afterSeconds: rules.length === 0 || !timed ? 0 : (rules.at(-1)?.afterSeconds ?? 0) + 300 }]);
  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-medium">{name}</legend>
      {rules.length === 0 ? (
        <p className="text-sm text-soft">{words.none}</p>
      ) : (
        <ol className="divide-y divide-line rounded-lg border border-line">
          {rules.map((rule, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rules may be alike while they are edited, and their order is theirs
            <RuleRow key={at} {...{ rule, at, rules, methods, onChange, timed }} />
          ))}
        </ol>
      )}
      <Button disabled={methods.length === 0} onClick={add}>
        <Plus size={15} aria-hidden="true" />
        {words.add}
        <span className="sr-only">: {name}</span>
      </Button>
      {methods.length === 0 && <p className="text-xs text-soft">{words.needMethod}</p>}
    </fieldset>
  );
}

type RowProps = Omit<ListProps, "name"> & { readonly rule: Rule; readonly at: number };

function RuleRow({ rule, at, rules, methods, onChange, timed = false }: RowProps) {
  const set = (part: Partial<Rule>) => onChange(rules.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const all = delays.includes(rule.afterSeconds) ? delays : [...delays, rule.afterSeconds].sort((a, b) => a - b);
  const name = words.row(at + 1);
  return (
    <li className="flex flex-wrap items-end gap-x-3 gap-y-2 px-3 py-2">
      <div className="min-w-44 flex-1">
        <SelectField
          label={words.method}
          value={rule.method}
          onChange={(method) => set({ method })}
          options={methods.map((one) => ({ value: one.id, label: `${channelName(one.channel)}, ${one.label || one.address}` }))}
        />
      </div>
      {timed && (
        <div className="w-32">
          <SelectField
            label={words.after}
            value={String(rule.afterSeconds)}
            onChange={(seconds) => set({ afterSeconds: Number(seconds) })}
            options={all.map((seconds) => ({ value: String(seconds), label: delayName(seconds) }))}
          />
        </div>
      )}
      <span className="flex">
        <MoveButtons name={name} at={at} last={at === rules.length - 1} move={(by) => onChange(swapped(rules, at, at + by))} />
        <IconButton label={`${t.common.remove}: ${name}`} onClick={() => onChange(without(rules, at))}>
          <X size={15} />
        </IconButton>
      </span>
    </li>
  );
}
