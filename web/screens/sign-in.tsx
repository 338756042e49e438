/** Signing in. On a server that was never set up it leads to the first run. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { write } from "../api.ts";
import { Button } from "../parts/button.tsx";
import { Door } from "../parts/door.tsx";
import { TextField } from "../parts/field.tsx";
import { NotSent, RefusalNote } from "../parts/refusal.tsx";
import { useSubmit } from "../parts/submit.ts";
import { sessionQuery, setupQuery } from "../queries.ts";
import { t } from "../text/en.ts";

/** The sign-in page. */
export function SignIn() {
  const setup = useQuery(setupQuery);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/sign-in" });
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useSubmit<unknown>();
  if (setup.data?.open) return <Navigate to="/setup" replace />;
  const go = async () => {
    let entered = false;
    await form.send(async (key) => {
      const answer = await write("POST", "/session", { email, password }, key);
      entered = answer.ok;
      if (answer.ok) return answer;
      const wrong = answer.problem.status === 401 ? t.start.signIn.wrong : answer.problem.detail;
      return { ok: false, problem: { ...answer.problem, detail: wrong } };
    });
    if (!entered) return;
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await navigate({ href: next ?? "/", replace: true });
  };
  return (
    <Door title={t.start.signIn.title}>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        {form.problem && <RefusalNote problem={form.problem} focus />}
        {form.lost && <NotSent />}
        <TextField
          label={t.start.signIn.email}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label={t.start.signIn.password}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button look="primary" type="submit" className="w-full" disabled={form.busy}>
          {t.start.signIn.go}
        </Button>
      </form>
    </Door>
  );
}
