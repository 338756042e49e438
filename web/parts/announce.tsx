/** What is said politely to a screen reader, and shown for a moment to everybody else. */
import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { t } from "../text/en.ts";
import { IconButton } from "./button.tsx";

type Note = { readonly key: number; readonly text: string; readonly rules: readonly string[]; readonly stays: boolean };

/** How long a note that asks for nothing is shown, in milliseconds. */
const shown = 4_000;

let spoken = "";
let notes: readonly Note[] = [];
let serial = 0;
const listeners = new Set<() => void>();

function tell() {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function drop(key: number) {
  notes = notes.filter((note) => note.key !== key);
  tell();
}

/** Says something without showing it. */
export function announce(text: string): void {
  spoken = text;
  tell();
}

/** Shows and says what came of something. A remark stays until it is put away. */
export function note(text: string, rules: readonly string[] = []): void {
  serial += 1;
  const key = serial;
  const stays = rules.length > 0;
  notes = [...notes.slice(-2), { key, text, rules, stays }];
  announce(text);
  if (!stays) setTimeout(() => drop(key), shown);
}

/** The live region and the notes; stands once, at the root. */
export function Announcer() {
  const says = useSyncExternalStore(subscribe, () => spoken);
  const visible = useSyncExternalStore(subscribe, () => notes);
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {says}
      </p>
      <ul className="pointer-events-none fixed inset-x-4 bottom-20 z-50 flex flex-col items-center gap-2 md:bottom-6">
        {visible.map((one) => (
          <li key={one.key} className="arrive card pointer-events-auto flex max-w-lg items-center gap-3 bg-raised px-4 py-2 shadow-pop">
            <span>{one.text}</span>
            {one.rules.length > 0 && <span className="text-xs text-soft">{one.rules.join(", ")}</span>}
            {one.stays && (
              <IconButton label={t.common.dismiss} onClick={() => drop(one.key)}>
                <X size={16} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
