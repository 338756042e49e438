/** A document of an incident: what the record fills by itself, what people write, section by section. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import type { DocumentView, RoomView } from "../../src/views/room-shape.ts";
import { CommandRoom } from "../parts/command-room.tsx";
import { Do } from "../parts/commands.tsx";
import { DrillTag, Tag } from "../parts/marks.tsx";
import { SectionEditor } from "../parts/section-editor.tsx";
import { Empty, Loading, PageTitle } from "../parts/states.tsx";
import { At } from "../parts/time.tsx";
import { roomQuery } from "../queries.ts";
import { t } from "../text/en.ts";

const words = t.room.documents;

/** The page at `/incidents/{number}/documents/{kind}`. */
export function DocumentPage() {
  const { number, kind } = useParams({ from: "/app/incidents/$number/documents/$kind" });
  const room = useQuery(roomQuery(useQueryClient(), number));
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-4 pb-24 md:px-8">
      <Link
        to="/incidents/$number"
        params={{ number }}
        className="control -ml-2 inline-flex items-center gap-1 rounded-lg px-1 text-sm text-soft hover:text-ink"
      >
        <ChevronLeft size={16} aria-hidden="true" />
        {words.back}
      </Link>
      <Loading of={room} lines={8}>
        {(data) => {
          const document = data.documents.find((one) => one.kind === kind);
          if (!document) return <Empty title={t.common.notFound}>{words.emptySays}</Empty>;
          return (
            <CommandRoom room={data} number={number}>
              <Written room={data} document={document} />
            </CommandRoom>
          );
        }}
      </Loading>
    </div>
  );
}

function Written({ room, document }: { readonly room: RoomView; readonly document: DocumentView }) {
  return (
    <article>
      <header className="mt-2 mb-6 flex flex-wrap items-start justify-between gap-4">
        <div>
          <PageTitle>{document.title}</PageTitle>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
            <span>
              {room.incident.number} {room.incident.title}
            </span>
            {room.incident.drill && <DrillTag />}
            <Tag>{words.state[document.state] ?? document.state}</Tag>
            <span>
              {words.owner}: {document.owner}
            </span>
            {document.due && document.state !== "sent" && (
              <span>
                {words.due} <At at={document.due} />
              </span>
            )}
          </p>
        </div>
        <div className="flex gap-2 print:hidden">
          {document.state === "draft" && <Do name="mark-document-ready" input={{ kind: document.kind }} label={words.ready} look="primary" />}
          {document.state !== "sent" && (
            <Do name="send-document" input={{ kind: document.kind }} label={words.send} look={document.state === "ready" ? "primary" : "plain"} />
          )}
        </div>
      </header>
      <div className="space-y-6">
        {document.sections.map((section) => (
          <SectionEditor key={section.key} document={document} section={section} missing={document.missing.includes(section.key)} />
        ))}
      </div>
    </article>
  );
}
