/** Whom an escalation step means: people, schedules, teams, groups, rooms and webhooks, picked from one list. */
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useId, useMemo } from "react";
import { listQuery, peopleQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";
import { type Target, type TargetKind, targetKey, targetKinds, targetOf } from "./policy.ts";

const words = t.escalation;

type Named = { readonly id: string; readonly name: string };
type Titled = { readonly id: string; readonly title: string };

/** What can be called, by kind. */
export type Callable = Readonly<Record<TargetKind, readonly Named[]>>;

const named = (items: readonly Titled[] | undefined): readonly Named[] => (items ?? []).map(({ id, title }) => ({ id, name: title }));

/** Everything that can be called; what an ordinary member may not list stays empty. */
export function useCallable(): Callable {
  const people = useQuery(peopleQuery);
  const schedules = useQuery(listQuery<Titled>("/schedules"));
  const teams = useQuery(listQuery<Named>("/teams"));
  const groups = useQuery(listQuery<Titled>("/groups"));
  const endpoints = useQuery({ ...listQuery<Named>("/endpoints"), retry: false });
  return useMemo(
    () => ({
      person: (people.data ?? []).filter((one) => one.active),
      schedule: named(schedules.data),
      team: teams.data ?? [],
      group: named(groups.data),
      endpoint: endpoints.data ?? [],
    }),
    [people.data, schedules.data, teams.data, groups.data, endpoints.data],
  );
}

/** A target by its name. */
export function targetName(callable: Callable, target: Target): string {
  const [kind, id] = Object.entries(target)[0] ?? [];
  return callable[kind as TargetKind]?.find((one) => one.id === id)?.name ?? words.gone;
}

type Props = {
  readonly label: string;
  readonly callable: Callable;
  readonly value: readonly Target[];
  readonly onChange: (targets: readonly Target[]) => void;
};

/** Those chosen, each with a way out, and a list of the rest. */
export function TargetField({ label, callable, value, onChange }: Props) {
  const id = useId();
  const chosen = new Set(value.map(targetKey));
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      {value.length > 0 && (
        <ul className="flex flex-wrap gap-1.5 pb-1">
          {value.map((target) => (
            <li key={targetKey(target)} className="flex items-center rounded-lg border border-line bg-sunken pl-2.5 text-sm">
              {targetName(callable, target)}
              <button
                type="button"
                className="control inline-flex min-w-8 items-center justify-center rounded-lg text-soft hover:text-ink"
                aria-label={`${t.common.remove} ${targetName(callable, target)}`}
                onClick={() => onChange(value.filter((one) => one !== target))}
              >
                <X size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <select id={id} className="field" value="" onChange={(event) => event.target.value !== "" && onChange([...value, targetOf(event.target.value)])}>
        <option value="">{value.length === 0 ? words.pick : words.add}</option>
        {targetKinds.map((kind) => {
          const rest = callable[kind].filter((one) => !chosen.has(`${kind}:${one.id}`));
          return rest.length === 0 ? null : (
            <optgroup key={kind} label={words.kinds[kind] ?? kind}>
              {rest.map((one) => (
                <option key={one.id} value={`${kind}:${one.id}`}>
                  {one.name}
                </option>
              ))}
            </optgroup>
          );
        })}
      </select>
    </div>
  );
}
