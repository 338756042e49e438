/** What somebody who left still holds: their roles in open incidents, and the lists in which they stand. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { roomQuery } from "../../queries.ts";
import type { HandOver } from "../../shapes.ts";
import { t } from "../../text/en.ts";

const words = t.settings.people;
const link = "underline decoration-edge underline-offset-2 hover:text-accent-strong";

/** Where each kind of list is changed. */
const parts: Readonly<Record<string, string>> = { team: "teams", area: "areas", group: "groups", schedule: "rotas" };

/** Shown once, after somebody was deactivated. */
export function ToHandOver({ name, held }: { readonly name: string; readonly held: HandOver }) {
  return (
    <div role="status" className="arrive mt-2 space-y-2 rounded-lg bg-sunken p-3 text-sm">
      <p>
        {words.gone(name)} {held.roles.length + held.lists.length === 0 && words.nothingHeld}
      </p>
      {held.roles.length > 0 && (
        <div>
          <p className="font-medium">{words.roles}</p>
          <ul>
            {held.roles.map((one) => (
              <Role key={`${one.incident} ${one.role}`} {...one} />
            ))}
          </ul>
        </div>
      )}
      {held.lists.length > 0 && (
        <div>
          <p className="font-medium">{words.lists}</p>
          <ul>
            {held.lists.map((one) => (
              <li key={`${one.kind} ${one.id}`} className="py-0.5">
                {words.kinds[one.kind] ?? one.kind}{" "}
                <Link to="/settings/$part" params={{ part: parts[one.kind] ?? one.kind }} className={link}>
                  {one.name}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** The answer names the incident by its id and the role by its key; the room knows what people call them. */
function Role({ incident, role }: HandOver["roles"][number]) {
  const room = useQuery(roomQuery(useQueryClient(), incident)).data;
  const label = room?.roles.find((one) => one.role === role)?.label ?? role;
  const number = room?.incident.number;
  return (
    <li className="py-0.5">
      {label}{" "}
      <Link to="/incidents/$number" params={{ number: String(number ?? incident) }} className={link}>
        {room ? [number, room.incident.title].filter(Boolean).join(" ") : words.unnamed}
      </Link>
    </li>
  );
}
