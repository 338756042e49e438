/** Letting somebody go: who is there, since when, why the process thinks of them, and what it means for them. */
import { useId } from "react";
import type { RoomView } from "../../../src/views/room-shape.ts";
import { useNow } from "../../clock.ts";
import { run } from "../../text/en-run.ts";
import { span } from "../../when.ts";
import { useCommands } from "../commands.tsx";
import { TextField } from "../field.tsx";
import { Tag } from "../marks.tsx";
import { Sentence } from "../time.tsx";
import { type FormProps, text } from "./fields.tsx";

const leaving = run.release;

type Seated = { readonly id: string; readonly name: string; readonly roles: readonly string[]; readonly since: string };

/** Everybody with a seat, but whoever commands: a command is handed over. */
function seated(room: RoomView): readonly Seated[] {
  const found = new Map<string, Seated>();
  const commanders = new Set(room.roles.filter(({ kind }) => kind === "commander").flatMap(({ holders }) => holders.map(({ person }) => person.id)));
  for (const { label, kind, holders } of room.roles) {
    for (const { person, since } of kind === "observer" ? [] : holders) {
      const known = found.get(person.id);
      if (!commanders.has(person.id))
        found.set(person.id, { ...person, roles: [...(known?.roles ?? []), label], since: known && known.since < since ? known.since : since });
    }
  }
  return [...found.values()];
}

/** Why the process thinks of somebody: its duties towards them, by their keys (`release/…`, `fatigue/…`). */
function suggested(room: RoomView, person: string): readonly string[] {
  const keys = room.duties.filter(({ state }) => state === "open").map(({ key }) => key);
  const about = keys.filter((key) => key.split("/")[1] === person);
  return about.flatMap((key) => {
    if (key.startsWith("release/")) return [leaving.idle];
    if (!key.startsWith("fatigue/")) return [];
    return [key.endsWith("/said") ? leaving.tired : leaving.long];
  });
}

/** Who may go: those the process suggests first, each with why; then what that means for them. */
export function Release({ input, set, seen }: FormProps) {
  const { room } = useCommands();
  const now = useNow();
  const name = useId();
  const people = seated(room)
    .map((one) => ({ ...one, why: suggested(room, one.id), open: room.actions.filter(isOpen).filter(({ assignee }) => assignee?.id === one.id).length }))
    .sort((a, b) => Number(b.why.length > 0) - Number(a.why.length > 0));
  const chosen = people.find(({ id }) => id === input.person);
  const rest = seen?.events.find(({ type }) => type === "rest-granted");
  return (
    <>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{leaving.who}</legend>
        {people.length === 0 && <p className="text-sm text-soft">{leaving.nobody}</p>}
        <div className="card divide-y divide-line overflow-hidden empty:hidden">
          {people.map((one) => (
            <label
              key={one.id}
              className="control flex cursor-pointer items-start gap-3 px-3.5 py-2 hover:bg-hover has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name={name}
                className="mt-1 size-4 shrink-0 accent-(--accent)"
                checked={one.id === input.person}
                onChange={() => set({ person: one.id })}
              />
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-center gap-x-2">
                  <span className="font-medium">{one.name}</span>
                  {one.why.map((why) => (
                    <Tag key={why}>{why}</Tag>
                  ))}
                </span>
                <span className="block text-xs text-soft">
                  {[one.roles.join(", "), leaving.for(span(now - Date.parse(one.since))), one.open > 0 && leaving.open(one.open)].filter(Boolean).join(" · ")}
                </span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {chosen && (
        <p className="text-sm text-soft">
          {leaving.says} {chosen.open > 0 && leaving.busy}{" "}
          {rest && (
            <span className="font-medium text-ink">
              <Sentence of={rest.sentence} />.
            </span>
          )}
        </p>
      )}
      <TextField
        label={leaving.reason}
        optional
        hint={leaving.reasonHint}
        maxLength={300}
        value={text(input.reason)}
        onChange={(event) => set({ reason: event.target.value })}
      />
    </>
  );
}

const isOpen = ({ state }: RoomView["actions"][number]) => state !== "done" && state !== "finished" && state !== "dropped";
