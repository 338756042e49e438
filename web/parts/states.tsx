/** What stands on a page while there is nothing to show: loading, empty, failed. */
import { type ReactNode, useEffect } from "react";
import { ApiProblem, Unreachable } from "../api.ts";
import { t } from "../text/en.ts";
import { Button } from "./button.tsx";

/** Grey lines where text will be. */
export function Skeleton({ lines = 3, tall = false }: { readonly lines?: number; readonly tall?: boolean }) {
  const widths = ["w-11/12", "w-3/4", "w-5/6", "w-2/3", "w-4/5"];
  return (
    <div role="status" aria-label={t.common.loading} className="space-y-3 p-4">
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity
        <div key={at} className={`skeleton ${tall ? "h-12 w-full" : `h-4 ${widths[at % widths.length]}`}`} />
      ))}
    </div>
  );
}

/** Says what will stand here and gives the first step. */
export function Empty({ title, children, action }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-1 px-4 py-6">
      <p className="font-medium">{title}</p>
      {children && <p className="max-w-prose text-soft">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}

/** Why a page could not be read, with a way to try again. */
export function Failed({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const missing = error instanceof ApiProblem && error.problem.status === 404;
  const says = missing
    ? t.common.notFoundSays
    : error instanceof Unreachable
      ? t.away.says
      : error instanceof ApiProblem
        ? error.problem.detail
        : t.common.failed;
  return (
    <div role="alert">
      <Empty title={missing ? t.common.notFound : t.common.failed} action={retry && !missing ? <Button onClick={retry}>{t.common.retry}</Button> : undefined}>
        {says}
      </Empty>
    </div>
  );
}

type Loaded<T> = { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown };

/** Skeleton, failure or the thing itself. Old news is better than none: a failed renewal keeps what is shown. */
export function Loading<T>({ of, lines, children }: { readonly of: Loaded<T>; readonly lines?: number; readonly children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <Failed error={of.error} retry={() => void of.refetch()} />;
  return <Skeleton lines={lines ?? 4} />;
}

/** The title of a page: focused when the page is entered, so that a screen reader says where one is. */
export function PageTitle({ children, quiet = false }: { readonly children: string; readonly quiet?: boolean }) {
  useEffect(() => {
    document.title = `${children} · ${t.app}`;
  }, [children]);
  return (
    <h1 tabIndex={-1} data-page-title className={quiet ? "sr-only" : "text-xl tracking-tight"}>
      {children}
    </h1>
  );
}

/** A page: a readable width, the title, and what belongs beside it. */
export function Page({
  title,
  says,
  aside,
  children,
}: {
  readonly title: string;
  readonly says?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-5 pb-24 md:px-8 md:pt-7 md:pb-12">
      <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_18rem]">
          <PageTitle>{title}</PageTitle>
          {says && <p className="mt-0.5 max-w-prose text-soft">{says}</p>}
        </div>
        {aside}
      </header>
      {children}
    </div>
  );
}

/** A part of a page with its heading. */
export function Section({
  title,
  count,
  aside,
  children,
  bare = false,
}: {
  readonly title: string;
  readonly count?: number;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly bare?: boolean;
}) {
  return (
    <section className="mb-6">
      <div className="mb-2 flex min-h-8 items-center justify-between gap-3">
        <h2 className="text-base">
          {title}
          {count !== undefined && count > 0 && <span className="ml-1.5 font-normal text-faint">{count}</span>}
        </h2>
        {aside}
      </div>
      {bare ? children : <div className="card overflow-hidden">{children}</div>}
    </section>
  );
}
