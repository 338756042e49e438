/** Rooms and webhooks that escalation steps may write to: added, tried out, changed, removed; a signing secret is shown once. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { note } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { CopyText } from "../../parts/copy.tsx";
import { Choice, SelectField, TextField } from "../../parts/field.tsx";
import { Tag } from "../../parts/marks.tsx";
import { channelsQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";
import { list } from "../../when.ts";
import { channelName } from "./add-method.tsx";
import { target } from "./keys.tsx";
import { ListPart, ListRow, SmallForm } from "./part.tsx";
import { useSmall } from "./small.ts";
import { Sure } from "./sure.tsx";

const words = t.escalation.endpoints;
const path = "/endpoints";

type Endpoint = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly channel: string;
  /** Masked. */
  readonly address: string;
  readonly version: number;
  readonly usedBy: readonly { readonly id: string; readonly title: string }[];
};

/** Channels with an address that is no person's. */
const roomChannels = ["webhook", "ntfy", "chat"];

/** The list, below the policies. */
export function Endpoints() {
  return (
    <div className="mt-8">
      <ListPart<Endpoint>
        title={words.title}
        says={words.says}
        path={path}
        none={words.none}
        noneSays={words.noneSays}
        row={(endpoint, edit) => <EndpointRow key={endpoint.id} endpoint={endpoint} edit={edit} />}
        form={(done, item) => <EndpointForm item={item} done={done} />}
        after={(answer) => <Secret of={(answer as { readonly secret: string | null }).secret} />}
      />
    </div>
  );
}

function Secret({ of: secret }: { readonly of: string | null }) {
  if (secret === null) return <p>{t.common.saved}</p>;
  return (
    <>
      <p className="mb-1 text-sm font-medium">{words.secret}</p>
      <CopyText text={secret} />
    </>
  );
}

function EndpointForm({ item, done }: { readonly item: Endpoint | null; readonly done: (answer: unknown) => void }) {
  const offered = useQuery(channelsQuery);
  const [name, setName] = useState(item?.name ?? "");
  const [kind, setKind] = useState(item?.kind ?? "room");
  const [channel, setChannel] = useState(item?.channel ?? "webhook");
  const [address, setAddress] = useState("");
  const { stamp, ...to } = target(path, item);
  const changed = address.trim() === "" ? {} : { address: address.trim() };
  const body = () => (item === null ? { name, kind, channel, address: address.trim() } : { ...stamp, name, ...changed });
  const channels = (offered.data ?? []).filter((one) => one.ready && roomChannels.includes(one.name));
  return (
    <SmallForm
      {...to}
      label={item === null ? t.common.add : t.common.save}
      ready={name.trim() !== "" && (item !== null || address.trim() !== "")}
      body={body}
      done={done}
      renew={[["list", path]]}
    >
      {item === null && (
        <Choice legend={words.kind} options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))} value={kind} onChange={setKind} />
      )}
      <TextField label={words.name} required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      {item === null && (
        <SelectField
          label={words.channel}
          value={channel}
          onChange={setChannel}
          options={channels.map((one) => ({ value: one.name, label: channelName(one.name, one.title) }))}
        />
      )}
      <TextField
        label={item === null ? words.address : words.newAddress}
        hint={item === null ? words.addressHint : words.newAddressHint}
        inputMode="url"
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
    </SmallForm>
  );
}

function EndpointRow({ endpoint, edit }: { readonly endpoint: Endpoint; readonly edit: ReactNode }) {
  const small = useSmall(["list", path]);
  const [sure, setSure] = useState(false);
  const own = `${path}/${encodeURIComponent(endpoint.id)}`;
  const used = endpoint.usedBy.length > 0 ? ` · ${words.usedBy(list(endpoint.usedBy.map(({ title }) => title)))}` : "";
  return (
    <ListRow
      title={endpoint.name}
      says={`${channelName(endpoint.channel)} · ${endpoint.address}${used}`}
      aside={
        <span className="flex shrink-0 flex-wrap items-center justify-end gap-1">
          <Tag>{words.kinds[endpoint.kind] ?? endpoint.kind}</Tag>
          <Button look="quiet" onClick={() => void small("POST", `${own}/test`, {}, words.tested)}>
            {words.test}
            <span className="sr-only"> {endpoint.name}</span>
          </Button>
          {edit}
          <Button look="quiet" aria-expanded={sure} onClick={() => setSure(!sure)}>
            {sure ? t.common.cancel : t.common.remove}
            <span className="sr-only"> {endpoint.name}</span>
          </Button>
        </span>
      }
    >
      {sure && (
        <Sure
          path={`${own}?version=${endpoint.version}`}
          method="DELETE"
          says={words.sureRemove(endpoint.name)}
          label={t.common.remove}
          renew={[["list", path]]}
          done={() => note(t.common.saved)}
        />
      )}
    </ListRow>
  );
}
