/** The panel of what is written for others: documents, customer messages, files; and what passes with those outside, where the process speaks of it. */
import { Link, useParams } from "@tanstack/react-router";
import { ChevronRight, Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import { t } from "../text/en.ts";
import { size } from "../when.ts";
import { Do, useCommands } from "./commands.tsx";
import { Tag } from "./marks.tsx";
import { Panel, Row } from "./panel.tsx";
import { Prose } from "./prose.tsx";
import { Skeleton } from "./states.tsx";
import { Ago, At } from "./time.tsx";

const Outside = lazy(() => import("./panel-outside.tsx").then((module) => ({ default: module.Outside })));

/** Parts of a process that are about those outside. */
const outside = ["pr_tasks", "customer_contact", "customer_questions", "information_requests", "public"];

/** Whether the process speaks of those outside: then documents and files stand with the record. */
export function hasOutside({ parts }: Pick<RoomView, "parts">): boolean {
  return outside.some((part) => parts.includes(part));
}

/** The panel. */
export function Outward({ room }: { readonly room: RoomView }) {
  if (hasOutside(room))
    return (
      <Suspense fallback={<Skeleton lines={6} />}>
        <Outside room={room} />
        <Customers room={room} />
      </Suspense>
    );
  return (
    <>
      <Documents room={room} />
      <Customers room={room} />
      <Files room={room} />
    </>
  );
}

/** The documents with their state. */
export function Documents({ room }: { readonly room: RoomView }) {
  const { number } = useParams({ from: "/app/incidents/$number" });
  const words = t.room.documents;
  return (
    <Panel title={words.title} count={room.documents.length} empty={room.documents.length === 0 ? `${words.empty}. ${words.emptySays}` : undefined}>
      {room.documents.map((document) => (
        <li key={document.kind}>
          <Link
            to="/incidents/$number/documents/$kind"
            params={{ number, kind: document.kind }}
            className="flex min-h-11 items-center gap-2 px-3 py-2 -outline-offset-2 hover:bg-hover"
          >
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{document.title}</span>
              <span className="block text-xs text-soft">
                {document.missing.length > 0 ? words.missing(document.missing.length) : words.complete}
                {document.due && document.state !== "sent" && (
                  <>
                    {" · "}
                    {words.due.toLowerCase()} <At at={document.due} />
                  </>
                )}
              </span>
            </span>
            <Tag>{words.state[document.state] ?? document.state}</Tag>
            <ChevronRight size={16} className="text-faint" aria-hidden="true" />
          </Link>
        </li>
      ))}
    </Panel>
  );
}

function Customers({ room }: { readonly room: RoomView }) {
  const words = t.room.customers;
  return (
    <Panel
      title={words.title}
      action={<Do name="draft-customer-message" look="quiet" label={words.draft} icon={<Plus size={14} aria-hidden="true" />} />}
      empty={room.customerMessages.length === 0 ? words.empty : undefined}
    >
      {room.customerMessages.map((message) => (
        <Row key={message.id}>
          <div className="flex items-center justify-between gap-2 text-xs text-soft">
            <span>
              {message.by.name}, <Ago at={message.at} />
            </span>
            <Tag>{words.state[message.state] ?? message.state}</Tag>
          </div>
          <Prose text={message.text} />
          {message.state === "draft" && <Do name="publish-customer-message" input={{ message: message.id }} className="mt-1.5" />}
        </Row>
      ))}
    </Panel>
  );
}

/** The files that were attached. */
export function Files({ room }: { readonly room: RoomView }) {
  const words = t.room.attachments;
  const { path } = useCommands();
  return (
    <Panel title={words.title} count={room.attachments.length} empty={room.attachments.length === 0 ? words.empty : undefined}>
      {room.attachments.map((file) => (
        <Row key={file.id}>
          <a className="inline-flex min-h-6 items-center underline decoration-edge underline-offset-2" href={`/api/v1${path}/attachments/${file.id}`}>
            {file.name}
          </a>
          <p className="text-xs text-soft">
            {size(file.sizeBytes)} · {file.by}, <Ago at={file.at} />
          </p>
        </Row>
      ))}
    </Panel>
  );
}
