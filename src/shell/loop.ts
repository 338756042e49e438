/** A worker's loop: does a step while there is work, sleeps until something is due or somebody hints, and ends when asked. */

/** What a loop needs. `step` resolves with how much it did; `restMs` says how long it may rest when there was nothing. */
export type LoopParts = {
  readonly step: () => Promise<number>;
  readonly restMs: () => Promise<number>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A failed step is told here and tried again after a rest. */
  readonly failed: (error: unknown) => void;
};

/** A running loop. */
export type Loop = {
  /** Something may be new: look at once. */
  readonly hint: () => void;
  /** Runs steps until one has nothing to do. */
  readonly settle: () => Promise<number>;
  /** Milliseconds since the last step ended, by the given clock. */
  readonly stop: () => Promise<void>;
};

/** The longest rest: hints may be lost, so every loop looks at least this often. */
const longestRestMs = 1_000;
const afterFailureMs = 500;

/** Starts a loop. Steps never overlap: `settle` waits its turn. */
export function startLoop(parts: LoopParts): Loop {
  let ending = false;
  let resting = new AbortController();
  let turn: Promise<unknown> = Promise.resolve();
  const step = (): Promise<number> => {
    const mine = turn.then(parts.step);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const rest = async (ms: number) => {
    resting = new AbortController();
    if (!ending) await parts.sleep(Math.min(ms, longestRestMs), resting.signal);
  };
  const run = async () => {
    while (!ending) {
      try {
        if ((await step()) === 0) await rest(await parts.restMs());
      } catch (error) {
        parts.failed(error);
        await rest(afterFailureMs);
      }
    }
  };
  const running = run();
  return {
    hint: () => resting.abort("hint"),
    settle: () => settled(step),
    stop: async () => {
      ending = true;
      resting.abort("stop");
      await running;
    },
  };
}

async function settled(step: () => Promise<number>): Promise<number> {
  let done = 0;
  for (;;) {
    const now = await step();
    done += now;
    if (now === 0) return done;
  }
}
