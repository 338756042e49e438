/** The frame of a form in a dialog of the process pages. */
import type { ReactNode } from "react";
import { Button } from "../../parts/button.tsx";
import { NotSent, RefusalNote } from "../../parts/refusal.tsx";
import type { useSubmit } from "../../parts/submit.ts";
import { t } from "../../text/en.ts";

type FormProps = {
  readonly form: Pick<ReturnType<typeof useSubmit>, "problem" | "lost" | "busy">;
  readonly go: () => void;
  readonly label: string;
  readonly close: () => void;
  readonly children: ReactNode;
  /** Whether enough is said to send it; where it is left out, the fields themselves say so. */
  readonly ready?: boolean;
};

/** Fields, what was refused, and the buttons. */
export function Form({ form, go, label, close, children, ready = true }: FormProps) {
  return (
    <form
      className="flex min-h-0 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <div className="space-y-4 overflow-y-auto px-5 py-4">
        {children}
        {form.problem && <RefusalNote problem={form.problem} focus />}
        {form.lost && <NotSent />}
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button look="quiet" onClick={close}>
          {t.common.cancel}
        </Button>
        <Button look="primary" type="submit" disabled={form.busy || !ready}>
          {label}
        </Button>
      </footer>
    </form>
  );
}
