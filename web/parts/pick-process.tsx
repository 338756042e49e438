/** Picking a process: a card for each, and three questions that suggest one. */
import { useState } from "react";
import type { ProcessCard } from "../shapes.ts";
import { t } from "../text/en.ts";
import { Choice } from "./field.tsx";

const words = t.start.setup;

type Answers = { readonly people: string; readonly customers: string; readonly rota: string };

/** A suggestion only, for the shipped processes: few people need few words, a rota asks for a commander on call, outside customers for somebody who speaks to them. */
function suggested({ people, customers, rota }: Answers): string | null {
  if (people === "" || customers === "" || rota === "") return null;
  if (rota === "yes") return people === "0" ? "radar" : "command";
  if (people === "0") return "sitrep";
  return customers === "yes" ? "graceful" : "radar";
}

type Props = { readonly processes: readonly ProcessCard[]; readonly value: string; readonly onChange: (key: string) => void };

/** Questions and cards. */
export function PickProcess({ processes, value, onChange }: Props) {
  const [answers, setAnswers] = useState<Answers>({ people: "", customers: "", rota: "" });
  const found = suggested(answers);
  const answer = (part: Partial<Answers>) => {
    const next = { ...answers, ...part };
    setAnswers(next);
    const fit = suggested(next);
    if (fit !== null && processes.some((one) => one.key === fit)) onChange(fit);
  };
  const yesNo = [
    { value: "yes", label: t.common.yes },
    { value: "no", label: t.common.no },
  ];
  return (
    <fieldset>
      <legend className="text-base font-semibold">{words.process}</legend>
      <p className="mb-3 text-soft">{words.processSays}</p>
      <div className="card mb-4 space-y-3 p-4">
        <Choice
          legend={words.people}
          value={answers.people}
          options={words.peopleChoices.map((label, at) => ({ value: String(at), label }))}
          onChange={(people) => answer({ people })}
        />
        <Choice legend={words.customers} value={answers.customers} options={yesNo} onChange={(customers) => answer({ customers })} />
        <Choice legend={words.rota} value={answers.rota} options={yesNo} onChange={(rota) => answer({ rota })} />
      </div>
      <div className="grid gap-3 md:grid-cols-2">
        {processes.map((process) => (
          <label
            key={process.key}
            className="card relative block p-4 transition-colors duration-100 hover:border-edge has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="process"
              value={process.key}
              required
              className="absolute top-4 right-4 size-4 accent-(--accent)"
              checked={value === process.key}
              onChange={() => onChange(process.key)}
            />
            <span className="block pr-8 font-semibold">
              {process.name}
              {found === process.key && <span className="ml-2 rounded bg-accent px-1.5 py-px text-2xs font-medium text-on-accent">{words.suggested}</span>}
            </span>
            <span className="mt-1 block text-sm text-soft">{process.summary}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
