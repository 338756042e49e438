/** A new silence: which source, under which conditions, from when until when, and why. */
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../clock.ts";
import { Button, IconButton } from "../../parts/button.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { t } from "../../text/en.ts";
import { localInput } from "../../when.ts";
import { without } from "../settings/in-order.ts";
import { SmallForm } from "../settings/part.tsx";
import { type Matcher, useSourceNames } from "./shapes.ts";

const words = t.reach.silences;

/** How long one lasts unless said otherwise, in milliseconds. */
const usual = 3_600_000;

/** The form; what is too long, or says nothing, the server refuses with its reason. */
export function SilenceForm({ done }: { readonly done: () => void }) {
  const sources = useSourceNames();
  const now = useNow();
  const [source, setSource] = useState("");
  const [matchers, setMatchers] = useState<readonly Matcher[]>([]);
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState(() => localInput(now + usual));
  const [reason, setReason] = useState("");
  const whole = matchers.filter(({ label }) => label.trim() !== "");
  const body = () => ({
    ...(source === "" ? {} : { source }),
    matchers: whole,
    ...(from === "" ? {} : { from: new Date(from).toISOString() }),
    until: new Date(until).toISOString(),
    reason: reason.trim(),
  });
  const ready = reason.trim() !== "" && until !== "" && (source !== "" || whole.length > 0);
  return (
    <SmallForm path="/silences" ready={ready} body={body} label={words.add} done={done} renew={[["silences"]]}>
      <TextField label={words.reason} required maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
      <SelectField
        label={words.source}
        value={source}
        onChange={setSource}
        blank={words.every}
        options={Object.entries(sources).map(([value, label]) => ({ value, label }))}
      />
      <Matchers value={matchers} onChange={setMatchers} />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <TextField label={words.from} type="datetime-local" optional hint={words.now} value={from} onChange={(event) => setFrom(event.target.value)} />
        <TextField label={words.until} type="datetime-local" required hint={words.longHint} value={until} onChange={(event) => setUntil(event.target.value)} />
      </div>
    </SmallForm>
  );
}

type Props = { readonly value: readonly Matcher[]; readonly onChange: (matchers: readonly Matcher[]) => void };

function Matchers({ value, onChange }: Props) {
  const set = (at: number, part: Partial<Matcher>) => onChange(value.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-medium">{words.matchers}</legend>
      {value.map((matcher, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other name than their place
        <div key={at} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2 sm:grid-cols-[minmax(0,1fr)_9rem_minmax(0,1fr)_auto]">
          <TextField label={words.label} maxLength={128} value={matcher.label} onChange={(event) => set(at, { label: event.target.value })} />
          <SelectField
            label={words.is}
            value={matcher.is}
            onChange={(is) => set(at, { is })}
            options={Object.entries(words.how).map(([key, label]) => ({ value: key, label }))}
          />
          <TextField label={words.value} maxLength={200} value={matcher.value} onChange={(event) => set(at, { value: event.target.value })} />
          <IconButton label={`${t.common.remove}: ${words.matcher(at + 1)}`} onClick={() => onChange(without(value, at))}>
            <X size={15} />
          </IconButton>
        </div>
      ))}
      <Button disabled={value.length >= 10} onClick={() => onChange([...value, { label: "", is: "equal", value: "" }])}>
        <Plus size={15} aria-hidden="true" />
        {words.addMatcher}
      </Button>
    </fieldset>
  );
}
