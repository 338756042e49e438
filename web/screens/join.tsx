/** Joining by a link, or choosing a new password: the token stands behind the `#`, where no log sees it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { ApiProblem, write } from "../api.ts";
import { Button } from "../parts/button.tsx";
import { Door } from "../parts/door.tsx";
import { TextField } from "../parts/field.tsx";
import { NotSent, RefusalNote } from "../parts/refusal.tsx";
import { Failed, Skeleton } from "../parts/states.tsx";
import { useSubmit } from "../parts/submit.ts";
import { sessionQuery } from "../queries.ts";
import { t } from "../text/en.ts";

const words = t.start.invite;

type Found = { readonly name: string; readonly email: string; readonly kind: "invitation" | "reset" };

/** `/invite/{token}`. */
export function Invite() {
  const { token } = useParams({ from: "/invite/$token" });
  return <Join token={token} />;
}

/** `/join#token` and `/reset#token`. */
export function JoinByHash() {
  const token = useLocation({ select: (location) => location.hash });
  return <Join token={token} />;
}

function Join({ token }: { readonly token: string }) {
  const found = useQuery({
    queryKey: ["join", token],
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await write<Found>("POST", "/join/look", { token });
      if (!answer.ok) throw new ApiProblem(answer.problem);
      return answer.value;
    },
  });
  if (found.error instanceof ApiProblem) {
    return (
      <Door title={words.gone} says={words.goneSays}>
        {null}
      </Door>
    );
  }
  if (found.error) return <Failed error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton lines={4} />;
  return <Accept token={token} found={found.data} />;
}

function Accept({ token, found }: { readonly token: string; readonly found: Found }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const form = useSubmit<unknown>();
  const join = async () => {
    let entered = false;
    await form.send(async (key) => {
      const answer = await write("POST", "/join/accept", { token, password }, key);
      entered = answer.ok;
      return answer;
    });
    if (!entered) return;
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    if (found.kind === "invitation") await navigate({ to: "/settings/$part", params: { part: "me" }, replace: true });
    else await navigate({ to: "/", replace: true });
  };
  return (
    <Door title={found.kind === "invitation" ? words.hello(found.name) : words.resetTitle} says={words.says}>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        {form.problem && <RefusalNote problem={form.problem} focus />}
        {form.lost && <NotSent />}
        <TextField label={t.start.signIn.email} type="email" autoComplete="username" readOnly value={found.email} />
        <TextField
          label={words.password}
          hint={words.passwordHint}
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button look="primary" type="submit" className="w-full" disabled={form.busy}>
          {words.go}
        </Button>
      </form>
    </Door>
  );
}
