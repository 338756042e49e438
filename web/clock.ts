/** What time it is: the server's time, which on a rehearsal server stands still until it is moved. */
import { useSyncExternalStore } from "react";

type Reading = { readonly server: number; readonly local: number; readonly still: boolean };

let reading: Reading = { server: Date.now(), local: Date.now(), still: false };
let minute = Date.now();
const listeners = new Set<() => void>();

/** Takes over the server's `now`. `still`: a rehearsal clock that only moves when told to. */
export function setClock(instant: string, still: boolean): void {
  const server = Date.parse(instant);
  if (Number.isNaN(server) || (still && reading.still && server === reading.server)) return;
  reading = { server, local: Date.now(), still };
  changed();
}

/** Milliseconds since 1970 by the server's clock. */
export function nowMs(): number {
  return reading.still ? reading.server : reading.server + (Date.now() - reading.local);
}

function changed() {
  minute = nowMs();
  for (const listener of listeners) listener();
}

let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(changed, 15_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time now, renewed every quarter of a minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => minute);
}
