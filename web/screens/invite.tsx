/** Joining by invitation: a name, a password, and one is in. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { write } from "../api.ts";
import { Button } from "../parts/button.tsx";
import { Door } from "../parts/door.tsx";
import { TextField } from "../parts/field.tsx";
import { NotSent, RefusalNote } from "../parts/refusal.tsx";
import { useSubmit } from "../parts/submit.ts";
import { sessionQuery } from "../queries.ts";
import { t } from "../text/en.ts";

/** The page behind an invitation's link. */
export function Invite() {
  const { token } = useParams({ from: "/invite/$token" });
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const form = useSubmit<unknown>();
  if (form.problem?.status === 404 || form.problem?.status === 410)
    return (
      <Door title={t.start.invite.gone} says={t.start.invite.goneSays}>
        {null}
      </Door>
    );
  const join = async () => {
    let entered = false;
    await form.send(async (key) => {
      const answer = await write("POST", `/invitations/${encodeURIComponent(token)}/accept`, { name, password }, key);
      entered = answer.ok;
      return answer;
    });
    if (!entered) return;
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await navigate({ to: "/settings/$part", params: { part: "me" }, replace: true });
  };
  return (
    <Door title={t.start.invite.title} says={t.start.invite.says}>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        {form.problem && <RefusalNote problem={form.problem} focus />}
        {form.lost && <NotSent />}
        <TextField label={t.start.invite.name} autoComplete="name" required value={name} onChange={(event) => setName(event.target.value)} />
        <TextField
          label={t.start.invite.password}
          hint={t.start.invite.passwordHint}
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button look="primary" type="submit" className="w-full" disabled={form.busy}>
          {t.start.invite.go}
        </Button>
      </form>
    </Door>
  );
}
