/** The first run: an account, the organisation, a process, and it works. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { write } from "../api.ts";
import { useDraft } from "../draft.ts";
import { Button, buttonLook } from "../parts/button.tsx";
import { Door } from "../parts/door.tsx";
import { TextField } from "../parts/field.tsx";
import { InviteForm } from "../parts/invite-form.tsx";
import { PickProcess } from "../parts/pick-process.tsx";
import { type Places, PlacesToMeet, placesSaid } from "../parts/places-to-meet.tsx";
import { NotSent, RefusalNote } from "../parts/refusal.tsx";
import { Loading } from "../parts/states.tsx";
import { useSubmit } from "../parts/submit.ts";
import { ZoneField } from "../parts/zone-field.tsx";
import { sessionQuery, setupQuery } from "../queries.ts";
import type { ProcessCard } from "../shapes.ts";
import { t } from "../text/en.ts";

const words = t.start.setup;
const blank = { token: "", name: "", email: "", organisation: "", zone: Intl.DateTimeFormat().resolvedOptions().timeZone, process: "", places: {} as Places };

/** The page of the first run. */
export function Setup() {
  const setup = useQuery({ ...setupQuery, refetchOnWindowFocus: false });
  const [done, setDone] = useState(false);
  if (done) return <Done />;
  if (setup.data === null) {
    return (
      <Door title={words.closed} says={words.closedSays}>
        <Link to="/sign-in" search={{}} className={buttonLook("primary")}>
          {t.start.signIn.title}
        </Link>
      </Door>
    );
  }
  return (
    <Door title={words.title} says={words.says} wide>
      <Loading of={setup}>{(data) => <Form processes={data?.processes ?? []} done={() => setDone(true)} />}</Loading>
    </Door>
  );
}

function Form({ processes, done }: { readonly processes: readonly ProcessCard[]; readonly done: () => void }) {
  const client = useQueryClient();
  const [draft, setDraft] = useDraft("setup", blank);
  const [password, setPassword] = useState("");
  const form = useSubmit<unknown>();
  const asks = processes.find(({ key }) => key === draft.process)?.asks ?? [];
  const set = (part: Partial<typeof blank>) => setDraft((before) => ({ ...before, ...part }));
  const go = async () => {
    const { token, name, email, organisation, zone, process } = draft;
    const contacts = placesSaid(asks, draft.places);
    let finished = false;
    await form.send(async (key) => {
      const answer = await write(
        "POST",
        "/setup",
        { token: token.trim(), admin: { name, email, password }, organisation: { name: organisation, zone }, process, ...(contacts && { contacts }) },
        key,
      );
      finished = answer.ok;
      return answer;
    });
    if (!finished) return;
    done();
    sessionStorage.removeItem("draft:setup");
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
  };
  return (
    <form
      className="space-y-8"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <div className="grid gap-x-8 gap-y-8 md:grid-cols-2">
        <fieldset className="space-y-4">
          <legend className="mb-3 text-base font-semibold">{words.admin}</legend>
          <TextField label={words.token} hint={words.tokenHint} required value={draft.token} onChange={(event) => set({ token: event.target.value })} />
          <TextField label={words.name} autoComplete="name" required value={draft.name} onChange={(event) => set({ name: event.target.value })} />
          <TextField
            label={words.email}
            type="email"
            autoComplete="username"
            required
            value={draft.email}
            onChange={(event) => set({ email: event.target.value })}
          />
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
        </fieldset>
        <fieldset className="space-y-4">
          <legend className="mb-3 text-base font-semibold">{words.organisation}</legend>
          <TextField
            label={words.orgName}
            autoComplete="organization"
            required
            value={draft.organisation}
            onChange={(event) => set({ organisation: event.target.value })}
          />
          <ZoneField value={draft.zone} onChange={(zone) => set({ zone })} />
        </fieldset>
      </div>
      <PickProcess processes={processes} value={draft.process} onChange={(process) => set({ process })} />
      {asks.length > 0 && <PlacesToMeet asks={asks} value={draft.places} onChange={(places) => set({ places })} />}
      {form.problem && <RefusalNote problem={form.problem} focus />}
      {form.lost && <NotSent />}
      <Button look="primary" type="submit" className="w-full md:w-auto md:px-8" disabled={form.busy}>
        {words.go}
      </Button>
    </form>
  );
}

function Done() {
  return (
    <Door title={words.done} says={words.doneSays}>
      <div className="space-y-6">
        <InviteForm />
        <div className="card p-4">
          <p className="mb-3 text-soft">{words.drillSays}</p>
          <Link to="/report" search={{ drill: true }} className={buttonLook("plain", "w-full")}>
            {words.drill}
          </Link>
        </div>
        <Link to="/settings/$part" params={{ part: "me" }} className={buttonLook("plain", "w-full")}>
          {words.reach}
        </Link>
        <Link to="/" className={buttonLook("quiet", "w-full")}>
          {words.bridge}
        </Link>
      </div>
    </Door>
  );
}
