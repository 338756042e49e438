/** The frame of every signed-in page: navigation, banners, the palette, and the focus when the page changes. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { Plus, Search } from "lucide-react";
import { lazy, Suspense, useEffect, useRef } from "react";
import mark from "../favicon.svg";
import { useLive } from "../live.ts";
import { boardQuery, sessionQuery } from "../queries.ts";
import type { Session } from "../shapes.ts";
import { t } from "../text/en.ts";
import { Account } from "./account.tsx";
import { Banners } from "./banners.tsx";
import { Bar } from "./bar.tsx";
import { buttonLook } from "./button.tsx";
import { NextDuty } from "./duties.tsx";
import { openPalette, usePalette } from "./palette-state.ts";
import { places } from "./places.ts";
import { Skeleton } from "./states.tsx";

const Palette = lazy(() => import("./palette.tsx").then((module) => ({ default: module.Palette })));

/** The frame; sends whoever is not signed in to the sign-in page. */
export function Shell() {
  const session = useQuery(sessionQuery);
  const path = useRouterState({ select: (state) => state.location.href });
  if (session.data === null) return <Navigate to="/sign-in" search={path === "/" ? {} : { next: path }} replace />;
  if (session.data === undefined) return session.error ? <Frame session={null} /> : <Waiting />;
  return <Frame session={session.data} />;
}

function Waiting() {
  return (
    <main className="mx-auto max-w-6xl p-8">
      <Skeleton lines={6} />
    </main>
  );
}

function Frame({ session }: { readonly session: Session | null }) {
  useLive();
  const open = usePalette();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const content = useRef<HTMLElement>(null);
  useFocusOnArrival(path, content);
  const inRoom = /^\/incidents\/[^/]+\/?$/.test(path);
  const board = useQuery(boardQuery(useQueryClient()));
  return (
    <div className={`flex flex-col print:block print:h-auto ${inRoom ? "h-dvh overflow-hidden" : "min-h-dvh md:h-dvh md:overflow-hidden"}`}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-raised focus:px-4 focus:py-2"
      >
        {t.skip}
      </a>
      <Banners session={session} />
      <div className="flex min-h-0 flex-1 md:grid md:grid-cols-[13.5rem_minmax(0,1fr)] md:grid-rows-[minmax(0,1fr)] print:block">
        <Rail session={session} />
        <main id="content" ref={content} className="min-w-0 flex-1 relative md:overflow-y-auto print:overflow-visible">
          {path !== "/" && !inRoom && <NextDuty key={path} duties={board.data?.duties ?? []} />}
          {/* A page is shown once it is known whether a duty stands above it: else it would move under a finger. */}
          <div className={`contents ${board.isPending && path !== "/" && !inRoom ? "invisible" : ""}`}>
            <Outlet />
          </div>
        </main>
      </div>
      {!inRoom && <Bar session={session} />}
      {open && (
        <Suspense fallback={null}>
          <Palette />
        </Suspense>
      )}
    </div>
  );
}

/** Moves the focus to the title of a page that was just entered, never on the first load. */
function useFocusOnArrival(path: string, content: React.RefObject<HTMLElement | null>) {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    const place = content.current;
    window.scrollTo(0, 0);
    place?.scrollTo(0, 0);
    if (!place) return;
    const focus = () => place.querySelector<HTMLElement>("[data-page-title]")?.focus({ preventScroll: true });
    focus();
    // The page may still be on its way.
    const observer = new MutationObserver(() => {
      if (!place.querySelector("[data-page-title]")) return;
      observer.disconnect();
      if (document.activeElement === document.body) focus();
    });
    observer.observe(place, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [path, content]);
}

function Rail({ session }: { readonly session: Session | null }) {
  return (
    <nav aria-label={t.nav.main} className="hidden min-h-0 flex-col relative overflow-y-auto gap-0.5 border-r border-line px-3 py-4 md:flex print:hidden">
      <Link to="/" className="mb-3 flex items-center gap-2 px-2 text-base font-semibold tracking-tight">
        <img src={mark} alt="" width={22} height={22} />
        {t.app}
      </Link>
      <Link to="/report" className={buttonLook("primary", "mb-1.5")}>
        <Plus size={16} aria-hidden="true" />
        {t.nav.report}
      </Link>
      <button type="button" onClick={openPalette} className={buttonLook("plain", "mb-3 justify-start! text-soft!")}>
        <Search size={15} aria-hidden="true" />
        {t.nav.search}
        <kbd className="ml-auto font-sans text-2xs text-faint">Ctrl K</kbd>
      </button>
      {places.map(({ to, label, icon: Icon, exact }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: exact ?? false }}
          className="flex min-h-8 items-center gap-2.5 rounded-lg px-2 text-sm text-soft transition-colors duration-100 hover:bg-hover hover:text-ink data-[status=active]:bg-sunken data-[status=active]:font-medium data-[status=active]:text-ink"
        >
          <Icon size={16} aria-hidden="true" />
          {label}
        </Link>
      ))}
      {session && <Account session={session} />}
    </nav>
  );
}
