/** What is read from the server about what incidents leave behind. */
import { queryOptions } from "@tanstack/react-query";
import type { FollowUpsView } from "../src/views/follow-ups.ts";
import { get, query } from "./api.ts";

export type { FollowUpsView };

/** Follow-ups of all incidents; `owner` is a person's id, `me`, `nobody`, or empty for everybody's. */
export function followUpsQuery({ owner, state }: { readonly owner: string; readonly state: string }) {
  return queryOptions({ queryKey: ["follow-ups", owner, state], queryFn: () => get<FollowUpsView>(`/follow-ups${query({ owner, state })}`) });
}
