/** The work of an incident that is directed: one's own queue, questions, ways to choose between, who does what, needs and clues. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import type { RoomView } from "../../src/views/room-shape.ts";
import type { WorkView } from "../../src/views/work.ts";
import { viewQuery } from "../queries.ts";
import { work as words } from "../text/en-work.ts";
import { Do, useCommands } from "./commands.tsx";
import { Tag } from "./marks.tsx";
import { Muted } from "./muted.tsx";
import { Panel, Row } from "./panel.tsx";
import { Questions } from "./questions-asked.tsx";
import { Loading } from "./states.tsx";
import { Ago } from "./time.tsx";
import { Actions, ClueRow, Mine } from "./work-actions.tsx";

const add = <Plus size={14} aria-hidden="true" />;

/** Everything of it. */
export function Queues({ room }: { readonly room: RoomView }) {
  const { number } = useCommands();
  const has = (part: string) => room.parts.includes(part);
  // Whoever works reads the work first; to everybody else questions matter more.
  const works = ({ people }: WorkView) => people.some(({ person }) => person.id === room.me.person);
  const asked = (has("questions") || has("consultations")) && <Questions room={room} />;
  return (
    <Loading of={useQuery(viewQuery<WorkView>(number, "work"))} lines={6}>
      {(data) => (
        <>
          <Mine of={data} room={room} />
          {!works(data) && asked}
          {has("options") && <Options of={data} />}
          <Actions of={data} room={room} />
          {has("needs") && <Needs of={data} />}
          {has("findings") && <Clues of={data} room={room} />}
          {works(data) && asked}
          {has("chat") && <Muted />}
        </>
      )}
    </Loading>
  );
}

function Options({ of: { options } }: { readonly of: WorkView }) {
  const { ability } = useCommands();
  const decides = ability("decide-option")?.refused === null;
  if (options.length === 0 && ability("propose-option")?.refused !== null) return null;
  return (
    <Panel
      title={words.options.title}
      count={options.length}
      action={<Do name="propose-option" look="quiet" label={words.options.propose} icon={add} />}
      empty={options.length === 0 ? words.options.empty : undefined}
    >
      {options.map((one) => (
        <Row key={one.id}>
          <div className="flex items-start justify-between gap-2">
            <p className={one.state === "rejected" ? "text-soft line-through" : "font-medium"}>{one.title}</p>
            <Tag>{words.options.state[one.state] ?? one.state}</Tag>
          </div>
          <p className="text-xs text-soft">
            {[words.options.by(one.by.name), one.actions > 0 ? words.options.actions(one.actions) : ""].filter(Boolean).join(" · ")}
          </p>
          {one.reason && <p className="text-sm">{one.reason}</p>}
          {decides && (
            <div className={one.state === "open" ? "mt-1.5 mb-0.5 flex gap-1.5" : "-ml-3 flex"}>
              {one.state !== "chosen" && (
                <Do
                  name="decide-option"
                  input={{ option: one.id, choice: "chosen" }}
                  look={one.state === "open" ? "plain" : "quiet"}
                  label={one.state === "open" ? words.options.choose : words.options.again}
                />
              )}
              {one.state !== "rejected" && <Do name="decide-option" input={{ option: one.id, choice: "rejected" }} look="quiet" label={words.options.aside} />}
            </div>
          )}
        </Row>
      ))}
    </Panel>
  );
}

function Needs({ of: { manager } }: { readonly of: WorkView }) {
  const { ability } = useCommands();
  const fulfils = ability("fulfil-need")?.refused === null;
  if (manager.needs.length === 0 && ability("file-need")?.refused !== null) return null;
  return (
    <Panel
      title={words.needs.title}
      count={manager.needs.length}
      action={<Do name="file-need" look="quiet" label={words.needs.add} icon={add} />}
      empty={manager.needs.length === 0 ? words.needs.empty : undefined}
    >
      {manager.needs.map((one) => (
        <Row key={one.id}>
          <div className="flex items-start justify-between gap-2">
            <div>
              <p>{one.text}</p>
              <p className="text-xs text-soft">
                {words.needs.kind[one.kind] ?? one.kind} · {one.by.name}, <Ago at={one.at} />
              </p>
            </div>
            {fulfils && <Do name="fulfil-need" input={{ need: one.id }} label={words.needs.fulfil} />}
          </div>
        </Row>
      ))}
    </Panel>
  );
}

function Clues({ of: { manager }, room }: { readonly of: WorkView; readonly room: RoomView }) {
  const { ability } = useCommands();
  if (manager.clues.length === 0 && ability("add-finding")?.refused !== null) return null;
  const manages = room.roles.some((role) => role.kind === "commander" && role.holders.some(({ person }) => person.id === room.me.person));
  return (
    <>
      <Panel
        title={words.clues.title}
        count={manager.clues.length}
        action={<Do name="add-finding" look="quiet" label={words.clues.add} icon={add} />}
        empty={manager.clues.length === 0 ? words.clues.empty : undefined}
      >
        {manager.clues.map((one) => (
          <ClueRow key={one.id} clue={one} mine={manages} />
        ))}
      </Panel>
      {manager.clues.length > 0 && <p className="-mt-5 mb-6 text-xs text-soft">{words.clues.says}</p>}
    </>
  );
}
