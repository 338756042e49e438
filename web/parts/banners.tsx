/** What must not be overlooked on any page: no connection, and a rehearsal server with its clock. */
import { WifiOff } from "lucide-react";
import { lazy, Suspense } from "react";
import { useAway } from "../live.ts";
import type { Session } from "../shapes.ts";
import { t } from "../text/en.ts";

const ClockBar = lazy(() => import("./clock-bar.tsx").then((module) => ({ default: module.ClockBar })));

/** The banners above everything. */
export function Banners({ session }: { readonly session: Session | null }) {
  const away = useAway();
  return (
    <>
      {session?.rehearsal && (
        <Suspense fallback={<div className="hatched h-10" />}>
          <ClockBar />
        </Suspense>
      )}
      <div role="status">
        {away && (
          <p className="flex items-center gap-2 border-b border-edge bg-sunken px-4 py-2 text-sm">
            <WifiOff size={16} className="shrink-0" aria-hidden="true" />
            <span>
              <strong className="font-semibold">{t.away.title}</strong> {t.away.says}
            </span>
          </p>
        )}
      </div>
    </>
  );
}
