/** How much may reach one address and one person: what is in force, and what the organisation sets otherwise. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { Loading, Section } from "../../parts/states.tsx";
import { t } from "../../text/en.ts";
import { list, span } from "../../when.ts";
import { SmallForm } from "./part.tsx";

const words = t.reach.limits;

type Window = { readonly most: number; readonly perSeconds: number };
type Limits = {
  readonly addresses: Readonly<Record<string, readonly Window[]>>;
  readonly each: readonly Window[];
  readonly person: Window;
  readonly day: { readonly most: number };
};
type Overrides = Partial<Omit<Limits, "addresses">> & { readonly addresses?: Readonly<Record<string, readonly Window[]>> };
type Answer = { readonly version: number; readonly limits: Limits; readonly defaults: Limits; readonly overrides: Overrides };

/** The section. */
export function LimitsPart({ admin }: { readonly admin: boolean }) {
  const limits = useQuery({ queryKey: ["limits"], queryFn: () => get<Answer>("/limits") });
  return (
    <Section title={words.title}>
      <p className="px-4 pt-3 text-sm text-soft">{words.says}</p>
      <Loading of={limits}>{(data) => <Form key={data.version} answer={data} admin={admin} />}</Loading>
    </Section>
  );
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Only what differs from the usual is an override. */
function overridesOf(draft: Limits, usual: Limits): Overrides {
  const addresses = Object.fromEntries(Object.entries(draft.addresses).filter(([channel, windows]) => !same(windows, usual.addresses[channel])));
  return {
    ...(Object.keys(addresses).length > 0 ? { addresses } : {}),
    ...(same(draft.each, usual.each) ? {} : { each: draft.each }),
    ...(same(draft.person, usual.person) ? {} : { person: draft.person }),
    ...(same(draft.day, usual.day) ? {} : { day: draft.day }),
  };
}

function Form({ answer, admin }: { readonly answer: Answer; readonly admin: boolean }) {
  const [draft, setDraft] = useState(answer.limits);
  const usual = answer.defaults;
  const set = (part: Partial<Limits>) => setDraft((before) => ({ ...before, ...part }));
  const address = (channel: string) => (windows: readonly Window[]) => set({ addresses: { ...draft.addresses, [channel]: windows } });
  return (
    <SmallForm
      path="/limits"
      method="PUT"
      ready={admin}
      body={() => ({ version: answer.version, overrides: overridesOf(draft, usual) })}
      label={t.common.save}
      done={() => note(t.common.saved)}
      renew={[["limits"]]}
    >
      <Windows name={words.person} value={[draft.person]} usual={[usual.person]} onChange={([person = usual.person]) => set({ person })} />
      <Windows name={words.each} value={draft.each} usual={usual.each} onChange={(each) => set({ each })} />
      <Windows name={words.sms} value={draft.addresses.sms ?? []} usual={usual.addresses.sms ?? []} onChange={address("sms")} />
      <Windows name={words.voice} value={draft.addresses.voice ?? []} usual={usual.addresses.voice ?? []} onChange={address("voice")} />
      <div className="space-y-1">
        <p className="text-sm font-medium">{words.day}</p>
        <div className="flex items-center gap-2 text-sm">
          {words.most}
          <Amount label={words.mostOf(words.day)} value={draft.day.most} onChange={(most) => set({ day: { most } })} />
        </div>
        <p className="text-xs text-soft">{words.usual(String(usual.day.most))}</p>
      </div>
      {admin && !same(draft, usual) && (
        <Button look="quiet" onClick={() => setDraft(usual)}>
          {words.reset}
        </Button>
      )}
    </SmallForm>
  );
}

type WindowsProps = {
  readonly name: string;
  readonly value: readonly Window[];
  readonly usual: readonly Window[];
  readonly onChange: (windows: readonly Window[]) => void;
};

/** `5 within 15 minutes`, one line for each window. */
function Windows({ name, value, usual, onChange }: WindowsProps) {
  const set = (at: number, part: Partial<Window>) => onChange(value.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <div className="space-y-1">
      <p className="text-sm font-medium">{name}</p>
      {value.map((window, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: windows have no other name than their place
        <div key={at} className="flex flex-wrap items-center gap-2 text-sm">
          {words.most}
          <Amount label={words.mostOf(name)} value={window.most} onChange={(most) => set(at, { most })} />
          {words.within}
          <Amount label={words.withinOf(name)} value={window.perSeconds / 60} onChange={(minutes) => set(at, { perSeconds: minutes * 60 })} />
          {words.minutes}
        </div>
      ))}
      <p className="text-xs text-soft">{words.usual(list(usual.map(({ most, perSeconds }) => words.window(most, span(perSeconds * 1_000)))))}</p>
    </div>
  );
}

type AmountProps = { readonly label: string; readonly value: number; readonly onChange: (value: number) => void };

function Amount({ label, value, onChange }: AmountProps) {
  return (
    <input
      type="number"
      min={1}
      required
      className="field max-w-24"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(Math.max(1, Math.round(Number(event.target.value))))}
    />
  );
}
