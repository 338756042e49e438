/** The pages before one is signed in: a narrow card under the name of the program. */
import type { ReactNode } from "react";
import mark from "../favicon.svg";
import { t } from "../text/en.ts";
import { PageTitle } from "./states.tsx";

/** The frame of sign-in, invitation and first run. */
export function Door({
  title,
  says,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly says?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <main className={`mx-auto w-full px-4 py-10 md:py-16 ${wide ? "max-w-3xl" : "max-w-sm"}`}>
      <p className="mb-8 flex items-center gap-2 text-base font-semibold tracking-tight">
        <img src={mark} alt="" width={24} height={24} />
        {t.app}
      </p>
      <PageTitle>{title}</PageTitle>
      {says && <p className="mt-0.5 text-soft">{says}</p>}
      <div className="mt-6">{children}</div>
    </main>
  );
}
