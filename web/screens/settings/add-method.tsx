/** Adding a way to reach me: what each channel needs, and a code sent at once to prove it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CopyText } from "../../parts/copy.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { Loading } from "../../parts/states.tsx";
import { channelsQuery } from "../../queries.ts";
import type { Channel, ContactMethod } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { list } from "../../when.ts";
import { SmallForm } from "./part.tsx";
import { canPush, subscribe } from "./push.ts";
import { useSmall } from "./small.ts";

const words = t.reach.method;

/** Where they are read and changed. */
export const path = "/people/me/methods";

type Added = { readonly method: ContactMethod; readonly secret: string | null };

const usual = Object.keys(t.reach.channels);

/** The usual ways first, what we have no word for last. */
const place = ({ name }: Channel) => (usual.includes(name) ? usual.indexOf(name) : usual.length);

/** Our word for a channel, else the server's. */
export const channelName = (channel: string, title = channel): string => t.reach.channels[channel] ?? title;

/** The form that adds one. */
export function AddMethod() {
  const channels = useQuery(channelsQuery);
  return <Loading of={channels}>{(data) => <Form channels={data} />}</Loading>;
}

function Form({ channels }: { readonly channels: readonly Channel[] }) {
  const small = useSmall(["list", path]);
  const ready = channels.filter((one) => one.ready).sort((a, b) => place(a) - place(b));
  const missing = channels.filter((one) => !one.ready).map((one) => channelName(one.name, one.title));
  const [picked, setPicked] = useState("");
  const [address, setAddress] = useState("");
  const [token, setToken] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const channel = ready.find((one) => one.name === picked) ?? ready[0];
  if (!channel) return <p className="p-4 text-sm text-soft">{words.missing(list(missing))}</p>;
  const push = channel.name === "push";
  const body = async () => {
    setProblem(null);
    if (!push) return { channel: channel.name, address: address.trim(), ...(token.trim() === "" ? {} : { secret: token.trim() }) };
    const found = await subscribe();
    if ("says" in found) setProblem(found.says);
    return "says" in found ? null : { channel: "push", ...found };
  };
  const done = async (answer: unknown) => {
    const { method, secret: made } = answer as Added;
    setAddress("");
    setToken("");
    setSecret(made);
    if (!method.verifiedAt) await small("POST", `${path}/${method.id}/code`, {}, words.codeSent);
  };
  return (
    <>
      <SmallForm
        path={path}
        ready={push ? canPush() : address.trim() !== ""}
        body={body}
        done={(answer) => void done(answer)}
        {...(push ? { label: words.browser } : {})}
      >
        <div className="grid items-start gap-3 md:grid-cols-[12rem_minmax(0,1fr)]">
          <SelectField
            label={t.settings.me.channel}
            hint={channel.wakes ? words.wakes : words.sleeps}
            value={channel.name}
            onChange={setPicked}
            options={ready.map((one) => ({ value: one.name, label: channelName(one.name, one.title) }))}
          />
          {push ? (
            <p className="text-sm text-soft md:pt-6">{canPush() ? words.browserSays : words.noPush}</p>
          ) : (
            <Address channel={channel.name} value={address} onChange={setAddress} />
          )}
        </div>
        {channel.name === "ntfy" && (
          <TextField label={words.token} optional hint={words.tokenHint} value={token} onChange={(event) => setToken(event.target.value)} />
        )}
        {problem && (
          <p role="alert" className="rounded-lg bg-sunken px-3 py-2 text-sm">
            {problem}
          </p>
        )}
        {missing.length > 0 && <p className="text-xs text-soft">{words.missing(list(missing))}</p>}
      </SmallForm>
      {secret && (
        <div role="status" className="arrive space-y-1 px-4 pb-4">
          <p className="text-sm font-medium">{words.secret}</p>
          <CopyText text={secret} />
        </div>
      )}
    </>
  );
}

const modes: Readonly<Record<string, "tel" | "email" | "url">> = { sms: "tel", voice: "tel", email: "email", ntfy: "url", webhook: "url" };

function Address({ channel, value, onChange }: { readonly channel: string; readonly value: string; readonly onChange: (address: string) => void }) {
  const { label = words.other, hint = "" } = words.addresses[channel] ?? {};
  return <TextField label={label} hint={hint} inputMode={modes[channel] ?? "text"} value={value} onChange={(event) => onChange(event.target.value)} />;
}
