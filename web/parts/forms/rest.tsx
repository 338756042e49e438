/** Sending everybody home: until when, who that is, and from when each can be called again. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { RestView } from "../../../src/views/rest.ts";
import { viewQuery } from "../../queries.ts";
import { run } from "../../text/en-run.ts";
import { useCommands } from "../commands.tsx";
import { TextField } from "../field.tsx";
import { Loading } from "../states.tsx";
import { Sentence } from "../time.tsx";
import { CardChoice } from "./card-choice.tsx";
import { type FormProps, text } from "./fields.tsx";

const words = run.rest;

/** The form; an empty `until` is the next morning. */
export function StandDown({ input, set, seen }: FormProps) {
  const { number } = useCommands();
  const rest = useQuery(viewQuery<RestView>(number, "rest"));
  const until = text(input.until);
  const [timed, setTimed] = useState(until !== "");
  const what = seen?.events.find(({ type }) => type === "stood-down")?.sentence;
  const options = [
    { value: "morning", label: words.morning, says: words.morningSays },
    { value: "time", label: words.time },
  ];
  const choose = (how: string) => {
    setTimed(how === "time");
    set({ until: how === "time" ? until || "08:00" : "" });
  };
  return (
    <>
      <CardChoice
        legend={words.until}
        options={options}
        value={timed ? "time" : "morning"}
        onChange={choose}
        below={
          timed && (
            <div className="px-3.5 pb-3">
              <TextField label={words.at} type="time" className="field w-32" value={until} onChange={(event) => set({ until: event.target.value })} />
            </div>
          )
        }
      />
      <p aria-live="polite" className="text-sm">
        {what && (
          <span className="font-medium">
            <Sentence of={what} />.{" "}
          </span>
        )}
        <span className="text-soft">{words.says}</span>
      </p>
      <section>
        <h3 className="mb-1 text-sm font-medium">{words.sleepers}</h3>
        <Loading of={rest} lines={2}>
          {(data) => <Sleepers of={data} />}
        </Loading>
      </section>
      <TextField label={words.reason} optional maxLength={240} value={text(input.reason)} onChange={(event) => set({ reason: event.target.value })} />
    </>
  );
}

function Sleepers({ of: { people } }: { readonly of: RestView }) {
  if (people.length === 0) return <p className="text-sm text-soft">{words.nobody}</p>;
  return (
    <ul className="rounded-lg bg-sunken px-3.5 py-2 text-sm">
      {people.map(({ person, roles }) => (
        <li key={person.id}>
          {person.name} <span className="text-xs text-soft">{roles.join(", ")}</span>
        </li>
      ))}
    </ul>
  );
}
