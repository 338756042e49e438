/** The menu of the phone: every place that the bar has no room for, what can be found or done, and the way out. */
import { Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import type { Session } from "../shapes.ts";
import { t } from "../text/en.ts";
import { Account } from "./account.tsx";
import { Dialog } from "./dialog.tsx";
import { openPalette } from "./palette-state.ts";
import { places, underThumb } from "./places.ts";

const item = "flex min-h-12 w-full items-center gap-3 rounded-lg px-3 text-base hover:bg-hover data-[status=active]:bg-sunken data-[status=active]:font-medium";

/** The open menu. */
export function Menu({ session, close }: { readonly session: Session | null; readonly close: () => void }) {
  const find = () => {
    close();
    openPalette();
  };
  return (
    <Dialog title={t.nav.menu} close={close}>
      <div className="overflow-y-auto px-3 pt-2 pb-[max(1rem,env(safe-area-inset-bottom))]">
        {places
          .filter(({ to }) => !underThumb.has(to))
          .map(({ to, label, icon: Icon }) => (
            <Link key={to} to={to} onClick={close} className={item}>
              <Icon size={18} aria-hidden="true" />
              {label}
            </Link>
          ))}
        <button type="button" onClick={find} className={`${item} mb-3`}>
          <Search size={18} aria-hidden="true" />
          {t.nav.search}
        </button>
        {session && <Account session={session} />}
      </div>
    </Dialog>
  );
}
