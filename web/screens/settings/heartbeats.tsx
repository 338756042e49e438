/** Heartbeat monitors: what must show signs of life, and whether it does, in words. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react";
import { buttonLook } from "../../parts/button.tsx";
import { Empty, Loading } from "../../parts/states.tsx";
import { Ago, At } from "../../parts/time.tsx";
import { listQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";
import { span } from "../../when.ts";
import { PartHead } from "./part.tsx";
import { minutesOf } from "./policy.ts";

const words = t.reach.heartbeats;

type Monitor = {
  readonly source: string;
  readonly title: string;
  readonly state: "new" | "fine" | "missing";
  readonly every: string;
  readonly grace: string;
  readonly beatAt: string | null;
  readonly dueAt: string | null;
  readonly failedAt: string | null;
  readonly note: string;
};

const shapes = { new: CircleDashed, fine: CircleCheck, missing: TriangleAlert, failed: TriangleAlert } as const;

/** The part. */
export function Heartbeats({ admin }: { readonly admin: boolean }) {
  const monitors = useQuery(listQuery<Monitor>("/heartbeats", "monitors"));
  const add = (
    <Link to="/settings/$part" params={{ part: "sources" }} className={buttonLook("plain")}>
      {words.add}
    </Link>
  );
  return (
    <>
      <PartHead title={t.settings.sections.heartbeats ?? ""} says={words.says} aside={admin && add} />
      <div className="card overflow-hidden">
        <Loading of={monitors}>
          {(data) =>
            data.length === 0 ? (
              <Empty title={words.none}>{words.noneSays}</Empty>
            ) : (
              <ul className="divide-y divide-line">
                {data.map((monitor) => (
                  <Row key={monitor.source} monitor={monitor} />
                ))}
              </ul>
            )
          }
        </Loading>
      </div>
    </>
  );
}

const length = (duration: string) => {
  const minutes = minutesOf(duration);
  return minutes < 1 ? `${Math.round(minutes * 60)} s` : span(minutes * 60_000);
};

function Row({ monitor }: { readonly monitor: Monitor }) {
  const state = monitor.failedAt === null ? monitor.state : "failed";
  const Shape = shapes[state];
  return (
    <li className="flex items-start gap-3 px-4 py-2.5">
      <Shape size={18} className="mt-0.5 shrink-0" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap justify-between gap-x-3">
          <span className="font-medium">{monitor.title}</span>
          <span className={state === "fine" || state === "new" ? "text-soft" : "font-semibold"}>{words.state[state]}</span>
        </p>
        <p className="text-sm text-soft">
          {words.every(length(monitor.every), length(monitor.grace))}
          {monitor.beatAt && (
            <>
              {" · "}
              {words.last} <Ago at={monitor.beatAt} />
            </>
          )}
          {monitor.dueAt && state === "fine" && (
            <>
              {" · "}
              {words.due} <At at={monitor.dueAt} />
            </>
          )}
        </p>
        {monitor.note && <p className="text-sm break-words">{monitor.note}</p>}
      </div>
    </li>
  );
}
