/** Paging a commander: whoever is on call for it is called at once, in the incident that is open or in a new one; under a process without such a call, one sentence becomes a report. */
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { write } from "../api.ts";
import { t } from "../text/en.ts";
import { Button } from "./button.tsx";
import { Consequences, useConsequences } from "./consequences.tsx";
import { Dialog } from "./dialog.tsx";
import { TextField } from "./field.tsx";
import { NotSent, RefusalNote } from "./refusal.tsx";
import { useSubmit } from "./submit.ts";

const words = t.reach.commander;
const path = "/incidents/page-commander";

/** The dialog: who will be called stands in it before anything is sent. */
export function PageCommander({ close }: { readonly close: () => void }) {
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const ready = title.trim().length > 2;
  const input = { reason: title.trim() };
  const seen = useConsequences(path, ready ? input : null);
  const form = useSubmit<{ readonly number: number | null; readonly id: string }>();
  const send = async () => {
    const made = await form.send((key) => write("POST", path, input, key));
    if (made) await navigate({ to: "/incidents/$number", params: { number: String(made.number ?? made.id) } });
  };
  return (
    <Dialog title={words.title} says={words.says} close={close}>
      <form
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div className="relative flex-1 space-y-4 overflow-y-auto px-5 py-4">
          <TextField label={words.sentence} required minLength={3} maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
          <Consequences of={seen} waiting={t.start.report.fill} />
          {form.problem && <RefusalNote problem={form.problem} focus />}
          {form.lost && <NotSent />}
        </div>
        <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          <Button look="quiet" onClick={() => void navigate({ to: "/report", search: {} })}>
            {words.more}
          </Button>
          <Button look="primary" type="submit" disabled={form.busy || !ready}>
            {words.go}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
