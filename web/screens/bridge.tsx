/** The bridge: what is going on, what is due from me, and who is on call. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, OctagonAlert, PhoneCall, TriangleAlert } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { BoardView } from "../../src/views/board-shape.ts";
import { useNow } from "../clock.ts";
import { Button, buttonLook } from "../parts/button.tsx";
import { DutyRow, MyDuties, useDutyNews } from "../parts/duties.tsx";
import { IncidentRow } from "../parts/incident-row.tsx";
import { Empty, Loading, PageTitle, Section, Skeleton } from "../parts/states.tsx";
import { At } from "../parts/time.tsx";
import { boardQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { timeIn } from "../when.ts";

const PageCommander = lazy(() => import("../parts/page-commander.tsx").then((module) => ({ default: module.PageCommander })));

const shapes = { normal: CircleCheck, degraded: TriangleAlert, critical: OctagonAlert } as const;

/** The first page. */
export function Bridge() {
  const board = useQuery(boardQuery(useQueryClient()));
  useDutyNews(board.data?.duties);
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-5 pb-24 md:px-8 md:pt-7 md:pb-12">
      <PageTitle quiet>{t.bridge.title}</PageTitle>
      {board.data === undefined && !board.error ? <Waiting /> : <Loading of={board}>{(data) => <Deck board={data} />}</Loading>}
    </div>
  );
}

function Waiting() {
  return (
    <>
      <div className="skeleton mb-6 h-12 w-72" />
      <div className="card">
        <Skeleton lines={4} tall />
      </div>
    </>
  );
}

function Deck({ board }: { readonly board: BoardView }) {
  return (
    <>
      <Status board={board} />
      <MyDuties duties={board.duties} />
      <div className="grid items-start gap-x-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div>
          <Open board={board} />
          <Documents board={board} />
        </div>
        <div>
          <OnCallNow board={board} />
          <Held board={board} />
        </div>
      </div>
    </>
  );
}

function Status({ board }: { readonly board: BoardView }) {
  const Shape = shapes[board.status.word];
  return (
    <header className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex items-center gap-3">
        <Shape size={30} strokeWidth={1.75} aria-hidden="true" />
        <div>
          <p className="text-2xl font-semibold tracking-tight">{t.bridge.status[board.status.word]}</p>
          <p className="text-soft">{board.status.why}</p>
        </div>
      </div>
      {board.paging === "held" && (
        <p className="card max-w-md px-3 py-2 text-sm">
          <strong className="font-semibold">{t.bridge.pagingHeld}.</strong> <span className="text-soft">{t.bridge.pagingHeldSays}</span>
        </p>
      )}
    </header>
  );
}

function Open({ board }: { readonly board: BoardView }) {
  return (
    <Section title={t.bridge.open} count={board.incidents.length}>
      {board.incidents.length === 0 ? (
        <Empty
          title={t.bridge.none}
          action={
            <Link to="/report" search={{ drill: true }} className={buttonLook("plain")}>
              {t.bridge.practise}
            </Link>
          }
        >
          {t.bridge.noneSays}
        </Empty>
      ) : (
        <ul className="divide-y divide-line">
          {board.incidents.map((line) => (
            <IncidentRow key={line.id} line={line} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function OnCallNow({ board }: { readonly board: BoardView }) {
  const now = useNow();
  return (
    <Section title={t.bridge.onCall}>
      {board.onCall.length === 0 ? (
        <Empty title={t.bridge.noRota}>{t.bridge.noRotaSays}</Empty>
      ) : (
        <ul className="divide-y divide-line">
          {board.onCall.map((rota) => (
            <li key={rota.schedule.id} className="px-4 py-2.5">
              <p className="text-xs text-soft">{rota.schedule.name}</p>
              <p className="flex justify-between gap-2">
                <span className="font-medium">{rota.people.length > 0 ? rota.people.map((person) => person.name).join(", ") : t.bridge.nobody}</span>
                <span className="text-faint" title={rota.zone}>
                  {timeIn(rota.zone, now)}
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
      <div className="border-t border-line p-3">
        <PageSomebody />
        <p className="mt-1.5 text-center text-xs text-faint">{t.bridge.pageSays}</p>
      </div>
    </Section>
  );
}

function PageSomebody() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="w-full" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <PhoneCall size={15} aria-hidden="true" />
        {t.bridge.pageCommander}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <PageCommander close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Held({ board }: { readonly board: BoardView }) {
  if (board.heldPages.length === 0) return null;
  return (
    <Section title={t.bridge.held} count={board.heldPages.length}>
      <ul className="divide-y divide-line">
        {board.heldPages.map((page) => (
          <li key={`${page.incident.id} ${page.to} ${page.until}`} className="px-4 py-2.5">
            <p className="flex justify-between gap-2">
              <span className="font-medium">{page.to}</span>
              <span className="text-soft">
                {t.bridge.heldUntil("")}
                <At at={page.until} />
              </span>
            </p>
            <p className="text-xs text-soft">{page.why}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Documents({ board }: { readonly board: BoardView }) {
  if (board.documents.length === 0) return null;
  return (
    <Section title={t.bridge.documents} count={board.documents.length}>
      <ul className="divide-y divide-line">
        {board.documents.map((duty) => (
          <DutyRow key={`${duty.incident.id} ${duty.key}`} duty={duty} where />
        ))}
      </ul>
    </Section>
  );
}
