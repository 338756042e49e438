/** The only way out of the process: clock, random, ids, HTTP and mail. The simulation has a twin of it. */
import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { Wire } from "../channels/wire.ts";

/** Everything outside. Nothing else in the program may name a socket, a clock or chance. */
export type World = Wire & {
  /** Milliseconds since 1970 by this machine's clock: for logs and sessions; what is due is decided by the store's clock. */
  nowMs(): number;
  /** Milliseconds that only grow: for deadlines inside this process. */
  monotonicMs(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. At most 5,000 ms. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Cryptographically strong bytes. */
  random(bytes: number): Uint8Array;
  /** A new UUIDv7. */
  id(): string;
};

/** The parts of the real world that need no library: time, chance, ids. */
export const here = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, Math.min(ms, 5_000));
      function done() {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      }
      signal?.addEventListener("abort", done, { once: true });
    }),
  random: (bytes: number) => new Uint8Array(randomBytes(bytes)),
  id: () => uuidv7(),
};
