/** Live news by server-sent events: what changed is asked for again; a lost connection is said and mended. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { onReach } from "./api.ts";

/** How long a broken feed may stay unmentioned; a restart of the server should not alarm anybody. Milliseconds. */
const patience = 1_500;

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

/** Keeps what is shown fresh for as long as the component lives. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    let feed: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let complaint: ReturnType<typeof setTimeout> | undefined;
    const renew = (...keys: readonly string[]) => {
      for (const key of keys) void client.invalidateQueries({ queryKey: [key] });
    };
    const open = () => {
      feed = new EventSource("/api/v1/feed");
      feed.onopen = () => {
        clearTimeout(complaint);
        complaint = undefined;
        set(false);
        renew("board", "room", "timeline", "view");
      };
      feed.addEventListener("incident", (event) => {
        const { id, number } = JSON.parse((event as MessageEvent<string>).data) as { id: string; number: number | null };
        renew("board", "incidents", "follow-ups", "clock");
        for (const key of ["room", "timeline", "view", "notifications"]) {
          for (const name of [id, String(number)]) void client.invalidateQueries({ queryKey: [key, name] });
        }
      });
      // The server has forgotten what was missed: everything is asked for anew.
      feed.addEventListener("reset", () => void client.invalidateQueries());
      feed.addEventListener("duty", () => renew("board", "room", "view", "follow-ups"));
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
      clearTimeout(retry);
      clearTimeout(complaint);
    };
  }, [client]);
}
