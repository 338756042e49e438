/** The navigation of the phone, under the thumb: three places, the way to report, and a menu with everything else. */
import { Link, useRouterState } from "@tanstack/react-router";
import { Menu as Lines, type LucideIcon, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Session } from "../shapes.ts";
import { t } from "../text/en.ts";
import { places, underThumb } from "./places.ts";

const Menu = lazy(() => import("./menu.tsx").then((module) => ({ default: module.Menu })));

const look = "flex min-h-14 flex-col items-center justify-center gap-0.5 text-2xs text-soft data-[status=active]:font-semibold data-[status=active]:text-ink";

/** The bar. */
export function Bar({ session }: { readonly session: Session | null }) {
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const elsewhere = places.some(({ to }) => !underThumb.has(to) && path.startsWith(to));
  return (
    <nav
      aria-label={t.nav.main}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <To place="/" />
      <To place="/incidents" />
      <Link to="/report" className={look}>
        <span className="grid size-7 place-items-center rounded-full bg-accent text-on-accent">
          <Plus size={18} aria-hidden="true" />
        </span>
        {t.nav.reportShort}
      </Link>
      <To place="/directory" />
      <button type="button" aria-haspopup="dialog" data-status={elsewhere ? "active" : undefined} className={look} onClick={() => setOpen(true)}>
        <Lines size={20} aria-hidden="true" />
        {t.nav.menu}
      </button>
      {open && (
        <Suspense fallback={null}>
          <Menu session={session} close={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}

function To({ place }: { readonly place: string }) {
  const found = places.find(({ to }) => to === place);
  const Icon: LucideIcon = found?.icon ?? Lines;
  return (
    <Link to={place} activeOptions={{ exact: found?.exact ?? false }} className={look}>
      <Icon size={20} aria-hidden="true" />
      {found?.label}
    </Link>
  );
}
