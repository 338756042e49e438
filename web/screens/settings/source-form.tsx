/** Adding a source of alerts, or changing its settings: what concerns every source, and what only some kinds have. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CheckField, SelectField, TextField } from "../../parts/field.tsx";
import { listQuery } from "../../queries.ts";
import type { Area, Source } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { target } from "./keys.tsx";
import { SmallForm } from "./part.tsx";
import { kindsQuery, type Made } from "./source-key.tsx";

const words = t.settings.sources;
const more = t.reach.source;

type Settings = Readonly<Record<string, unknown>>;
type Watchdog = { readonly alertname: string; readonly every: string; readonly grace: string };

const watchdog: Watchdog = { alertname: "Watchdog", every: "5m", grace: "2m" };
const fresh: Settings = { area: null, declare: "report", stormLimit: 40 };

/** What only this kind has, where it is a new one. */
const ofKind: Readonly<Record<string, Settings>> = { heartbeat: { every: "5m", grace: "1m" }, alertmanager: { watchdog: null } };

/** The form; what it does not show of a source's settings stays as it is. */
export function SourceForm({ item, done }: { readonly item: Source | null; readonly done: (answer: unknown) => void }) {
  const kinds = useQuery(kindsQuery);
  const [chosen, setChosen] = useState("");
  const [title, setTitle] = useState(item?.title ?? "");
  const [settings, setSettings] = useState<Settings>(item?.settings ?? fresh);
  const name = item?.kind ?? (chosen || (kinds.data?.[0]?.name ?? ""));
  const kind = kinds.data?.find((one) => one.name === name);
  const whole = item === null ? { ...ofKind[name], ...settings } : settings;
  const set = (part: Settings) => setSettings((before) => ({ ...before, ...part }));
  const { stamp, ...to } = target("/sources", item);
  const pick = (other: string) => {
    setChosen(other);
    setSettings(({ every: _every, grace: _grace, watchdog: _watchdog, ...shared }) => shared);
  };
  return (
    <SmallForm
      {...to}
      label={item === null ? t.common.add : t.common.save}
      ready={title.trim() !== "" && name !== ""}
      body={() => ({ ...stamp, ...(item === null ? { kind: name } : {}), title, settings: whole })}
      done={(answer) => done(item === null ? { ...(answer as Made), kind: name, howTo: kind?.howTo } : null)}
      renew={[
        ["list", "/sources"],
        ["list", "/heartbeats"],
      ]}
    >
      {item === null && (
        <SelectField label={words.kind} value={name} onChange={pick} options={(kinds.data ?? []).map((one) => ({ value: one.name, label: one.title }))} />
      )}
      <TextField label={words.name} required maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} />
      {name === "heartbeat" && <Expected value={whole} onChange={set} />}
      {name === "alertmanager" && <WatchdogField value={(whole.watchdog ?? null) as Watchdog | null} onChange={(value) => set({ watchdog: value })} />}
      <Shared settings={whole} onChange={set} />
    </SmallForm>
  );
}

type PartProps = { readonly settings: Settings; readonly onChange: (part: Settings) => void };

/** What every source has. */
function Shared({ settings, onChange }: PartProps) {
  const areas = useQuery(listQuery<Area>("/areas"));
  return (
    <div className="grid items-start gap-4 md:grid-cols-3">
      <SelectField
        label={more.area}
        hint={more.areaHint}
        value={typeof settings.area === "string" ? settings.area : ""}
        onChange={(area) => onChange({ area: area === "" ? null : area })}
        blank={more.noArea}
        options={(areas.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        label={more.declare}
        value={String(settings.declare ?? "report")}
        onChange={(declare) => onChange({ declare })}
        options={Object.entries(more.declares).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        label={more.storm}
        hint={more.stormHint}
        type="number"
        min={1}
        max={1_000}
        required
        value={Number(settings.stormLimit ?? 40)}
        onChange={(event) => onChange({ stormLimit: Math.max(1, Math.round(Number(event.target.value))) })}
      />
    </div>
  );
}

type ExpectedProps = { readonly value: Settings; readonly onChange: (part: { readonly every: string } | { readonly grace: string }) => void };

/** How often a sign of life must come. */
function Expected({ value, onChange }: ExpectedProps) {
  return (
    <div className="grid grid-cols-2 items-start gap-4">
      <TextField
        label={more.every}
        hint={more.everyHint}
        required
        maxLength={20}
        value={String(value.every ?? "")}
        onChange={(event) => onChange({ every: event.target.value })}
      />
      <TextField
        label={more.grace}
        hint={more.graceHint}
        required
        maxLength={20}
        value={String(value.grace ?? "")}
        onChange={(event) => onChange({ grace: event.target.value })}
      />
    </div>
  );
}

type WatchdogProps = { readonly value: Watchdog | null; readonly onChange: (value: Watchdog | null) => void };

function WatchdogField({ value, onChange }: WatchdogProps) {
  return (
    <div className="space-y-3">
      <CheckField label={more.watchdog} hint={more.watchdogHint} checked={value !== null} onChange={(on) => onChange(on ? watchdog : null)} />
      {value && (
        <>
          <TextField
            label={more.alertname}
            required
            maxLength={200}
            value={value.alertname}
            onChange={(event) => onChange({ ...value, alertname: event.target.value })}
          />
          <Expected value={value} onChange={(part) => onChange({ ...value, ...part })} />
        </>
      )}
    </div>
  );
}
