/** Keeping the button of a form shut: while what it is drawn from is loading, and while something the schema does not know of is missing. */
import { type ReactNode, useLayoutEffect } from "react";
import { Loading } from "../states.tsx";
import type { FormProps } from "./fields.tsx";

type Hold = FormProps["hold"];

/** Keeps the button shut while something is missing. One caller at a time: the last one to speak would win. */
export function useHold(hold: Hold, missing: boolean): void {
  // Before the first paint: else the button is open for a moment.
  useLayoutEffect(() => {
    hold(missing);
    return () => hold(false);
  }, [hold, missing]);
}

function Held({ hold, children }: { readonly hold: Hold; readonly children: ReactNode }) {
  useHold(hold, true);
  return children;
}

type Props<T> = {
  readonly of: { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown };
  readonly hold: Hold;
  readonly children: (data: T) => ReactNode;
};

/** A form drawn from a view: nothing can be sent before it is there, nor where it could not be read. */
export function FormLoading<T>({ of, hold, children }: Props<T>) {
  if (of.data !== undefined) return children(of.data);
  return (
    <Held hold={hold}>
      <Loading of={of}>{children}</Loading>
    </Held>
  );
}
