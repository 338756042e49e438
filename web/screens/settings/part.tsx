/** What the parts of the settings have in common: a heading, a list, and a form that adds to it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { write } from "../../api.ts";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import { NotSent, RefusalNote } from "../../parts/refusal.tsx";
import { Empty, Loading } from "../../parts/states.tsx";
import { useSubmit } from "../../parts/submit.ts";
import { listQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";

/** The heading of a part. */
export function PartHead({ title, says, aside }: { readonly title: string; readonly says: string; readonly aside?: ReactNode }) {
  return (
    <header className="mb-4 flex flex-wrap items-start justify-between gap-3">
      <div>
        <h2 className="text-lg">{title}</h2>
        <p className="text-soft">{says}</p>
      </div>
      {aside}
    </header>
  );
}

type FormProps = {
  readonly path: string;
  readonly method?: "POST" | "PATCH" | "PUT" | "DELETE";
  /** What is sent, or a promise of it; null: not now, and it has said why itself. */
  readonly body: () => unknown;
  readonly ready: boolean;
  readonly label?: string;
  readonly done: (answer: unknown) => void;
  readonly renew?: readonly (readonly string[])[];
  readonly children: ReactNode;
};

/** A small form: sends, says why not, and renews what it changed. */
export function SmallForm({ path, method = "POST", body, ready, label, done, renew = [["list", path]], children }: FormProps) {
  const client = useQueryClient();
  const form = useSubmit<unknown>();
  const send = async () => {
    let accepted = false;
    const wish = await body();
    if (wish === null) return;
    const answer = await form.send(async (key) => {
      const given = await write(method, path, wish, key);
      accepted = given.ok;
      return given;
    });
    if (!accepted) return;
    await Promise.all(renew.map((queryKey) => client.invalidateQueries({ queryKey: [...queryKey] })));
    done(answer);
  };
  return (
    <form
      className="space-y-4 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {children}
      {form.problem?.instead === "confirm-password" ? <Confirm again={() => void send()} /> : form.problem && <RefusalNote problem={form.problem} focus />}
      {form.lost && <NotSent />}
      <Button type="submit" look="primary" disabled={form.busy || !ready}>
        {label ?? t.common.add}
      </Button>
    </form>
  );
}

/** What is dangerous asks for the password once more. */
function Confirm({ again }: { readonly again: () => void }) {
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<string | undefined>();
  const confirm = async () => {
    const answer = await write("POST", "/session/confirm", { password });
    setWrong(answer.ok ? undefined : answer.problem.detail);
    if (answer.ok) again();
  };
  return (
    <div className="flex flex-wrap items-end gap-3 rounded-lg bg-sunken p-3">
      <div className="min-w-48 flex-1">
        <TextField
          label={t.settings.confirm}
          type="password"
          autoComplete="current-password"
          error={wrong}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <Button onClick={() => void confirm()} disabled={password === ""}>
        {t.settings.confirmGo}
      </Button>
    </div>
  );
}

type ListProps<T> = {
  readonly title: string;
  readonly says: string;
  readonly path: string;
  /** The name under which the answer holds the list, where it is not the path's own. */
  readonly field?: string;
  readonly none: string;
  readonly noneSays: string;
  /** `edit` is the button that opens the form with this one. */
  readonly row: (item: T, edit: ReactNode) => ReactNode;
  /** The form that adds one, or changes the one it is given; left out where the viewer may not. */
  readonly form?: ((done: (answer: unknown) => void, item: T | null) => ReactNode) | undefined;
  /** What is shown once after adding: a key, a link. */
  readonly after?: (answer: unknown) => ReactNode;
};

/** A part that is a list. */
export function ListPart<T>({ title, says, path, field, none, noneSays, row, form, after }: ListProps<T>) {
  const list = useQuery(listQuery<T>(path, field));
  const [open, setOpen] = useState<{ readonly item: T | null } | null>(null);
  const [made, setMade] = useState<unknown>(null);
  const done = (answer: unknown) => {
    setOpen(null);
    setMade(answer ?? null);
  };
  const edit = (item: T) => (
    <Button look="quiet" onClick={() => setOpen({ item })}>
      {t.common.edit}
    </Button>
  );
  return (
    <>
      <PartHead
        title={title}
        says={says}
        aside={
          form && (
            <Button aria-expanded={open !== null} onClick={() => setOpen(open ? null : { item: null })}>
              {!open && <Plus size={15} aria-hidden="true" />}
              {open ? t.common.cancel : t.common.add}
            </Button>
          )
        }
      />
      {open && form && (
        <div key={JSON.stringify(open.item)} className="arrive card mb-4">
          {form(done, open.item)}
        </div>
      )}
      {made !== null && after && (
        <div role="status" className="arrive card mb-4 p-4">
          {after(made)}
        </div>
      )}
      <div className="card overflow-hidden">
        <Loading of={list}>
          {(data) =>
            data.length === 0 ? (
              <Empty title={none}>{noneSays}</Empty>
            ) : (
              <ul className="divide-y divide-line">{data.map((item) => row(item, form ? edit(item) : null))}</ul>
            )
          }
        </Loading>
      </div>
    </>
  );
}

/** A row of such a list. */
export function ListRow({
  title,
  says,
  aside,
  children,
}: {
  readonly title: string;
  readonly says?: ReactNode;
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <li className="px-4 py-2.5">
      <div className="flex items-center justify-between gap-3">
        <div className="min-w-0">
          <p className="font-medium">{title}</p>
          {says && <p className="text-sm text-soft">{says}</p>}
        </div>
        {aside}
      </div>
      {children}
    </li>
  );
}
