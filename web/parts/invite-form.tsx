/** Inviting people: addresses in, a link for each out, so that it works without a mail server. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { write } from "../api.ts";
import { t } from "../text/en.ts";
import { Button } from "./button.tsx";
import { CopyText } from "./copy.tsx";
import { TextArea } from "./field.tsx";
import { NotSent, RefusalNote } from "./refusal.tsx";
import { useSubmit } from "./submit.ts";

type Made = { readonly email: string; readonly url?: string };

/** The form, and the links it made. */
export function InviteForm() {
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [made, setMade] = useState<readonly Made[]>([]);
  const form = useSubmit<{ items?: readonly Made[] }>();
  const emails = text.split(/[\s,;]+/).filter((one) => one.includes("@"));
  const invite = async () => {
    const answer = await form.send((key) => write("POST", "/invitations", { emails }, key));
    if (answer === null) return;
    setMade(answer?.items ?? emails.map((email) => ({ email })));
    setText("");
    await client.invalidateQueries({ queryKey: ["people"] });
  };
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        void invite();
      }}
    >
      <TextArea label={t.settings.people.invite} hint={t.settings.people.inviteHint} value={text} onChange={(event) => setText(event.target.value)} />
      {form.problem && <RefusalNote problem={form.problem} focus />}
      {form.lost && <NotSent />}
      {made.length > 0 && (
        <div role="status" className="card divide-y divide-line">
          <p className="px-3 py-2 text-sm">
            <span className="font-medium">{t.start.setup.invited(made.length)}</span> <span className="text-soft">{t.settings.people.links}</span>
          </p>
          {made.map((one) => (
            <div key={one.email} className="px-3 py-2">
              <p className="mb-1 text-xs text-soft">{one.email}</p>
              {one.url && <CopyText text={one.url} />}
            </div>
          ))}
        </div>
      )}
      <Button look="primary" type="submit" className="w-full" disabled={form.busy || emails.length === 0}>
        {t.settings.people.send}
      </Button>
    </form>
  );
}
