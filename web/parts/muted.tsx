/** Who may read and ask but not write for now, and the button that lets them again. */
import { useQuery } from "@tanstack/react-query";
import type { MessagesView } from "../../src/views/messages.ts";
import { viewQuery } from "../queries.ts";
import { work } from "../text/en-work.ts";
import { Do, useCommands } from "./commands.tsx";
import { Panel, Row } from "./panel.tsx";
import { Ago } from "./time.tsx";

/** Nothing where nobody is muted, or the viewer does not keep order. */
export function Muted() {
  const { number } = useCommands();
  const { data } = useQuery(viewQuery<MessagesView>(number, "messages"));
  if (!data?.me.keepsOrder || data.muted.length === 0) return null;
  return (
    <Panel title={work.order.muted} count={data.muted.length}>
      {data.muted.map(({ person, at, why }) => (
        <Row key={person.id}>
          <div className="flex items-start justify-between gap-2">
            <div>
              <p className="font-medium">{person.name}</p>
              <p className="text-xs text-soft">
                {why} · <Ago at={at} />
              </p>
            </div>
            <Do name="unmute" input={{ person: person.id }} label={work.order.unmute} direct />
          </div>
        </Row>
      ))}
    </Panel>
  );
}
