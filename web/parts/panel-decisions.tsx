/** What is about to be decided, who objects, and what was decided. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import type { DecisionsView } from "../../src/views/decisions.ts";
import { viewQuery } from "../queries.ts";
import { cause } from "../text/en-cause.ts";
import { Do, useCommands } from "./commands.tsx";
import { Panel, Row } from "./panel.tsx";
import { Loading } from "./states.tsx";
import { At } from "./time.tsx";

const words = cause.decisions;

/** The panel. */
export function Decisions() {
  const { number } = useCommands();
  return (
    <Loading of={useQuery(viewQuery<DecisionsView>(number, "decisions"))} lines={3}>
      {({ items }) => (
        <Panel
          title={words.title}
          count={items.filter(({ outcome }) => outcome === null).length}
          action={<Do name="propose-decision" look="quiet" label={words.propose} icon={<Plus size={14} aria-hidden="true" />} />}
          empty={items.length === 0 ? words.empty : undefined}
        >
          {items.map((one) => (
            <One key={one.id} of={one} />
          ))}
        </Panel>
      )}
    </Loading>
  );
}

function One({ of: { id, text, by, until, objections, outcome, words: instead } }: { readonly of: DecisionsView["items"][number] }) {
  return (
    <Row>
      <p className={outcome === null ? "font-medium" : "text-soft"}>{text}</p>
      <p className="text-xs text-soft">
        {by.name} · {outcome === null ? words.until : words.outcomes[outcome]}
        {outcome === null ? <At at={until} /> : instead && `: ${instead}`}
      </p>
      {objections.map(({ person, because }) => (
        <p key={person.id} className="text-xs text-soft">
          {words.objects(person.name)}: {because}
        </p>
      ))}
      {outcome === null && (
        <div className="mt-1.5 mb-0.5 flex flex-wrap gap-2">
          <Do name="decide" input={{ decision: id }} label={words.decide} />
          <Do name="object" input={{ decision: id }} look="quiet" label={words.object} />
        </div>
      )}
    </Row>
  );
}
