/** What the server finds worth a look: nothing was refused. */
import { TriangleAlert } from "lucide-react";
import { t } from "../../text/en.ts";

/** The list; nothing where there is nothing to say. */
export function Warnings({ of: details }: { readonly of: readonly string[] }) {
  if (details.length === 0) return null;
  return (
    <div role="status" className="rounded-lg bg-sunken px-3 py-2 text-sm">
      <p className="flex items-center gap-2 font-medium">
        <TriangleAlert size={15} aria-hidden="true" />
        {t.escalation.warnings}
      </p>
      <ul className="mt-1 list-disc pl-8">
        {details.map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
    </div>
  );
}
