/** A source's new key, shown once, with the server's instructions for the sender. */
import { get } from "../../api.ts";
import { CopyText } from "../../parts/copy.tsx";
import type { SourceKind } from "../../shapes.ts";
import { t } from "../../text/en.ts";

const words = t.settings.sources;

/** A key just made, and how to use it. */
export type Made = { readonly kind: string; readonly key: string; readonly howTo?: string };

/** The server's own instructions with this source's address and key put in: prose, and blocks to copy. */
function HowTo({ text, url, made }: { readonly text: string; readonly url: string; readonly made: Made }) {
  const filled = text.replaceAll("{url}", url).replaceAll("{key}", made.key);
  return (
    <div className="space-y-2">
      {filled.split(/```\w*\n?/).map((part, at) => {
        const says = part.trim();
        if (says === "") return null;
        return at % 2 === 1 ? (
          <CopyText key={says} block text={says} />
        ) : (
          <p key={says} className="text-sm whitespace-pre-wrap text-soft">
            {says.replaceAll("`", "")}
          </p>
        );
      })}
    </div>
  );
}

/** Kinds come with the list: the server knows which sources it can read. */
export const kindsQuery = {
  queryKey: ["list", "/sources", "kinds"],
  queryFn: async () => (await get<{ kinds: readonly SourceKind[] }>("/sources")).kinds,
};

/** What is shown once after a key was made. */
export function Connect({ made }: { readonly made: Made }) {
  const url = `${location.origin}/api/v1/alerts/${made.kind}`;
  return (
    <div className="space-y-3">
      <div>
        <p className="mb-1 text-sm font-medium">{words.key}</p>
        <CopyText text={made.key} />
        <p className="mt-1 text-xs text-soft">{words.keyHint}</p>
      </div>
      <div>
        <p className="mb-1 text-sm font-medium">{words.address}</p>
        <CopyText text={url} />
      </div>
      <div>
        <p className="mb-1 text-sm font-medium">{words.how}</p>
        {made.howTo && <HowTo text={made.howTo} url={url} made={made} />}
      </div>
    </div>
  );
}
