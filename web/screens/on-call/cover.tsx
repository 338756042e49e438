/** Requests for cover that are open: take one over, leave it, or take one's own back. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { get, write } from "../../api.ts";
import { Button } from "../../parts/button.tsx";
import { RefusalNote } from "../../parts/refusal.tsx";
import { Section } from "../../parts/states.tsx";
import { useSubmit } from "../../parts/submit.ts";
import { t } from "../../text/en.ts";
import { clockOrDay } from "../../when.ts";
import type { Cover } from "./shapes.ts";

const words = t.onCall.cover;

type Answer = { readonly requests: readonly Cover[]; readonly names: Readonly<Record<string, string>> };

/** The list; nothing where nobody asks. */
export function OpenCover({ now }: { readonly now: number }) {
  const open = useQuery({ queryKey: ["on-call", "cover"], queryFn: () => get<Answer>("/cover-requests?state=open") });
  if (!open.data || open.data.requests.length === 0) return null;
  const { requests, names } = open.data;
  return (
    <Section title={words.title} count={requests.length}>
      <ul className="divide-y divide-line">
        {requests.map((request) => (
          <Request key={request.id} request={request} name={names[request.person] ?? ""} now={now} />
        ))}
      </ul>
    </Section>
  );
}

function Request({ request, name, now }: { readonly request: Cover; readonly name: string; readonly now: number }) {
  const client = useQueryClient();
  const form = useSubmit<unknown>();
  const act = (verb: "accept" | "decline" | "withdraw") => async () => {
    await form.send((key) => write("POST", `/cover-requests/${request.id}/${verb}`, {}, key));
    await client.invalidateQueries({ queryKey: ["on-call"] });
  };
  return (
    <li className="space-y-2 px-4 py-3">
      <p>
        <strong className="font-semibold">{name}</strong> {words.asks(request.schedule.name)}{" "}
        <span data-figures>
          {clockOrDay(request.from, now)} – {clockOrDay(request.until, now)}
        </span>
        {request.exchange && (
          <span data-figures className="text-soft">
            {" "}
            {words.exchange} {clockOrDay(request.exchange.from, now)} – {clockOrDay(request.exchange.until, now)}
          </span>
        )}
      </p>
      {request.reason !== "" && <p className="text-sm text-soft">{request.reason}</p>}
      {form.problem && <RefusalNote problem={form.problem} focus />}
      <div className="flex gap-2">
        {request.mayAnswer && (
          <>
            <Button look="primary" disabled={form.busy} onClick={() => void act("accept")()}>
              {words.accept}
            </Button>
            <Button disabled={form.busy} onClick={() => void act("decline")()}>
              {words.decline}
            </Button>
          </>
        )}
        {request.mayWithdraw && (
          <Button look="quiet" disabled={form.busy} onClick={() => void act("withdraw")()}>
            {words.withdraw}
          </Button>
        )}
      </div>
    </li>
  );
}
