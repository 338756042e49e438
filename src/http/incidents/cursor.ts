/** Where a reader of the feed is, sealed: how far the log has grown says nothing of incidents the reader may not know of (X-15, S1). */
import type { Deps } from "../deps.ts";

/** Positions as readers hold them. */
export type Cursors = {
  readonly seal: (position: number) => string;
  /** Beyond every log where it is none of ours: then its reader asks for everything anew. */
  readonly open: (cursor: string) => number;
};

const about = "feed position";

/** Every position is as long as any other. */
const digits = 16;

/** Cursors under the server's own keys, which every node has. */
export function cursorsOf(keys: Pick<Deps["parts"]["keys"], "seal" | "open">): Cursors {
  return {
    seal: (position) => keys.seal(String(position).padStart(digits, "0"), about),
    open: (cursor) => {
      try {
        return Number(keys.open(cursor, about));
      } catch {
        return Number.MAX_SAFE_INTEGER;
      }
    },
  };
}
