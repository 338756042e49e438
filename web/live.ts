/** Live news by server-sent events: what changed is asked for again; a lost connection is said and mended. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { onReach } from "./api.ts";

/** How long a broken feed may stay unmentioned; a restart of the server should not alarm anybody. Milliseconds. */
const patience = 1_500;

/** News that comes within this is asked for together, after the first: a busy incident costs a browser few requests. Milliseconds. */
const together = 1_500;

let away = !navigator.onLine;
const listeners = new Set<() => void>();

function set(value: boolean) {
  if (away === value) return;
  away = value;
  for (const listener of listeners) listener();
}

window.addEventListener("offline", () => set(true));
window.addEventListener("online", () => set(false));
onReach((reached) => set(!reached));

/** True while the server cannot be reached. */
export function useAway(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => away,
  );
}

/** Asks anew for what was named since the last time: at once after a quiet while, else when that is over. */
function gathering(client: QueryClient): { readonly renew: (...keys: readonly (readonly string[])[]) => void; readonly end: () => void } {
  const wanted = new Map<string, readonly string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (wanted.size === 0) return;
    for (const queryKey of wanted.values()) void client.invalidateQueries({ queryKey });
    wanted.clear();
    timer = setTimeout(flush, together);
  };
  return {
    renew: (...keys) => {
      for (const key of keys) wanted.set(key.join(" "), key);
      if (timer === undefined) flush();
    },
    end: () => clearTimeout(timer),
  };
}

/** Keeps what is shown fresh for as long as the component lives. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    let feed: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let complaint: ReturnType<typeof setTimeout> | undefined;
    const { renew, end } = gathering(client);
    const open = () => {
      feed = new EventSource("/api/v1/feed");
      feed.onopen = () => {
        clearTimeout(complaint);
        complaint = undefined;
        set(false);
        for (const key of ["board", "room", "timeline", "view"]) void client.invalidateQueries({ queryKey: [key] });
      };
      feed.addEventListener("incident", (event) => {
        const { id, number } = JSON.parse((event as MessageEvent<string>).data) as { id: string; number: number | null };
        const ofIncident = ["room", "timeline", "view", "notifications"].flatMap((key) => [
          [key, id],
          [key, String(number)],
        ]);
        renew(["board"], ["incidents"], ["follow-ups"], ["clock"], ...ofIncident);
      });
      // The server has forgotten what was missed: everything is asked for anew.
      feed.addEventListener("reset", () => void client.invalidateQueries());
      feed.addEventListener("duty", () => renew(["board"], ["room"], ["view"], ["follow-ups"]));
      feed.onerror = () => {
        complaint ??= setTimeout(() => set(true), patience);
        if (feed?.readyState !== EventSource.CLOSED) return;
        clearTimeout(retry);
        retry = setTimeout(open, 5_000);
      };
    };
    open();
    return () => {
      feed?.close();
      end();
      clearTimeout(retry);
      clearTimeout(complaint);
    };
  }, [client]);
}
