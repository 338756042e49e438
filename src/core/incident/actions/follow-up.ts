/** What is left to do afterwards. */
import { z } from "zod";

/** A follow-up as the state holds it. */
export const followUpShape = z.object({
  id: z.string(),
  text: z.string(),
  by: z.string(),
  owner: z.string().nullable(),
  /** By when it is promised; absent: nobody said. */
  due: z.string().nullish(),
  state: z.enum(["open", "done"]),
  at: z.string(),
  /** The message it was written in; absent: none. */
  message: z.string().optional(),
});
