/** Which message of the room is meant: the one named, or the one that waits longest for a look. */
import { z } from "zod";
import { type Refusal, refuse } from "../../kernel/refusal.ts";
import type { State } from "../slices.ts";
import { waitingMessages } from "./slice.ts";

/** The field that names a message. */
export const messageField = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .meta({ title: "Which message", description: "Its id; the one that waits longest for a look unless said", reference: "message" });

/** The message with its id, if it still stands in the room. */
export function messageMeant(state: State, named: string | undefined): { readonly id: string; readonly by: string; readonly waits: boolean } | Refusal {
  const id = named ?? waitingMessages(state.chat)[0];
  if (id === undefined) return refuse("invalid_value", "No message waits for a look: say which one you mean.", { pointer: "/message" });
  const found = state.chat.messages[id];
  if (!found) return refuse("invalid_value", "There is no such message, or it is too old.", { pointer: "/message" });
  if (found.gone !== null) return refuse("invalid_state", "That message stands in the room no more.");
  return { id, by: found.by, waits: found.waits };
}

/** A message by Max, for examples. */
export const written = { type: "message-posted", data: { message: "m1", text: "When is it over?" } };
