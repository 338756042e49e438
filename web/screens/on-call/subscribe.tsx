/** Calendar addresses: subscribe to one's own shifts or to a whole schedule, and revoke what is not used any more. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { get, write } from "../../api.ts";
import { Button } from "../../parts/button.tsx";
import { CopyText } from "../../parts/copy.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { SelectField } from "../../parts/field.tsx";
import { Ago } from "../../parts/time.tsx";
import { t } from "../../text/en.ts";
import { SmallForm } from "../settings/part.tsx";
import type { Named } from "./shapes.ts";

const words = t.onCall.subscribe;

type Address = {
  readonly id: string;
  readonly schedule: string | null;
  readonly createdAt: string;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
};
type Made = { readonly url: string; readonly webcal: string };

/** The dialog. An address is shown once: whoever has it can read the shifts. */
export function Subscribe({ schedules, close }: { readonly schedules: readonly Named[]; readonly close: () => void }) {
  const client = useQueryClient();
  const kept = useQuery({
    queryKey: ["on-call", "addresses"],
    queryFn: async () => (await get<{ addresses: readonly Address[] }>("/calendar-addresses")).addresses,
  });
  const [schedule, setSchedule] = useState("");
  const [made, setMade] = useState<Made | null>(null);
  const revoke = async (id: string) => {
    await write("DELETE", `/calendar-addresses/${id}`);
    await client.invalidateQueries({ queryKey: ["on-call", "addresses"] });
  };
  const title = (key: string | null) => (key === null ? words.mine : (schedules.find(({ id }) => id === key)?.name ?? key));
  const living = (kept.data ?? []).filter(({ revokedAt }) => revokedAt === null);
  return (
    <Dialog title={words.title} says={words.says} close={close}>
      <div className="overflow-y-auto">
        <SmallForm
          path="/calendar-addresses"
          body={() => (schedule === "" ? {} : { schedule })}
          ready
          label={words.make}
          done={(answer) => setMade(answer as Made)}
          renew={[["on-call", "addresses"]]}
        >
          <SelectField
            label={words.what}
            value={schedule}
            onChange={setSchedule}
            options={schedules.map(({ id, name }) => ({ value: id, label: name }))}
            blank={words.mine}
          />
        </SmallForm>
        {made && (
          <div role="status" className="arrive space-y-2 px-4 pb-4">
            <CopyText text={made.url} />
            <p className="text-xs text-soft">
              {words.once}{" "}
              <a className="underline" href={made.webcal}>
                {words.open}
              </a>
            </p>
          </div>
        )}
        {living.length > 0 && (
          <ul className="divide-y divide-line border-t border-line">
            {living.map((one) => (
              <li key={one.id} className="flex items-center justify-between gap-3 px-4 py-2">
                <span>
                  {title(one.schedule)} <span className="text-xs text-soft">{one.usedAt ? <Ago at={one.usedAt} /> : words.unused}</span>
                </span>
                <Button look="quiet" onClick={() => void revoke(one.id)}>
                  {words.revoke}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
