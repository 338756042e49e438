/** A part of the room's side: a heading, a button, rows, or a kind word when there are none. */
import type { ReactNode } from "react";

type Props = {
  readonly title: string;
  readonly count?: number;
  readonly action?: ReactNode;
  readonly empty?: string | undefined;
  readonly children?: ReactNode;
};

/** `empty` stands instead of the rows. */
export function Panel({ title, count, action, empty, children }: Props) {
  return (
    <section className="mb-6">
      <div className="mb-1.5 flex min-h-8 items-center justify-between gap-2">
        <h2 className="text-sm">
          {title}
          {count !== undefined && count > 0 && <span className="ml-1.5 font-normal text-faint">{count}</span>}
        </h2>
        {action}
      </div>
      {empty === undefined ? <ul className="card divide-y divide-line overflow-hidden">{children}</ul> : <p className="text-sm text-soft">{empty}</p>}
    </section>
  );
}

/** A row of a panel. */
export function Row({ children }: { readonly children: ReactNode }) {
  return <li className="px-3 py-2">{children}</li>;
}
