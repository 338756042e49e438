/** Finding an area by plain words: type, and pick from what answers to it. */
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { areasQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { IconButton } from "./button.tsx";
import { TextField } from "./field.tsx";

type Area = { readonly id: string; readonly name: string };

const words = t.start.report;

/** The field, or the area that was found. */
export function AreaField({ value, onChange }: { readonly value: Area | null; readonly onChange: (area: Area | null) => void }) {
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery({ ...areasQuery(q), enabled: q.length > 1 });
  if (value) {
    return (
      <div className="space-y-1">
        <p className="text-sm font-medium">{words.area}</p>
        <p className="inline-flex items-center gap-1 rounded-lg border border-line bg-sunken pl-3">
          {value.name}
          <IconButton label={`${t.common.remove} ${value.name}`} onClick={() => onChange(null)}>
            <X size={15} />
          </IconButton>
        </p>
      </div>
    );
  }
  return (
    <div>
      <TextField label={words.area} optional hint={words.areaHint} value={typed} onChange={(event) => setTyped(event.target.value)} />
      {q.length > 1 && found.data && (
        <ul className="arrive card mt-1 divide-y divide-line overflow-hidden">
          {found.data.areas.slice(0, 6).map((area) => (
            <li key={area.id}>
              <button
                type="button"
                className="control flex w-full items-baseline gap-2 px-3 py-1.5 text-left hover:bg-hover"
                onClick={() => {
                  onChange({ id: area.id, name: area.name });
                  setTyped("");
                }}
              >
                <span className="font-medium">{area.name}</span>
                <span className="truncate text-xs text-soft">{area.says}</span>
              </button>
            </li>
          ))}
          {found.data.areas.length === 0 && <li className="px-3 py-2 text-sm text-soft">{words.areaNone}</li>}
        </ul>
      )}
    </div>
  );
}
