/** The ways to reach me: their order, their proof, and the way out of the list. */
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { note } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import { Tag } from "../../parts/marks.tsx";
import { Empty } from "../../parts/states.tsx";
import type { ContactMethod } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { channelName, path } from "./add-method.tsx";
import { MoveButtons } from "./move-buttons.tsx";
import { SmallForm } from "./part.tsx";
import { useSmall } from "./small.ts";
import { Sure } from "./sure.tsx";

const words = t.settings.me;
const more = t.reach.method;

const renew = ["list", path];

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
  const how = channelName(method.channel);
  const proven = method.verifiedAt !== null && method.deadReason === null;
  return (
    <li className="px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="w-4 text-right text-faint">{at + 1}</span>
        <span className="min-w-40 flex-1">
          <span className="block font-medium">{how}</span>
          <span className="block text-sm break-words text-soft">
            {method.label ? `${method.label} · ` : ""}
            {method.address}
          </span>
        </span>
        <Tag>{method.deadReason ? more.dead : proven ? words.verified : words.unverified}</Tag>
        <span className="flex flex-wrap">
          <MoveButtons name={method.address} at={at} last={last} move={move} />
          <SendTo method={method} />
          <Button look="quiet" aria-expanded={sure} onClick={() => setSure(!sure)}>
            {sure ? t.common.cancel : t.common.remove}
            <span className="sr-only">{` ${how} ${method.address}`}</span>
          </Button>
        </span>
      </div>
      {method.deadReason && <p className="pl-7 text-sm font-medium">{method.deadReason}</p>}
      {sure && (
        <Sure
          path={`${path}/${method.id}`}
          method="DELETE"
          says={words.sureRemove(how, method.address)}
          label={t.common.remove}
          renew={[renew, ["rules"]]}
          done={() => note(t.common.saved)}
        />
      )}
      {!proven && <Verify method={method} />}
    </li>
  );
}

/** A test to what is proven, the code once more to what is not, or not any more. */
function SendTo({ method }: { readonly method: ContactMethod }) {
  const small = useSmall(renew);
  const [what, label, said] = method.deadReason
    ? (["code", more.revive, more.codeSent] as const)
    : method.verifiedAt
      ? (["test", words.test, words.tested] as const)
      : (["code", words.again, words.sentAgain] as const);
  return (
    <Button look="quiet" onClick={() => void small("POST", `${path}/${method.id}/${what}`, {}, said)}>
      {label}
      <span className="sr-only">{` ${channelName(method.channel)} ${method.address}`}</span>
    </Button>
  );
}

/** A whole code is sent by itself: phones fill it in with one tap. */
const wholeCode = /^\d{6}$/;

function Verify({ method }: { readonly method: ContactMethod }) {
  const [code, setCode] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const type = (typed: string) => {
    flushSync(() => setCode(typed));
    if (wholeCode.test(typed.trim())) box.current?.querySelector("form")?.requestSubmit();
  };
  return (
    <div ref={box} className="mt-1 rounded-lg bg-sunken">
      <SmallForm
        path={`${path}/${method.id}/verify`}
        ready={code.trim() !== ""}
        body={() => ({ code: code.trim() })}
        label={words.verify}
        done={() => note(words.verified)}
        renew={[renew, ["rules"]]}
      >
        <TextField
          className="field max-w-48"
          label={words.code}
          hint={words.codeHint}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => type(event.target.value)}
        />
      </SmallForm>
    </div>
  );
}
