/** The dialog of any command: its form, its consequences, and the refusal that teaches. */
import { useState } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import { newKey, type Problem, Unreachable } from "../api.ts";
import { useDraft } from "../draft.ts";
import { t } from "../text/en.ts";
import { note } from "./announce.tsx";
import { Button } from "./button.tsx";
import { formFor } from "./command-forms.tsx";
import { type Input, useCommands } from "./commands.tsx";
import { Consequences, useConsequences } from "./consequences.tsx";
import { Dialog } from "./dialog.tsx";
import { NotSent, RefusalNote } from "./refusal.tsx";
import { fieldsOf, humanize, isComplete } from "./schema.ts";

type Props = { readonly name: string; readonly initial: Input; readonly problem: Problem | null; readonly close: () => void };

const untouched: Input = {};

/** Roles by the names the process gives them: who may insist, and whose seat is missing (`role.scribe`). */
function withLabel<T extends Pick<Problem, "override" | "unmet">>(told: T | null, room: RoomView): T | null {
  if (!told) return null;
  const label = (role: string) => room.roles.find((one) => one.role === role)?.label ?? role;
  const unmet = told.unmet?.map((one) => (one.startsWith("role.") ? label(one.slice("role.".length)) : one));
  return { ...told, ...(unmet ? { unmet } : {}), ...(told.override ? { override: { ...told.override, role: label(told.override.role) } } : {}) };
}

/** What to do instead; where a role passes by an offer, nobody is told to hand it over. */
function insteadOf(name: string | undefined, ability: ReturnType<typeof useCommands>["ability"]) {
  if (name === undefined) return undefined;
  return (name === "hand-over" ? ability("offer-handover") : undefined) ?? ability(name);
}

/** Typed text waits in the tab until it is sent, so closing by mistake costs nothing. */
export function CommandDialog({ name, initial, problem: before, close }: Props) {
  const { room, path, ability, open, send } = useCommands();
  const found = ability(name);
  const [typed, setTyped, forget] = useDraft<Input>(`${room.incident.id}/${name}/${JSON.stringify(initial)}`, untouched);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Problem | null>(before);
  const [state, setState] = useState<"still" | "sending" | "lost">("still");
  const [key, setKey] = useState(newKey);
  const input: Input = { ...initial, ...typed };
  const fields = fieldsOf(found?.input);
  const [held, hold] = useState(false);
  const complete = isComplete(fields, input) && !held;
  const seen = useConsequences(`${path}/${name}`, complete ? input : null);
  const title = found?.title ?? humanize(name);
  const told = withLabel(problem ?? found?.refused ?? null, room);
  const insisting = told?.override !== undefined && reason.trim() !== "";

  const submit = async () => {
    setState("sending");
    try {
      const answer = await send(name, insisting ? { ...input, override: { reason: reason.trim() } } : input, key);
      setState("still");
      setKey(newKey());
      if (!answer.ok) return setProblem(answer.problem);
      forget();
      note(t.room.done(title));
      close();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      setState("lost");
    }
  };

  const instead = insteadOf(told?.instead, ability);
  const { form: Fields, wide, says = found?.says } = formFor(name);
  return (
    <Dialog title={title} {...(says ? { says } : {})} close={close} {...(wide ? { wide } : {})}>
      <form
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="flex-1 space-y-4 relative overflow-y-auto px-5 py-4">
          {told && (
            <RefusalNote
              key={problem ? `${problem.code}${problem.detail}` : "before"}
              problem={told}
              focus={problem !== null}
              instead={instead && { title: instead.title, open: () => open(instead.name) }}
              reason={{ value: reason, set: setReason }}
            />
          )}
          <Fields
            fields={fields}
            input={input}
            set={(part) => setTyped((known) => ({ ...known, ...part }))}
            initial={initial}
            hold={hold}
            seen={seen.data ?? null}
          />
          <Consequences of={seen} />
          {state === "lost" && <NotSent />}
        </div>
        <footer className="flex justify-end gap-2 border-t border-line px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          <Button look="quiet" onClick={close}>
            {t.common.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={state === "sending" || !complete || (problem === null && found?.refused != null && !insisting)}>
            {insisting ? t.refusal.insist : title}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
