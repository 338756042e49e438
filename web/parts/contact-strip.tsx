/** Where to meet and how to get a commander, under the head of a room whose process says it. */
import { Link } from "@tanstack/react-router";
import { Hash, Phone, Siren, Video } from "lucide-react";
import type { ReactNode } from "react";
import type { ContactSummaryView } from "../../src/views/contact-summary.ts";
import { contact as words } from "../text/en-contact.ts";
import { Do } from "./commands.tsx";

const size = 14;

/** The strip. */
export function ContactStrip({ of: summary }: { readonly of: NonNullable<ContactSummaryView> }) {
  const { chat, callUrl, phone, pin, commander, executives, call, examples } = summary;
  const isOver = call.state === "ended";
  return (
    <section aria-label={words.title} className="border-t border-line px-4 py-1.5 text-sm md:px-6">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
        {!isOver && callUrl && (
          <a
            href={callUrl}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-11 items-center gap-1.5 font-medium underline underline-offset-2 md:min-h-8"
          >
            <Video size={size} aria-hidden="true" />
            {words.join}
          </a>
        )}
        {!isOver && phone && (
          <Place icon={<Phone size={size} aria-hidden="true" />} name={words.phone}>
            <a href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`} className="inline-flex min-h-11 items-center underline underline-offset-2 md:min-h-8">
              {phone}
            </a>
            {pin && ` ${words.pin} ${pin}`}
          </Place>
        )}
        {chat && (
          <Place icon={<Hash size={size} aria-hidden="true" />} name={words.chat}>
            {chat.replace(/^#/, "")}
          </Place>
        )}
        {commander && (
          <Place icon={<Siren size={size} aria-hidden="true" />} name={words.commander}>
            <code className="font-mono text-xs">{commander}</code>
          </Place>
        )}
        {executives && (
          <Link to="/executives" className="inline-flex min-h-11 items-center text-soft underline decoration-line underline-offset-2 md:min-h-8">
            {words.executives}
          </Link>
        )}
        <Do name="set-presence" look="quiet" label={words.presence} />
      </div>
      {isOver && <p className="text-xs text-soft">{words.ended}</p>}
      {examples.length > 0 && (
        <p className="text-xs text-soft">
          {words.examples}{" "}
          <Link to="/process" className="inline-flex min-h-6 items-center underline decoration-line underline-offset-2">
            {words.write}
          </Link>
        </p>
      )}
    </section>
  );
}

function Place({ icon, name, children }: { readonly icon: ReactNode; readonly name: string; readonly children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {icon}
      <span className="text-soft">{name}</span>
      <span>{children}</span>
    </span>
  );
}
