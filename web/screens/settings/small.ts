/** Sending something so small that it needs no form: what came of it is said in a note. */
import { useQueryClient } from "@tanstack/react-query";
import { Unreachable, write } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { t } from "../../text/en.ts";

type Small = (method: "POST" | "PATCH" | "PUT" | "DELETE", path: string, body: unknown, said: string) => Promise<void>;

/** Sends, says what came of it, and renews what it changed. */
export function useSmall(renew: readonly string[]): Small {
  const client = useQueryClient();
  return async (method, path, body, said) => {
    try {
      const answer = await write(method, path, body);
      note(answer.ok ? said : answer.problem.detail, answer.ok ? [] : answer.problem.rule);
      if (answer.ok) await client.invalidateQueries({ queryKey: [...renew] });
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      note(t.away.notSent);
    }
  };
}
