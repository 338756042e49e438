/** Something that opens where it stands: a line with an arrow, and what is behind it. */
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

/** Closed at first; what is behind it is made when it is first opened, and printed only when it is open. */
export function Fold({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const [opened, setOpened] = useState(false);
  return (
    <details className="group" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary className="control -ml-1 inline-flex items-center gap-1 rounded pr-2 text-sm text-soft hover:text-ink">
        <ChevronRight size={15} aria-hidden="true" className="transition-transform duration-100 group-open:rotate-90" />
        {title}
      </summary>
      {opened && <div className="mt-0.5 mb-2 pl-4">{children}</div>}
    </details>
  );
}
