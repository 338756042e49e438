/** One's own identities in chats outside: what belongs to one, and the code that links one more. */
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { CopyText } from "../../parts/copy.tsx";
import { Section } from "../../parts/states.tsx";
import { Ago } from "../../parts/time.tsx";
import type { ChatCode, ChatIdentity } from "../../shapes.ts";
import { ownChats as words } from "../../text/en-chat.ts";
import { ListRow, SmallForm } from "./part.tsx";
import { useSmall } from "./small.ts";

const path = "/me/chats";

/** What is linked, and how to link one more. */
export function OwnChats({ items }: { readonly items: readonly ChatIdentity[] }) {
  const small = useSmall(["list", path]);
  const [made, setMade] = useState<ChatCode | null>(null);
  return (
    <Section title={words.title} aside={<span className="text-xs text-soft">{words.aside}</span>}>
      {items.length > 0 && (
        <ul className="divide-y divide-line border-b border-line">
          {items.map(({ user, seenAt }) => (
            <ListRow
              key={user}
              title={user}
              says={
                <>
                  {words.seen} <Ago at={seenAt} />
                </>
              }
              aside={
                <Button look="quiet" onClick={() => void small("DELETE", `${path}/${encodeURIComponent(user)}`, undefined, words.unlinked)}>
                  {words.unlink}
                  <span className="sr-only"> {user}</span>
                </Button>
              }
            />
          ))}
        </ul>
      )}
      {made !== null && (
        <div role="status" className="arrive space-y-2 px-4 pt-4 text-sm">
          <p>{words.type(made.minutes)}</p>
          <CopyText text={`!link ${made.code}`} />
        </div>
      )}
      <SmallForm
        path={`${path}/code`}
        ready
        label={made === null ? words.ask : words.another}
        body={() => undefined}
        done={(answer) => setMade(answer as ChatCode)}
      >
        <p className="max-w-prose text-sm text-soft">{words.says}</p>
      </SmallForm>
    </Section>
  );
}
