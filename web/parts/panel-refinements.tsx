/** What is left when it is over: the meeting about it, and each proposal to change the process with what became of it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import type { AfterwardsView } from "../../src/views/afterwards.ts";
import { write } from "../api.ts";
import { processesQuery, viewQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { learning } from "../text/en-outside.ts";
import { list } from "../when.ts";
import { note } from "./announce.tsx";
import { Button } from "./button.tsx";
import { Do, useCommands } from "./commands.tsx";
import { Tag } from "./marks.tsx";
import { Panel, Row } from "./panel.tsx";
import { NotSent, RefusalNote } from "./refusal.tsx";
import { Loading } from "./states.tsx";
import { useSubmit } from "./submit.ts";
import { Ago, At } from "./time.tsx";

const words = learning.refinements;
type Proposal = AfterwardsView["refinements"][number];
const oldestOpenFirst = (items: readonly Proposal[]) => [...items.filter(({ state }) => state === "open"), ...items.filter(({ state }) => state !== "open")];

/** The panel. */
export function Refinements() {
  const { number, room } = useCommands();
  const processes = useQuery(processesQuery);
  const inForce = processes.data?.items.find((one) => one.key === room.incident.process.key)?.version ?? null;
  return (
    <Loading of={useQuery(viewQuery<AfterwardsView>(number, "afterwards"))} lines={2}>
      {({ refinements: items, meeting }) => (
        <>
          {meeting ? <Meeting of={meeting} /> : <Uncalled />}
          <Panel
            title={words.title}
            count={items.length}
            action={<Do name="propose-refinement" look="quiet" label={words.propose} icon={<Plus size={14} aria-hidden="true" />} />}
            empty={items.length === 0 ? words.empty : undefined}
          >
            {oldestOpenFirst(items).map((one) => (
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
  const { decided, state } = one;
  const told = state === "applied" && decided?.version ? words.applied(decided.version) : state === "rejected" ? words.rejected : words.open;
  return (
    <Row>
      <div className="flex items-start justify-between gap-2">
        <p className="font-medium">{one.change}</p>
        <Tag>{told}</Tag>
      </div>
      <p className="text-xs text-soft">
        {words.by(one.by)}, <Ago at={one.at} />
      </p>
      {one.why && <p className="mt-0.5">{one.why}</p>}
      {one.pointer && <Difference of={one} />}
      {decided && (
        <p className="mt-1 text-xs text-soft">
          {[decided.by, decided.reason].filter(Boolean).join(": ")} · <Ago at={decided.at} />
        </p>
      )}
      {state === "open" && (
        <div className="mt-1.5 mb-0.5 flex flex-wrap gap-1.5">
          {one.pointer && <PutInForce of={one} />}
          <Do
            name="apply-refinement"
            input={{ refinement: one.id, ...(inForce !== null && inForce > one.base ? { version: inForce } : {}) }}
            label={words.apply}
            look="quiet"
          />
          <Do name="reject-refinement" input={{ refinement: one.id }} look="quiet" label={words.reject} />
        </div>
      )}
    </Row>
  );
}

/** One step for whoever keeps the process: the next version is made and put into force. */
function PutInForce({ of: one }: { readonly of: Proposal }) {
  const { ability, path, number } = useCommands();
  const client = useQueryClient();
  const { busy, problem, lost, send } = useSubmit<unknown>();
  if (ability("apply-refinement")?.refused !== null) return null;
  const put = async () => {
    const answer = await send((key) => write("POST", `${path}/refinements/${encodeURIComponent(one.id)}/apply`, {}, key));
    if (answer === null) return;
    note(t.room.done(one.change));
    await Promise.all([["view", number], ["room", number], ["timeline", number], ["processes"]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  return (
    <>
      <Button disabled={busy} title={words.putSays} onClick={() => void put()}>
        {words.put}
      </Button>
      {problem && (
        <div className="order-last w-full">
          <RefusalNote problem={problem} focus />
        </div>
      )}
      {lost && (
        <div className="order-last w-full">
          <NotSent />
        </div>
      )}
    </>
  );
}

/** The meeting about it: when, who must be there, for whom the time does not fit. */
function Meeting({ of: { from, until, required, optional, clashes, agenda } }: { readonly of: NonNullable<AfterwardsView["meeting"]> }) {
  const names = (people: typeof required) => list(people.map(({ name }) => name));
  return (
    <Panel
      title={learning.meeting.title}
      action={
        <span className="flex gap-1.5">
          <Do name="call-meeting" look="quiet" mine />
          <Do name="move-meeting" look="quiet" label={learning.meeting.move} />
        </span>
      }
    >
      <Row>
        <p className="font-medium">
          <At at={from} /> – <At at={until} />
        </p>
        <p className="text-xs text-soft">{learning.meeting.required(names(required))}</p>
        {optional.length > 0 && <p className="text-xs text-soft">{learning.meeting.optional(names(optional))}</p>}
        {clashes.length > 0 && <p className="text-xs font-medium">{learning.meeting.clashes(names(clashes))}</p>}
        {agenda.length > 0 && <p className="text-xs text-soft">{learning.meeting.agenda(list(agenda))}</p>}
      </Row>
    </Panel>
  );
}

/** Nobody has called it yet, and whoever looks may see that it is owed. */
function Uncalled() {
  const { ability } = useCommands();
  return ability("call-meeting") ? (
    <Panel title={learning.meeting.title} action={<Do name="call-meeting" look="quiet" />} empty={learning.meeting.uncalled} />
  ) : null;
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
