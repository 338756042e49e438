/** The consequences before the click: who is contacted now, who is held until when, what becomes due, asked of the server by a dry run. */
import { useQuery } from "@tanstack/react-query";
import { BellRing, Clock3, ListChecks, OctagonAlert } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { Consequences as Seen } from "../../src/views/room-shape.ts";
import { dryRun } from "../api.ts";
import { groupBy } from "../group.ts";
import { t } from "../text/en.ts";
import { list } from "../when.ts";
import { At } from "./time.tsx";

/** How long the form rests before it is asked about, in milliseconds. */
const rest = 350;

/** What the server says a command would do; asks again when the input has been still for a moment. `input` null asks nothing. */
export function useConsequences(path: string, input: unknown) {
  const [still, setStill] = useState<{ path: string; text: string } | null>(null);
  const text = input === null ? null : JSON.stringify(input);
  useEffect(() => {
    const timer = setTimeout(() => setStill(text === null ? null : { path, text }), rest);
    return () => clearTimeout(timer);
  }, [path, text]);
  const seen = useQuery({
    queryKey: ["dry-run", still?.path, still?.text],
    enabled: still !== null,
    retry: false,
    gcTime: 10_000,
    placeholderData: (before: Seen | null | undefined) => (still === null ? undefined : before),
    queryFn: async () => {
      if (still === null) return null;
      const answer = await dryRun(still.path, JSON.parse(still.text));
      if (answer.ok) return answer.value;
      const { code, detail, rule } = answer.problem;
      return { refusals: [{ code, detail, rule }], warnings: [], events: [], duties: [], effects: [] } satisfies Seen;
    },
  });
  return { data: seen.data, failed: seen.isError, asking: seen.isFetching || (text !== null && still?.text !== text) };
}

function Part({ icon, title, children }: { readonly icon: ReactNode; readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex gap-2.5">
      <span aria-hidden="true" className="mt-0.5 text-soft">
        {icon}
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium">{title}</p>
        {children}
      </div>
    </div>
  );
}

type Effect = Seen["effects"][number];

/** `Demo Ana, Demo Bo and #sitrep` per channel. */
function Recipients({ effects }: { readonly effects: readonly Effect[] }) {
  const channels = groupBy(effects, (effect) => effect.via);
  const why = [...new Set(effects.map((effect) => effect.why).filter((one) => one !== null && one !== ""))];
  return (
    <>
      <ul className="text-sm text-soft">
        {[...channels].map(([via, of]) => (
          <li key={via}>
            <span className="text-ink">{list([...new Set(of.map((effect) => effect.to))])}</span> · {t.room.deliveries.channel[via] ?? via}
          </li>
        ))}
      </ul>
      {why.length > 0 && <p className="text-xs text-soft">{why.join(" ")}</p>}
    </>
  );
}

function Messages({ effects }: { readonly effects: readonly Effect[] }) {
  const at = effects.filter((effect) => effect.heldUntil === null);
  const held = groupBy(
    effects.filter((effect) => effect.heldUntil !== null),
    (effect) => effect.heldUntil ?? "",
  );
  return (
    <>
      {at.length > 0 && (
        <Part icon={<BellRing size={16} />} title={t.consequences.now}>
          <Recipients effects={at} />
        </Part>
      )}
      {[...held].map(([until, of]) => (
        <Part
          key={until}
          icon={<Clock3 size={16} />}
          title={
            <>
              {t.consequences.held("")}
              <At at={until} />
            </>
          }
        >
          <Recipients effects={of} />
        </Part>
      ))}
    </>
  );
}

function Remarks({ title, of }: { readonly title: string; readonly of: Seen["refusals"] }) {
  if (of.length === 0) return null;
  return (
    <Part icon={<OctagonAlert size={16} />} title={title}>
      <ul className="text-sm">
        {of.map((one) => (
          <li key={one.detail}>
            {one.detail} {one.rule.length > 0 && <span className="text-xs text-soft">({one.rule.join(", ")})</span>}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** The preview itself. */
export function Consequences({ of, waiting }: { readonly of: ReturnType<typeof useConsequences>; readonly waiting?: string }) {
  const seen = of.data;
  return (
    <section aria-live="polite" aria-busy={of.asking} className="space-y-3 rounded-[10px] bg-sunken p-3.5">
      <h3 className="text-xs font-semibold text-soft">{t.consequences.title}</h3>
      {of.failed && <p className="text-sm text-soft">{t.consequences.failed}</p>}
      {!seen && !of.failed && (of.asking ? <Asking /> : <p className="text-sm text-soft">{waiting ?? t.consequences.waiting}</p>)}
      {seen && (
        <>
          <Remarks title={t.consequences.refused} of={seen.refusals} />
          <Remarks title={t.consequences.warned} of={seen.warnings} />
          <Messages effects={seen.effects} />
          {seen.refusals.length === 0 && seen.effects.length === 0 && <p className="text-sm text-soft">{t.consequences.empty}</p>}
          {seen.duties.length > 0 && (
            <Part icon={<ListChecks size={16} />} title={t.consequences.duties}>
              <ul className="text-sm text-soft">
                {seen.duties.map((duty) => (
                  <li key={`${duty.who} ${duty.what} ${duty.due}`}>
                    <span className="text-ink">{duty.who}</span>: {duty.what}
                    {duty.due && (
                      <>
                        {" "}
                        {t.consequences.by("")}
                        <At at={duty.due} />
                      </>
                    )}
                  </li>
                ))}
              </ul>
            </Part>
          )}
        </>
      )}
    </section>
  );
}

function Asking() {
  return (
    <div role="status" aria-label={t.consequences.asking} className="space-y-2">
      <div className="skeleton h-4 w-3/4 bg-line" />
      <div className="skeleton h-4 w-1/2 bg-line" />
    </div>
  );
}
