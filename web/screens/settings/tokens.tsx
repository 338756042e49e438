/** API tokens: made for one purpose, shown once, taken away alone. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { write } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { CopyText } from "../../parts/copy.tsx";
import { TextField } from "../../parts/field.tsx";
import { Ago } from "../../parts/time.tsx";
import type { Token } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { ListPart, ListRow, SmallForm } from "./part.tsx";

const words = t.settings.tokens;

function TokenForm({ done }: { readonly done: (answer: unknown) => void }) {
  const [name, setName] = useState("");
  return (
    <SmallForm path="/tokens" ready={name.trim() !== ""} body={() => ({ name, scopes: ["read", "respond"] })} done={done}>
      <TextField label={words.name} required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
    </SmallForm>
  );
}

/** The part. */
export function Tokens() {
  const client = useQueryClient();
  const remove = async (token: Token) => {
    const answer = await write("DELETE", `/tokens/${encodeURIComponent(token.id)}`);
    if (!answer.ok) note(answer.problem.detail, answer.problem.rule);
    await client.invalidateQueries({ queryKey: ["list", "/tokens"] });
  };
  return (
    <ListPart<Token>
      title={t.settings.sections.tokens ?? ""}
      says={words.says}
      path="/tokens"
      none={words.none}
      noneSays={words.noneSays}
      row={(token) => (
        <ListRow
          key={token.id}
          title={token.name}
          says={token.usedAt ? <Ago at={token.usedAt} /> : token.prefix}
          aside={
            <Button look="quiet" onClick={() => void remove(token)}>
              {t.common.remove}
              <span className="sr-only">{token.name}</span>
            </Button>
          }
        />
      )}
      form={(done) => <TokenForm done={done} />}
      after={(answer) => (
        <>
          <p className="mb-1 text-sm font-medium">{words.secret}</p>
          <CopyText text={(answer as { token?: string }).token ?? ""} />
        </>
      )}
    />
  );
}
