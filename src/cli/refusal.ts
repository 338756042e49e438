/** A refusal in words: what was refused, by which sentence of the process, and what to do instead. */
import type { ProcessView } from "../views/board-shape.ts";
import { ask, type Problem } from "./exchange.ts";
import { lines, oneLine } from "./harmless.ts";
import type { SignIn } from "./terminal.ts";

/** How the command line ends. */
export const exits = { done: 0, failed: 1, usage: 2, refused: 3, unreachable: 4 } as const;

/** Whether the server decided against it, or only could not serve it now. */
export function exitOf({ status }: Pick<Problem, "status">): number {
  return status >= 400 && status < 500 && status !== 401 && status !== 429 ? exits.refused : exits.failed;
}

/** For standard error. `incident` is the one the refused wish was for. */
export function refusalText(problem: Problem, sentences: ReadonlyMap<string, string>, incident: string | null): string {
  const { code, detail, rule, policy, pointer, unmet = [], instead, override, versions, retryAfterSeconds } = problem;
  const said = exitOf(problem) === exits.refused ? `Refused: ${detail} [${code}]` : `Failed: ${detail} [${code}]`;
  const more = [
    ...rule.map((id) => (sentences.has(id) ? `${id}: ${sentences.get(id)}` : id)),
    policy && `Where the process says so: ${policy}`,
    pointer && `Look at: ${flagAt(pointer)}`,
    unmet.length > 0 && `Still missing: ${unmet.join(", ")}`,
    versions && `Somebody else changed it. Theirs:\n${versions.theirs}`,
    instead && `Instead: quarterdeck incident ${instead}${incident === null ? "" : ` ${incident}`}`,
    override && `Who holds ${override.role} may insist: --override "why" (recorded as a deviation)`,
    retryAfterSeconds !== undefined && `Try again in ${retryAfterSeconds} s.`,
    problem.status === 401 && "Sign in: quarterdeck login",
  ].filter((one) => typeof one === "string" && one !== "");
  return `${[oneLine(said), ...more.map((one) => lines(`  ${one}`))].join("\n")}\n`;
}

/** `/followUp` as the flag that fills it. */
function flagAt(pointer: string): string {
  const name = pointer.split("/")[1] ?? "";
  return /^[a-zA-Z]+$/.test(name) ? `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` : pointer;
}

/** The sentences behind catalog IDs, as the processes in force say them; those that cannot be had are left out. */
export async function sentencesOf(to: SignIn, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const reply = await ask(to, { method: "GET", path: "/processes" });
  const items = "value" in reply ? (reply.value as { readonly items?: readonly Partial<ProcessView>[] } | null)?.items : undefined;
  const all = (Array.isArray(items) ? items : []).flatMap((process: Partial<ProcessView>) => process.sentences ?? []);
  return new Map(all.filter(({ id }) => ids.includes(id)).map(({ id, says, enforced }) => [id, `${says} (${enforced})`]));
}
