/** The log of who changed what outside incidents. */
import { useQuery } from "@tanstack/react-query";
import { At } from "../../parts/time.tsx";
import { peopleQuery } from "../../queries.ts";
import type { AuditLine } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { BreakGlass } from "./break-glass.tsx";
import { ListPart } from "./part.tsx";

/** `person:…` by name, everything else as it is. */
function Actor({ of: actor }: { readonly of: string }) {
  const people = useQuery(peopleQuery);
  const name = people.data?.find((one) => `person:${one.id}` === actor || one.id === actor)?.name;
  return <span className="font-medium">{name ?? actor}</span>;
}

/** The audit log and the way in that nobody can hide, for administrators. */
export function Audit({ admin }: { readonly admin: boolean }) {
  return (
    <>
      {admin && <BreakGlass />}
      <Lines />
    </>
  );
}

function Lines() {
  return (
    <ListPart<AuditLine>
      title={t.settings.sections.audit ?? ""}
      says={t.settings.audit.says}
      path="/audit"
      field="lines"
      none={t.settings.audit.none}
      noneSays={t.settings.audit.noneSays}
      row={(line) => (
        <li key={line.seq} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2">
          <span className="w-28 shrink-0 text-xs text-faint">
            <At at={line.at} />
          </span>
          <Actor of={line.actor} />
          <span className="min-w-0 flex-1 text-soft">
            {line.action} {line.subject}
          </span>
        </li>
      )}
    />
  );
}
