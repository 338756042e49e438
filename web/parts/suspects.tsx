/** What happened shortly before it began: deploys, changes, alerts; one press notes what came in by itself. */
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { DiagnosisView } from "../../src/views/diagnosis.ts";
import { cause as words } from "../text/en-cause.ts";
import { Do } from "./commands.tsx";
import { Tag } from "./marks.tsx";
import { Panel, Row } from "./panel.tsx";
import { Ago } from "./time.tsx";

const underlined = "underline decoration-edge underline-offset-2 hover:decoration-current";

/** What people noted and what came in by itself, in one list. */
export function Suspects({ of: { suspects } }: { readonly of: DiagnosisView }) {
  return (
    <Panel
      title={words.suspects.title}
      count={suspects.length}
      action={<Do name="note-suspect" look="quiet" label={words.suspects.note} icon={<Plus size={14} aria-hidden="true" />} />}
      empty={suspects.length === 0 ? words.suspects.empty : undefined}
    >
      {suspects.map((one) => (
        <Suspect key={one.id} of={one} />
      ))}
    </Panel>
  );
}

const web = /^https?:\/\//i;

/** What came in by itself has the button that notes it; what was noted says so. */
function Suspect({ of: { kind, text, service, at, link, noted, incident, note } }: { readonly of: DiagnosisView["suspects"][number] }) {
  return (
    <Row>
      <p>
        <Tag>{words.suspects.kinds[kind] ?? kind}</Tag> {text}
      </p>
      <p className="text-xs text-soft">
        <Ago at={at} />
        {service !== "" && ` · ${service}`}
        {noted && ` · ${words.suspects.noted}`}
        {web.test(link) && (
          <>
            {" · "}
            <a href={link} target="_blank" rel="noreferrer noopener" className={underlined}>
              {words.suspects.look}
            </a>
          </>
        )}
        {incident && (
          <>
            {" · "}
            <Link to="/incidents/$number" params={{ number: String(incident.number ?? incident.id) }} className={underlined}>
              {incident.title}
            </Link>
          </>
        )}
      </p>
      {note && <Do name="note-suspect" input={note} direct label={words.suspects.take} className="mt-1.5 mb-0.5" />}
    </Row>
  );
}
