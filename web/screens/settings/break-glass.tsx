/** The emergency way into an incident that is hidden: by what somebody said of it, for a reason, and loud (K6). */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { buttonLook } from "../../parts/button.tsx";
import { TextArea, TextField } from "../../parts/field.tsx";
import { t } from "../../text/en.ts";
import { SmallForm } from "./part.tsx";

const words = t.settings.glass;
/** As the server asks for it. */
const leastReason = 10;

/** The form, and after it the way to the room. */
export function BreakGlass() {
  const [opened, setOpened] = useState<string | null>(null);
  if (opened === null) return <Breaking done={setOpened} />;
  return (
    <div role="status" className="arrive card mb-8 flex flex-wrap items-center justify-between gap-3 p-4">
      <p>{words.opened}</p>
      <Link to="/incidents/$number" params={{ number: opened }} className={buttonLook("primary")}>
        {words.go}
      </Link>
    </div>
  );
}

function Breaking({ done }: { readonly done: (id: string) => void }) {
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  return (
    <details className="card mb-8">
      <summary className="cursor-pointer px-4 py-3 font-medium">{words.title}</summary>
      <p className="max-w-prose px-4 text-soft">{words.says}</p>
      <SmallForm
        path={`/incidents/${encodeURIComponent(name.trim())}/break-glass`}
        ready={name.trim() !== "" && reason.trim().length >= leastReason}
        label={words.open}
        body={() => ({ reason })}
        done={(answer) => done((answer as { id: string }).id)}
        renew={[["board"], ["incidents"]]}
      >
        <TextField label={words.name} hint={words.nameHint} required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        <TextArea label={words.reason} required minLength={leastReason} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </SmallForm>
    </details>
  );
}
