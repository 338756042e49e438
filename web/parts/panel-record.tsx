/** The record panel: how the process was kept, the alerts behind it, who was called and why, and every message with what became of it. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { DeliveryView, RoomView } from "../../src/views/room-shape.ts";
import { deliveriesQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { count } from "../when.ts";
import { DeliveryRow } from "./delivery-row.tsx";
import { Explain } from "./explain.tsx";
import { FixNote } from "./fix-note.tsx";
import { Panel, Row } from "./panel.tsx";
import { Documents, Files, hasOutside } from "./panel-outward.tsx";
import { FollowUps } from "./panel-work.tsx";
import { Loading, Skeleton } from "./states.tsx";
import { Ago } from "./time.tsx";

const Refinements = lazy(() => import("./panel-refinements.tsx").then((module) => ({ default: module.Refinements })));

/** The panel. */
export function RecordPanel({ room }: { readonly room: RoomView }) {
  const deliveries = useQuery(deliveriesQuery(String(room.incident.number ?? room.incident.id)));
  return (
    <>
      {hasOutside(room) && <Documents room={room} />}
      {room.parts.includes("refinements") && (
        <Suspense fallback={<Skeleton lines={2} />}>
          <Refinements />
          <FollowUps room={room} />
        </Suspense>
      )}
      <FixNote of={room.incident.fix} />
      <Kept room={room} />
      {hasOutside(room) && <Files room={room} />}
      <Alerts room={room} />
      <Explain incident={String(room.incident.number ?? room.incident.id)} />
      <Loading of={deliveries} lines={3}>
        {(data) => <Deliveries items={data.items} />}
      </Loading>
    </>
  );
}

function Kept({ room }: { readonly room: RoomView }) {
  const words = t.room.conformance;
  const { met, late, missed, waived, open, deviations } = room.conformance;
  const parts = [
    [met, words.met],
    [late, words.late],
    [missed, words.missed],
    [waived, words.waived],
    [open, words.open],
    [deviations, words.deviations],
  ] as const;
  return (
    <section className="mb-6">
      <h2 className="mb-1.5 flex min-h-8 items-center text-sm">{words.title}</h2>
      <dl className="card grid grid-cols-3 gap-px overflow-hidden bg-line">
        {parts.map(([value, label]) => (
          <div key={label} className="flex flex-col-reverse bg-surface px-3 py-2">
            <dt className="text-xs text-soft">{label}</dt>
            <dd className={`text-lg font-semibold ${value === 0 ? "text-faint" : ""}`}>{count(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Alerts({ room }: { readonly room: RoomView }) {
  const words = t.room.alerts;
  return (
    <Panel title={words.title} count={room.alerts.length} empty={room.alerts.length === 0 ? words.empty : undefined}>
      {room.alerts.map((alert) => (
        <Row key={`${alert.source} ${alert.group}`}>
          <p className="font-medium">{alert.title}</p>
          <p className="text-xs text-soft">
            {alert.source} · {alert.firing > 0 ? words.firing(alert.firing, alert.count) : words.quiet(alert.count)} · <Ago at={alert.lastAt} />
          </p>
          <p className="flex flex-wrap gap-x-3 text-xs">
            {alert.links.map((link) => (
              <a
                key={link.href}
                href={link.href}
                target="_blank"
                rel="noreferrer noopener"
                className="inline-flex min-h-6 items-center underline underline-offset-2"
              >
                {link.text}
              </a>
            ))}
          </p>
        </Row>
      ))}
    </Panel>
  );
}

function Deliveries({ items }: { readonly items: readonly DeliveryView[] }) {
  const words = t.room.deliveries;
  return (
    <Panel title={words.title} count={items.length} empty={items.length === 0 ? words.empty : undefined}>
      {items.map((one) => (
        <DeliveryRow key={one.id} delivery={one} />
      ))}
    </Panel>
  );
}
