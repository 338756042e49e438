/** API tokens: made for one purpose, shown once, taken away alone. */
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { CopyText } from "../../parts/copy.tsx";
import { CheckField, TextField } from "../../parts/field.tsx";
import { Tag } from "../../parts/marks.tsx";
import { Ago } from "../../parts/time.tsx";
import type { Token } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { ListPart, ListRow, SmallForm } from "./part.tsx";
import { useSmall } from "./small.ts";

const words = t.settings.tokens;

/** What a token can be allowed, the least first. */
const scopes = ["read", "respond", "admin", "chat"] as const;
type Scope = (typeof scopes)[number];

function TokenForm({ admin, done }: { readonly admin: boolean; readonly done: (answer: unknown) => void }) {
  const [name, setName] = useState("");
  const [given, setGiven] = useState<readonly Scope[]>(["read", "respond"]);
  const give = (scope: Scope, yes: boolean) => setGiven(scopes.filter((one) => (one === scope ? yes : given.includes(one))));
  return (
    <SmallForm path="/tokens" ready={name.trim() !== "" && given.length > 0} body={() => ({ name, scopes: given })} done={done}>
      <TextField label={words.name} required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      <fieldset>
        <legend className="text-sm font-medium">{words.scopes}</legend>
        {scopes
          .filter((scope) => admin || (scope !== "admin" && scope !== "chat"))
          .map((scope) => (
            <CheckField
              key={scope}
              label={words.may[scope]?.label ?? scope}
              hint={words.may[scope]?.hint ?? ""}
              checked={given.includes(scope)}
              onChange={(yes) => give(scope, yes)}
            />
          ))}
      </fieldset>
    </SmallForm>
  );
}

/** The part. */
export function Tokens({ admin }: { readonly admin: boolean }) {
  const small = useSmall(["list", "/tokens"]);
  const remove = (token: Token) => small("DELETE", `/tokens/${encodeURIComponent(token.id)}`, undefined, words.gone);
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
          says={
            <>
              {token.scopes.map((scope) => words.may[scope]?.label ?? scope).join(", ")} · {token.usedAt ? <Ago at={token.usedAt} /> : token.prefix}
            </>
          }
          aside={
            token.revokedAt ? (
              <Tag>{words.revoked}</Tag>
            ) : (
              <Button look="quiet" onClick={() => void remove(token)}>
                {t.common.remove}
                <span className="sr-only"> {token.name}</span>
              </Button>
            )
          }
        />
      )}
      form={(done) => <TokenForm admin={admin} done={done} />}
      after={(answer) => (
        <>
          <p className="mb-1 text-sm font-medium">{words.secret}</p>
          <CopyText text={(answer as { token?: string }).token ?? ""} />
        </>
      )}
    />
  );
}
