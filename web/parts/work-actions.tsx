/** Who does what: one's own actions and clues first, then everybody's, then what nobody has. */
import { Plus } from "lucide-react";
import { Fragment } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import type { WorkView } from "../../src/views/work.ts";
import { t } from "../text/en.ts";
import { work as words } from "../text/en-work.ts";
import { Do, useCommands } from "./commands.tsx";
import { Panel, Row } from "./panel.tsx";
import { Ago, At } from "./time.tsx";

type Action = WorkView["unassigned"][number];
type Clue = WorkView["manager"]["clues"][number];
type Person = WorkView["people"][number];

const add = <Plus size={14} aria-hidden="true" />;

/** The viewer's own queue, when they work here. */
export function Mine({ of: { people }, room }: { readonly of: WorkView; readonly room: RoomView }) {
  const me = people.find(({ person }) => person.id === room.me.person);
  if (!me) return null;
  const empty = me.actions.length === 0 && me.clues.length === 0;
  return (
    <Panel title={words.mine} empty={empty ? words.mineNone : undefined}>
      {me.actions.map((one) => (
        <ActionRow key={one.id} action={one} mine />
      ))}
      {me.clues.map((one) => (
        <ClueRow key={one.id} clue={one} mine />
      ))}
    </Panel>
  );
}

/** Everybody else's, person by person. */
export function Actions({ of: { people, unassigned }, room }: { readonly of: WorkView; readonly room: RoomView }) {
  const others = people.filter(({ person }) => person.id !== room.me.person);
  const over = room.actions.filter(({ state }) => state === "done" || state === "dropped");
  const empty = others.length === 0 && unassigned.length === 0;
  const never = over.length === 0 && people.every(({ actions }) => actions.length === 0);
  return (
    <>
      <Panel
        title={words.actions.title}
        action={<Do name="add-action" look="quiet" label={words.actions.add} icon={add} />}
        empty={empty ? (never ? words.actions.empty : words.actions.allDone) : undefined}
      >
        {others.map((one) => (
          <Busy key={one.person.id} of={one} />
        ))}
        {unassigned.length > 0 && <Heading>{words.actions.unassigned}</Heading>}
        {unassigned.map((one) => (
          <ActionRow key={one.id} action={one} />
        ))}
      </Panel>
      {over.length > 0 && (
        <details className="-mt-4 mb-6">
          <summary className="control inline-flex items-center text-sm text-soft underline decoration-line underline-offset-2 hover:text-ink">
            {words.actions.done(over.length)}
          </summary>
          <ul className="card mt-1 divide-y divide-line overflow-hidden">
            {over.map((one) => (
              <Row key={one.id}>
                <p className="text-soft">{one.text}</p>
                <p className="text-xs text-soft">{[one.assignee?.name, one.outcome].filter(Boolean).join(" · ")}</p>
              </Row>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Heading({ children }: { readonly children: string }) {
  return <li className="bg-sunken px-3 py-1 text-xs font-medium text-soft">{children}</li>;
}

function Busy({ of: { person, since, actions, clues } }: { readonly of: Person }) {
  return (
    <Fragment>
      <li className="flex items-baseline justify-between gap-2 bg-sunken px-3 py-1 text-xs">
        <span className="font-medium text-soft">{person.name}</span>
        {since !== "" && (
          <span className="text-faint">
            <Ago at={since} bare />
          </span>
        )}
      </li>
      {actions.map((one) => (
        <ActionRow key={one.id} action={one} />
      ))}
      {clues.map((one) => (
        <ClueRow key={one.id} clue={one} />
      ))}
      {actions.length === 0 && clues.length === 0 && <li className="px-3 py-2 text-sm text-faint">{words.actions.nothing}</li>}
    </Fragment>
  );
}

function ActionRow({ action, mine = false }: { readonly action: Action; readonly mine?: boolean }) {
  const { ability } = useCommands();
  const under = action.state === "started";
  const directs = ability("redirect-action")?.refused === null;
  return (
    <Row>
      <p className="font-medium">{action.text}</p>
      <p className="flex flex-wrap gap-x-2 text-xs text-soft">
        <span>{t.room.actions.kinds[action.kind] ?? action.kind}</span>
        {under && <span>{words.actions.under}</span>}
        {action.until !== null && (
          <span className={action.overdue ? "font-semibold text-ink underline decoration-2 underline-offset-2" : ""}>
            {action.overdue ? words.actions.over : `${words.actions.until} `}
            {!action.overdue && <At at={action.until} />}
          </span>
        )}
      </p>
      <div className={mine ? "mt-1.5 mb-0.5 flex flex-wrap gap-1" : "mt-0.5 -ml-3 flex flex-wrap"}>
        {mine && !under && <Do name="start-action" input={{ action: action.id }} label={words.actions.start} direct />}
        {mine && under && <Do name="finish-action" input={{ action: action.id }} label={words.actions.finish} />}
        {action.until !== null && (mine || directs) && <Do name="extend-action" input={{ action: action.id }} look="quiet" label={words.actions.more} />}
        {directs && <Do name="redirect-action" input={{ action: action.id }} look="quiet" label={words.actions.give} />}
        {(mine || directs) && <Do name="drop-action" input={{ action: action.id }} look="quiet" label={words.actions.drop} />}
      </div>
    </Row>
  );
}

/** A clue in a queue. */
export function ClueRow({ clue, mine = false }: { readonly clue: Clue; readonly mine?: boolean }) {
  const { ability } = useCommands();
  return (
    <Row>
      <p>{clue.text}</p>
      <p className="text-xs text-soft">
        {clue.by.name}, <Ago at={clue.at} />
      </p>
      <div className={mine ? "mt-1.5 mb-0.5 flex flex-wrap gap-1" : "mt-0.5 -ml-3 flex flex-wrap"}>
        {mine && <Do name="take-finding" input={{ finding: clue.id }} label={words.clues.take} direct />}
        {ability("hand-finding")?.refused === null && <Do name="hand-finding" input={{ finding: clue.id }} look="quiet" label={words.clues.hand} />}
      </div>
    </Row>
  );
}
