/** The people panel: who was called, who is here, who could not be reached, and who held a role earlier. */
import { CircleCheck, CircleDashed, CircleDot, CircleSlash, CircleX, PhoneCall } from "lucide-react";
import { lazy, Suspense } from "react";
import type { PersonView, RoomView } from "../../src/views/room-shape.ts";
import { t } from "../text/en.ts";
import { clockTime, span } from "../when.ts";
import { Do } from "./commands.tsx";
import { Panel, Row } from "./panel.tsx";
import { At } from "./time.tsx";

const OnTheirWay = lazy(() => import("./offer-card.tsx").then((module) => ({ default: module.OffersOnTheirWay })));

const words = t.room.people;
const shapes = { paged: CircleDashed, answered: CircleCheck, declined: CircleSlash, unreachable: CircleX, engaged: CircleDot } as const;

/** The panel. */
export function People({ room }: { readonly room: RoomView }) {
  const past = room.roles.flatMap((role) => role.past.map((one) => ({ ...one, label: role.label })));
  const label = (role: string) => room.roles.find((one) => one.role === role)?.label ?? role;
  return (
    <>
      <Panel
        title={words.title}
        count={room.people.length}
        action={<Do name="page" look="quiet" label={words.page} icon={<PhoneCall size={14} aria-hidden="true" />} />}
        empty={room.people.length === 0 ? words.empty : undefined}
      >
        {room.people.map((one) => (
          <Row key={one.person.id}>
            <p className="flex items-center justify-between gap-2">
              <span className="font-medium">{one.person.name}</span>
              <State of={one.state} />
            </p>
            <p className="text-xs text-soft">{[one.roles.map(label).join(", "), contact(one), one.reason].filter(Boolean).join(" · ")}</p>
          </Row>
        ))}
      </Panel>
      <div className="-mt-4 mb-6 -ml-3 flex flex-wrap">
        <Do name="record-alert" look="quiet" />
        {/* Where a role is offered and accepted, it is not simply handed over. */}
        {room.parts.includes("handover") ? <Do name="offer-handover" look="quiet" label={words.offer} /> : <Do name="hand-over" look="quiet" />}
        <Do name="delegate" look="quiet" />
        <Do name="release" look="quiet" mine />
        <Do name="report-fatigue" look="quiet" mine />
        <Do name="stand-down" look="quiet" mine />
      </div>
      {room.parts.includes("handover") && (
        <Suspense fallback={null}>
          <OnTheirWay />
        </Suspense>
      )}
      {past.length > 0 && (
        <Panel title={words.past}>
          {past.map((one) => (
            <Row key={`${one.person.id} ${one.from}`}>
              <p>
                {one.person.name} <span className="text-soft">{one.label}</span>
              </p>
              <p className="text-xs text-soft">
                <At at={one.from} /> – <At at={one.to} />
              </p>
            </Row>
          ))}
        </Panel>
      )}
    </>
  );
}

function State({ of: state }: { readonly of: PersonView["state"] }) {
  const Shape = shapes[state];
  return (
    <span className={`inline-flex items-center gap-1 text-xs ${state === "unreachable" || state === "declined" ? "font-semibold text-ink" : "text-soft"}`}>
      <Shape size={13} aria-hidden="true" />
      {words.state[state]}
    </span>
  );
}

function contact({ pagedAt, answeredAt }: PersonView): string {
  if (pagedAt === null) return "";
  if (answeredAt === null) return words.pagedAt(clockTime(pagedAt));
  return words.answeredAfter(span(Date.parse(answeredAt) - Date.parse(pagedAt)));
}
