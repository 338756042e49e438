/** Me: my zone and hours, and the ways to reach me in the order in which they are tried. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { get, Unreachable, write } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { Button, IconButton } from "../../parts/button.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { Tag } from "../../parts/marks.tsx";
import { Empty, Loading, Section } from "../../parts/states.tsx";
import { ZoneField } from "../../parts/zone-field.tsx";
import { listQuery } from "../../queries.ts";
import type { ContactMethod, Person } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { PartHead, SmallForm } from "./part.tsx";

const words = t.settings.me;
const methods = "/people/me/methods";

/** The part. */
export function Me() {
  const me = useQuery({ queryKey: ["me"], queryFn: () => get<Person>("/me") });
  const list = useQuery(listQuery<ContactMethod>(methods));
  return (
    <>
      <PartHead title={t.settings.sections.me ?? ""} says={words.says} />
      <Section title={words.methods} aside={<span className="text-xs text-soft">{words.methodsSays}</span>}>
        <Loading of={list}>{(data) => <Methods items={data} />}</Loading>
        <div className="border-t border-line">
          <AddMethod />
        </div>
      </Section>
      <Section title={t.settings.personal}>
        <Loading of={me}>{(person) => <Personal person={person} />}</Loading>
      </Section>
    </>
  );
}

/** Sends something small and says what came of it. */
function useSmall() {
  const client = useQueryClient();
  return async (method: "POST" | "PATCH" | "DELETE", path: string, body: unknown, said: string) => {
    try {
      const answer = await write(method, path, body);
      note(answer.ok ? said : answer.problem.detail, answer.ok ? [] : answer.problem.rule);
      if (answer.ok) await client.invalidateQueries({ queryKey: ["list", methods] });
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      note(t.away.notSent);
    }
  };
}

function Methods({ items }: { readonly items: readonly ContactMethod[] }) {
  const small = useSmall();
  if (items.length === 0) return <Empty title={words.noMethods}>{words.noMethodsSays}</Empty>;
  const move = (at: number, by: number) => {
    const one = items[at];
    if (one) void small("PATCH", `${methods}/${one.id}`, { version: one.version, position: at + by }, t.common.saved);
  };
  return (
    <ol className="divide-y divide-line">
      {items.map((method, at) => (
        <li key={method.id} className="px-4 py-2">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="w-4 text-right text-faint">{at + 1}</span>
            <span className="min-w-40 flex-1">
              <span className="block font-medium">{words.channels[method.channel] ?? method.channel}</span>
              <span className="block text-sm text-soft">{method.deadReason ? `${method.address}: ${method.deadReason}` : method.address}</span>
            </span>
            <Tag>{method.verifiedAt ? words.verified : words.unverified}</Tag>
            <span className="flex">
              <IconButton label={`${words.up}: ${method.address}`} disabled={at === 0} className="disabled:invisible" onClick={() => move(at, -1)}>
                <ArrowUp size={15} />
              </IconButton>
              <IconButton
                label={`${words.down}: ${method.address}`}
                disabled={at === items.length - 1}
                className="disabled:invisible"
                onClick={() => move(at, 1)}
              >
                <ArrowDown size={15} />
              </IconButton>
              {method.verifiedAt && (
                <Button look="quiet" onClick={() => void small("POST", `${methods}/${method.id}/test`, {}, words.tested)}>
                  {words.test}
                </Button>
              )}
            </span>
          </div>
          {!method.verifiedAt && <Verify method={method} />}
        </li>
      ))}
    </ol>
  );
}

function Verify({ method }: { readonly method: ContactMethod }) {
  const [code, setCode] = useState("");
  return (
    <div className="mt-1 rounded-lg bg-sunken">
      <SmallForm
        path={`${methods}/${method.id}/verify`}
        ready={code.trim() !== ""}
        body={() => ({ code: code.trim() })}
        label={words.verify}
        done={() => note(words.verified)}
        renew={[["list", methods]]}
      >
        <TextField
          label={words.code}
          hint={words.codeHint}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </SmallForm>
    </div>
  );
}

function AddMethod() {
  const [channel, setChannel] = useState("sms");
  const [address, setAddress] = useState("");
  return (
    <SmallForm path={methods} ready={address.trim() !== ""} body={() => ({ channel, address: address.trim() })} done={() => setAddress("")}>
      <div className="grid gap-3 md:grid-cols-[10rem_minmax(0,1fr)]">
        <SelectField
          label={words.channel}
          value={channel}
          onChange={setChannel}
          options={["sms", "voice", "email"].map((value) => ({ value, label: words.channels[value] ?? value }))}
        />
        <TextField
          label={words.address}
          inputMode={channel === "email" ? "email" : "tel"}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      </div>
    </SmallForm>
  );
}

/** Working hours as the form shows them: the same on every working day. */
function hoursOf(person: Person): { readonly from: string; readonly to: string } {
  const [from = "09:00", to = "18:00"] = Object.values(person.working ?? {})[0] ?? [];
  return { from, to };
}

function Personal({ person }: { readonly person: Person }) {
  const [name, setName] = useState(person.name);
  const [zone, setZone] = useState(person.zone ?? "");
  const [hours, setHours] = useState(() => hoursOf(person));
  const days = Object.keys(person.working ?? { 1: [], 2: [], 3: [], 4: [], 5: [] });
  const body = () => ({
    version: person.version,
    name,
    ...(zone === "" ? {} : { zone }),
    working: Object.fromEntries(days.map((day) => [day, [hours.from, hours.to]])),
  });
  return (
    <SmallForm
      path="/people/me"
      method="PATCH"
      ready={name.trim() !== ""}
      body={body}
      label={t.common.save}
      done={() => note(t.common.saved)}
      renew={[["me"], ["session"], ["people"]]}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label={words.name} value={name} onChange={(event) => setName(event.target.value)} />
        <ZoneField value={zone} onChange={setZone} />
        <TextField label={words.from} type="time" value={hours.from} onChange={(event) => setHours({ ...hours, from: event.target.value })} />
        <TextField label={words.to} type="time" value={hours.to} onChange={(event) => setHours({ ...hours, to: event.target.value })} />
      </div>
      <p className="text-xs text-soft">{words.hoursHint}</p>
    </SmallForm>
  );
}
