/** Typed text that survives a reload, a lost connection and a wrong click: kept for this tab, forgotten when sent. */
import { useCallback, useEffect, useState } from "react";

/** A piece of state kept in the tab's storage under `key`. */
export function useDraft<T>(key: string, initial: T): [T, (value: T | ((before: T) => T)) => void, () => void] {
  const name = `draft:${key}`;
  const [value, setValue] = useState<T>(() => stored(name) ?? initial);
  useEffect(() => {
    try {
      if (JSON.stringify(value) === JSON.stringify(initial)) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, JSON.stringify(value));
    } catch {
      // A full or forbidden storage only means that a reload forgets: the text is still on the screen.
    }
  }, [name, value, initial]);
  const forget = useCallback(() => setValue(initial), [initial]);
  return [value, setValue, forget];
}

function stored<T>(name: string): T | undefined {
  try {
    const text = sessionStorage.getItem(name);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
