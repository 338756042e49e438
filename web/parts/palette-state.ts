/** Whether the palette is open, and what the page at hand adds to it. */
import { useEffect, useSyncExternalStore } from "react";

/** Something the palette can do. */
export type Doable = { readonly key: string; readonly title: string; readonly says?: string; readonly run: () => void };

let open = false;
let here: readonly Doable[] = [];
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

/** Opens the palette. */
export function openPalette(): void {
  open = true;
  tell();
}

/** Closes it. */
export function closePalette(): void {
  open = false;
  tell();
}

window.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  open = !open;
  tell();
});

/** True while it is open. */
export function usePalette(): boolean {
  return useSyncExternalStore(subscribe, () => open);
}

/** What the page at hand adds. */
export function useDoableHere(): readonly Doable[] {
  return useSyncExternalStore(subscribe, () => here);
}

/** Adds what can be done on a page for as long as it is shown. `doable` must be kept between renders. */
export function useOffer(doable: readonly Doable[]): void {
  useEffect(() => {
    here = doable;
    tell();
    return () => {
      here = [];
      tell();
    };
  }, [doable]);
}
