/** Where one can go from everywhere. */
import { BookOpenText, Settings as Cog, LayoutList, LifeBuoy, ListTodo, type LucideIcon, PhoneCall, Ship } from "lucide-react";
import { t } from "../text/en.ts";

type Place = { readonly to: string; readonly label: string; readonly icon: LucideIcon; readonly exact?: boolean };

/** In the order of the navigation. */
export const places: readonly Place[] = [
  { to: "/", label: t.nav.bridge, icon: Ship, exact: true },
  { to: "/incidents", label: t.nav.incidents, icon: LayoutList },
  { to: "/follow-ups", label: t.nav.followUps, icon: ListTodo },
  { to: "/directory", label: t.nav.directory, icon: LifeBuoy },
  { to: "/on-call", label: t.nav.onCall, icon: PhoneCall },
  { to: "/process", label: t.nav.process, icon: BookOpenText },
  { to: "/settings", label: t.nav.settings, icon: Cog },
];

/** Those that the phone has under the thumb; the others are in its menu. */
export const underThumb: ReadonlySet<string> = new Set(["/", "/incidents", "/directory"]);
