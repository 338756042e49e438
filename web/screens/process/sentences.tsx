/** Every sentence of a process, findable; a refusal's rule links to its sentence here. */
import { useState } from "react";
import { Tag } from "../../parts/marks.tsx";
import { Section } from "../../parts/states.tsx";
import type { ProcessPage } from "../../queries-process.ts";
import { t } from "../../text/en.ts";

const words = t.process;

/** The list; `#GD-17` marks its sentence. */
export function Sentences({ process, hash }: { readonly process: ProcessPage; readonly hash: string }) {
  const [typed, setTyped] = useState("");
  const asked = typed.trim().toLowerCase();
  const found = process.sentences.filter((one) => `${one.id} ${one.says}`.toLowerCase().includes(asked));
  return (
    <Section
      title={words.sentences}
      aside={
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          className="field max-w-64 print:hidden"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      }
    >
      <p className="border-b border-line px-5 py-2 text-sm text-soft">
        {words.sentencesSays} {asked && words.ofThese(found.length, process.sentences.length)}
      </p>
      <ul className="divide-y divide-line">
        {found.map((one) => (
          <li
            key={one.id}
            id={one.id}
            className={`grid grid-cols-[4rem_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1 px-5 py-2 md:grid-cols-[5rem_minmax(0,1fr)_auto] ${hash === one.id ? "bg-accent-soft" : ""}`}
          >
            <span className="text-xs font-medium text-soft">{one.id}</span>
            <span>{one.says}</span>
            <span className="max-md:col-start-2">
              <Tag>{words.enforced[one.enforced] ?? one.enforced}</Tag>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
