/** The ways to reach me: their order, their proof, and the way out of the list. */
import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { note } from "../../parts/announce.tsx";
import { Button, IconButton } from "../../parts/button.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { Tag } from "../../parts/marks.tsx";
import { Empty } from "../../parts/states.tsx";
import type { ContactMethod } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { SmallForm } from "./part.tsx";
import { useSmall } from "./small.ts";
import { Sure } from "./sure.tsx";

const words = t.settings.me;

/** Where they are read and changed. */
export const path = "/people/me/methods";
const renew = ["list", path];

const howOf = ({ channel }: ContactMethod) => words.channels[channel] ?? channel;

/** The list, in the order in which they are tried. */
export function Methods({ items }: { readonly items: readonly ContactMethod[] }) {
  const small = useSmall(renew);
  if (items.length === 0) return <Empty title={words.noMethods}>{words.noMethodsSays}</Empty>;
  const move = (at: number, by: number) => {
    const one = items[at];
    if (one) void small("PATCH", `${path}/${one.id}`, { version: one.version, position: at + by }, t.common.saved);
  };
  return (
    <ol className="divide-y divide-line">
      {items.map((method, at) => (
        <MethodRow key={method.id} method={method} at={at} last={at === items.length - 1} move={(by) => move(at, by)} />
      ))}
    </ol>
  );
}

type RowProps = { readonly method: ContactMethod; readonly at: number; readonly last: boolean; readonly move: (by: number) => void };

function MethodRow({ method, at, last, move }: RowProps) {
  const [sure, setSure] = useState(false);
  return (
    <li className="px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="w-4 text-right text-faint">{at + 1}</span>
        <span className="min-w-40 flex-1">
          <span className="block font-medium">{howOf(method)}</span>
          <span className="block text-sm text-soft">{method.deadReason ? `${method.address}: ${method.deadReason}` : method.address}</span>
        </span>
        <Tag>{method.verifiedAt ? words.verified : words.unverified}</Tag>
        <span className="flex flex-wrap">
          <IconButton label={`${words.up}: ${method.address}`} disabled={at === 0} className="disabled:invisible" onClick={() => move(-1)}>
            <ArrowUp size={15} />
          </IconButton>
          <IconButton label={`${words.down}: ${method.address}`} disabled={last} className="disabled:invisible" onClick={() => move(1)}>
            <ArrowDown size={15} />
          </IconButton>
          <SendTo method={method} />
          <Button look="quiet" aria-expanded={sure} onClick={() => setSure(!sure)}>
            {sure ? t.common.cancel : t.common.remove}
            <span className="sr-only">{` ${howOf(method)} ${method.address}`}</span>
          </Button>
        </span>
      </div>
      {sure && (
        <Sure
          path={`${path}/${method.id}`}
          method="DELETE"
          says={words.sureRemove(howOf(method), method.address)}
          label={t.common.remove}
          renew={[renew]}
          done={() => note(t.common.saved)}
        />
      )}
      {!method.verifiedAt && <Verify method={method} />}
    </li>
  );
}

/** A test to what is proven, the code once more to what is not. */
function SendTo({ method }: { readonly method: ContactMethod }) {
  const small = useSmall(renew);
  const [what, label, said] = method.verifiedAt ? (["test", words.test, words.tested] as const) : (["code", words.again, words.sentAgain] as const);
  return (
    <Button look="quiet" onClick={() => void small("POST", `${path}/${method.id}/${what}`, {}, said)}>
      {label}
      <span className="sr-only">{` ${howOf(method)} ${method.address}`}</span>
    </Button>
  );
}

function Verify({ method }: { readonly method: ContactMethod }) {
  const [code, setCode] = useState("");
  return (
    <div className="mt-1 rounded-lg bg-sunken">
      <SmallForm
        path={`${path}/${method.id}/verify`}
        ready={code.trim() !== ""}
        body={() => ({ code: code.trim() })}
        label={words.verify}
        done={() => note(words.verified)}
        renew={[[...renew]]}
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

/** The form that adds one. */
export function AddMethod() {
  const [channel, setChannel] = useState("sms");
  const [address, setAddress] = useState("");
  return (
    <SmallForm path={path} ready={address.trim() !== ""} body={() => ({ channel, address: address.trim() })} done={() => setAddress("")}>
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
