/** What the incident teaches about the process itself: each proposal with what it changes, and what became of it. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import type { RefinementsView } from "../../src/views/refinements.ts";
import { viewQuery } from "../queries.ts";
import { learning } from "../text/en-outside.ts";
import { Do, useCommands } from "./commands.tsx";
import { Tag } from "./marks.tsx";
import { Panel, Row } from "./panel.tsx";
import { Loading } from "./states.tsx";
import { Ago } from "./time.tsx";

const words = learning.refinements;
type Proposal = RefinementsView["items"][number];

/** The panel. */
export function Refinements() {
  const { number } = useCommands();
  return (
    <Loading of={useQuery(viewQuery<RefinementsView>(number, "refinements"))} lines={2}>
      {({ items, inForce }) => (
        <>
          <Panel
            title={words.title}
            count={items.length}
            action={<Do name="propose-refinement" look="quiet" label={words.propose} icon={<Plus size={14} aria-hidden="true" />} />}
            empty={items.length === 0 ? words.empty : undefined}
          >
            {items.map((one) => (
              <ProposalRow key={one.id} of={one} inForce={inForce} />
            ))}
          </Panel>
          {inForce !== null && items.some(({ state }) => state === "open") && <p className="-mt-5 mb-6 text-xs text-soft">{words.inForce(inForce)}</p>}
        </>
      )}
    </Loading>
  );
}

function ProposalRow({ of: one, inForce }: { readonly of: Proposal; readonly inForce: number | null }) {
  const { decision, state } = one;
  const told = state === "applied" && decision?.version ? words.applied(decision.version) : state === "rejected" ? words.rejected : words.open;
  return (
    <Row>
      <div className="flex items-start justify-between gap-2">
        <p className="font-medium">{one.change}</p>
        <Tag>{told}</Tag>
      </div>
      <p className="text-xs text-soft">
        {words.by(one.by.name)}, <Ago at={one.at} />
      </p>
      {one.why && <p className="mt-0.5">{one.why}</p>}
      {one.pointer && <Difference of={one} />}
      {decision && (
        <p className="mt-1 text-xs text-soft">
          {[decision.by.name, decision.reason].filter(Boolean).join(": ")} · <Ago at={decision.at} />
        </p>
      )}
      {state === "open" && (
        <div className="mt-1.5 mb-0.5 flex flex-wrap gap-1.5">
          <Do
            name="apply-refinement"
            input={{ refinement: one.id, ...(inForce !== null && inForce > one.base ? { version: inForce } : {}) }}
            label={words.apply}
          />
          <Do name="reject-refinement" input={{ refinement: one.id }} look="quiet" label={words.reject} />
        </div>
      )}
    </Row>
  );
}

/** What stands there, and what will. */
function Difference({ of: { pointer, from, to } }: { readonly of: Proposal }) {
  return (
    <div className="mt-1.5 overflow-hidden rounded-lg border border-line text-xs">
      <p className="border-b border-line bg-sunken px-2.5 py-1 font-mono break-all text-soft">{pointer}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 px-2.5 py-1.5">
        <dt className="text-soft">{words.from}</dt>
        <dd className="font-mono break-words line-through decoration-edge">{from ?? words.nothing}</dd>
        <dt className="text-soft">{words.to}</dt>
        <dd className="font-mono font-semibold break-words">{to || words.nothing}</dd>
      </dl>
    </div>
  );
}
