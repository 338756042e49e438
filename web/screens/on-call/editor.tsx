/** Writing a rota: its rotations, with a preview that the engine itself computes. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { write } from "../../api.ts";
import { useNow } from "../../clock.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { TextField } from "../../parts/field.tsx";
import { ZoneField } from "../../parts/zone-field.tsx";
import { sessionQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";
import { keyOf, target } from "../settings/keys.tsx";
import { SmallForm } from "../settings/part.tsx";
import { Lanes } from "./calendar.tsx";
import { newRotation, RotationFields } from "./rotation-fields.tsx";
import type { Calendar, Rotation, Schedule } from "./shapes.ts";

const words = t.onCall.editor;

/** The dialog for a new rota, or for one that exists. */
export function ScheduleEditor({ item, close }: { readonly item: Schedule | null; readonly close: () => void }) {
  const [title, setTitle] = useState(item?.title ?? "");
  const { data: session } = useQuery(sessionQuery);
  const [zone, setZone] = useState(item?.zone ?? session?.organisation.zone ?? "UTC");
  const [rotations, setRotations] = useState<readonly Rotation[]>(item?.rotations ?? [newRotation(zone, [])]);
  const { stamp, ...to } = target("/schedules", item);
  const body = () => ({ ...stamp, ...(item === null ? { key: keyOf(title) } : {}), title, zone, rotations });
  const change = (at: number) => (rotation: Rotation) => setRotations(rotations.map((one, index) => (index === at ? rotation : one)));
  return (
    <Dialog title={item?.title ?? t.onCall.add} close={close} wide>
      <div className="overflow-y-auto">
        <SmallForm
          {...to}
          body={body}
          ready={title.trim() !== ""}
          label={item === null ? t.common.add : t.common.save}
          done={close}
          renew={[["list", "/schedules"], ["list", "/on-call"], ["on-call"], ["board"]]}
        >
          <div className="grid gap-3 md:grid-cols-2">
            <TextField label={words.name} required maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} />
            <ZoneField value={zone} onChange={setZone} />
          </div>
          {rotations.map((rotation, at) => (
            <RotationFields
              key={rotation.id}
              rotation={rotation}
              number={at + 1}
              change={change(at)}
              remove={rotations.length > 1 ? () => setRotations(rotations.filter((one) => one !== rotation)) : undefined}
            />
          ))}
          <Button onClick={() => setRotations([...rotations, newRotation(zone, rotations)])}>
            <Plus size={15} aria-hidden="true" />
            {words.addRotation}
          </Button>
          <Preview zone={zone} id={item?.id ?? "new"} rotations={rotations} />
        </SmallForm>
      </div>
    </Dialog>
  );
}

const twoWeeksMs = 14 * 86_400_000;

/** The two weeks ahead under what stands in the form; nothing while it is not whole. */
function Preview({ zone, id, rotations }: { readonly zone: string; readonly id: string; readonly rotations: readonly Rotation[] }) {
  const now = useNow();
  const from = new Date(Math.floor(now / 86_400_000) * 86_400_000).toISOString();
  const until = new Date(Date.parse(from) + twoWeeksMs).toISOString();
  const preview = useQuery({
    queryKey: ["on-call", "preview", id, zone, rotations, from],
    queryFn: () => write<Calendar>("POST", `/schedules/${id}/calendar`, { from, until, zone, rotations }),
    placeholderData: (last) => last,
  });
  if (!preview.data?.ok) return null;
  return (
    <section>
      <h3 className="text-sm font-medium">{words.preview}</h3>
      <p className="text-xs text-soft">{words.previewSays}</p>
      <div className="mt-1 overflow-hidden rounded-lg border border-line">
        <Lanes calendar={preview.data.value} now={now} pick={() => undefined} />
      </div>
    </section>
  );
}
