/** Inviting people: addresses in, a link for each out, so that it works without a mail server. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { write } from "../api.ts";
import { channelsQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { Button } from "./button.tsx";
import { CopyText } from "./copy.tsx";
import { TextArea } from "./field.tsx";
import { NotSent, RefusalNote } from "./refusal.tsx";
import { useSubmit } from "./submit.ts";

type Made = { readonly email: string; readonly link: string | null };

/** What the server makes of one address. */
type Created = { readonly invitation: { readonly link: string | null } | null };

/** The part before the @ as a name to begin with: `demo.ana` becomes `Demo Ana`. Whoever joins may change it. */
function nameOf(email: string): string {
  const words = email.split("@")[0]?.split(/[._-]+/) ?? [];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") || email;
}

/** The form, and the links it made. */
export function InviteForm() {
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [made, setMade] = useState<readonly Made[]>([]);
  const form = useSubmit<Created>();
  const emails = text.split(/[\s,;]+/).filter((one) => one.includes("@"));
  const invite = async () => {
    // By mail where the server has it: whoever opens that link has proven the address.
    const channels = await client.fetchQuery(channelsQuery);
    const by = channels.some(({ name, ready }) => name === "email" && ready) ? "mail" : "link";
    for (const [at, email] of emails.entries()) {
      const answer = await form.send((key) => write("POST", "/people", { name: nameOf(email), email, invite: by }, key));
      setText(emails.slice(answer === null ? at : at + 1).join("\n"));
      // The first refusal stops: what was not sent stays in the field.
      if (answer === null) break;
      setMade((before) => [...before, { email, link: answer.invitation?.link ?? null }]);
    }
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
            <span className="font-medium">{t.start.setup.invited(made.length)}</span>{" "}
            {made.some((one) => one.link !== null) && <span className="text-soft">{t.settings.people.links}</span>}
          </p>
          {made.map((one) => (
            <div key={one.email} className="px-3 py-2">
              <p className="mb-1 text-xs text-soft">{one.email}</p>
              {one.link === null ? <p className="text-sm">{t.settings.people.mailed}</p> : <CopyText text={one.link} />}
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
