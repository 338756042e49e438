/** Giving a seat and handing one on: whom to ask and why, and what they will know. */
import { useQuery } from "@tanstack/react-query";
import type { Brief as BriefView } from "../../../src/views/brief.ts";
import type { RoleView, RoomView } from "../../../src/views/room-shape.ts";
import { viewQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";
import { run } from "../../text/en-run.ts";
import { Brief } from "../brief.tsx";
import { CandidatePicker } from "../candidate-picker.tsx";
import { useCommands } from "../commands.tsx";
import { SelectField, TextArea, TextField } from "../field.tsx";
import { Skeleton } from "../states.tsx";
import { type FormProps, text } from "./fields.tsx";
import { FormLoading } from "./hold.tsx";

/** A role with what it does, then a person: the candidates where the process ranks them. */
export function AssignRole({ input, set }: FormProps) {
  const { room } = useCommands();
  const role = room.roles.find((one) => one.role === input.role);
  return (
    <>
      <SelectField
        label={t.room.forms.role}
        value={text(input.role)}
        blank={t.room.forms.choose}
        options={room.roles.map((one) => ({ value: one.role, label: one.openSeat ? `${one.label} (${t.room.roles.open})` : one.label }))}
        onChange={(value) => set({ role: value })}
        hint={role?.says}
      />
      <CandidatePicker role={text(input.role)} label={t.room.forms.person} value={text(input.person)} onChange={(person) => set({ person })} />
    </>
  );
}

const offering = run.handover;

/** The role, to whom, what they must know; below it what they see anyway. */
export function OfferHandover({ input, set }: FormProps) {
  const { room, number } = useCommands();
  const brief = useQuery(viewQuery<BriefView>(number, "brief"));
  const seats = room.roles.filter(({ holders }) => holders.length > 0);
  const own = seats.filter(({ holders }) => holders.some(({ person }) => person.id === room.me.person));
  const leads = (one: RoleView) => one.kind === "commander";
  // Command is what one hands over most: one's own, else the only seat one holds, else the commander's.
  const chosen = text(input.role) || (own.find(leads) ?? (own.length === 1 ? own[0] : seats.find(leads)))?.role || "";
  const role = room.roles.find((one) => one.role === chosen);
  const from = role?.holders.find(({ person }) => person.id === input.from)?.person;
  const to = (person: string) => set({ role: chosen, to: person });
  return (
    <>
      {from && <p className="text-sm text-soft">{offering.from(from.name)}</p>}
      <SelectField
        label={offering.role}
        value={chosen}
        blank={t.room.forms.choose}
        options={seats.map((one) => ({ value: one.role, label: labelOf(one, room) }))}
        onChange={(value) => set({ role: value, to: "" })}
      />
      <CandidatePicker role={chosen} label={offering.to} value={text(input.to)} onChange={to} without={role?.holders.map(({ person }) => person.id) ?? []} />
      <TextArea
        label={offering.brief}
        optional
        hint={offering.briefHint}
        maxLength={4000}
        value={text(input.brief)}
        onChange={(event) => set({ brief: event.target.value })}
      />
      <details className="rounded-lg bg-sunken" open={brief.data !== undefined}>
        <summary className="control flex items-center px-3.5 text-sm text-soft hover:text-ink">{offering.generated}</summary>
        <div className="px-3.5 pb-3">{brief.data ? <Brief of={brief.data} /> : <Skeleton lines={4} />}</div>
      </details>
      <p className="text-sm text-soft">{offering.nothing}</p>
    </>
  );
}

const labelOf = (role: RoleView, room: RoomView) =>
  `${role.label}: ${role.holders.map(({ person }) => (person.id === room.me.person ? t.room.roles.you : person.name)).join(", ")}`;

/** Yes: with what the offer says and how it stands, for whoever comes from a page or a mail. */
export function AcceptHandover(props: FormProps) {
  const { number } = useCommands();
  return (
    <FormLoading of={useQuery(viewQuery<BriefView>(number, "brief"))} hold={props.hold}>
      {(brief) => <Accepting {...props} brief={brief} />}
    </FormLoading>
  );
}

function Accepting({ input, brief }: FormProps & { readonly brief: BriefView }) {
  const offer = brief.offers.find(({ id, mine }) => mine && (input.handover === undefined || id === input.handover));
  return (
    <>
      {offer && <p className="font-medium">{offering.asks(offer.from.name, offer.label)}</p>}
      {offer && offer.brief !== "" && <p className="whitespace-pre-line">{offer.brief}</p>}
      <div className="rounded-lg bg-sunken px-3.5 py-3">
        <Brief of={brief} />
      </div>
    </>
  );
}

/** No, with the reason that the others read. */
export function DeclineHandover({ input, set }: FormProps) {
  return (
    <TextField
      label={offering.reason}
      hint={offering.reasonHint}
      maxLength={300}
      required
      value={text(input.reason)}
      onChange={(event) => set({ reason: event.target.value })}
    />
  );
}
