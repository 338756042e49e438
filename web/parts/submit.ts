/** Sending a form: one idempotency key until it is answered, so that a second try after a lost line is the same wish. */
import { useCallback, useRef, useState } from "react";
import { type Answer, newKey, type Problem, Unreachable } from "../api.ts";

type Sent<T> = {
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly lost: boolean;
  /** Sends; gives the value, or null when refused or lost. */
  readonly send: (call: (key: string) => Promise<Answer<T>>) => Promise<T | null>;
  readonly clear: () => void;
};

/** The state of one form's sending. */
export function useSubmit<T>(): Sent<T> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [lost, setLost] = useState(false);
  const key = useRef(newKey());
  const clear = useCallback(() => {
    setProblem(null);
    setLost(false);
  }, []);
  const send = useCallback(async (call: (key: string) => Promise<Answer<T>>) => {
    setBusy(true);
    setLost(false);
    try {
      const answer = await call(key.current);
      key.current = newKey();
      setProblem(answer.ok ? null : answer.problem);
      return answer.ok ? answer.value : null;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      setProblem(null);
      setLost(true);
      return null;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, problem, lost, send, clear };
}
