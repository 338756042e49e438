/** One request to the server and what came of it. */
import type { Refusal } from "../core/kernel/refusal.ts";
import type { SignIn } from "./terminal.ts";

/** A refusal as it arrives. */
export type Problem = Omit<Refusal, "refused"> & { readonly status: number };

/** What came of a request. `lost`: no answer, so nobody knows whether it arrived. */
export type Reply = { readonly value: unknown } | { readonly problem: Problem } | { readonly lost: string };

/** What is asked. */
export type Request = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly key?: string;
};

/** Milliseconds until the server is given up on; characters of an answer that are read. */
const deadlineMs = 30_000;
const longest = 50_000_000;

/** Asks the server. A redirect is not followed: the token is for this address alone. */
export async function ask(to: SignIn, request: Request): Promise<Reply> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(addressOf(to, request), {
      method: request.method,
      headers: headersOf(to, request),
      redirect: "error",
      signal: AbortSignal.timeout(deadlineMs),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    text = await textOf(response);
  } catch (failed) {
    return { lost: reasonOf(failed) };
  }
  const value = parsed(text);
  if (response.ok && value !== undefined) return { value };
  return { problem: problemOf(response.status, value) };
}

/** The address of a request. */
function addressOf(to: SignIn, { path, query = {} }: Pick<Request, "path" | "query">): string {
  const words = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]));
  return `${to.url.replace(/\/+$/, "")}/api/v1${path}${words.length === 0 ? "" : `?${new URLSearchParams(words)}`}`;
}

function headersOf(to: SignIn, { body, key }: Request): Record<string, string> {
  return {
    accept: "application/json",
    ...(to.token === "" ? {} : { authorization: `Bearer ${to.token}` }),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(key === undefined ? {} : { "idempotency-key": key }),
  };
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > longest) throw new Error("the answer is too long");
  }
  return text + decoder.decode();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(status: number, value: unknown): Problem {
  const found = (typeof value === "object" && value !== null ? value : {}) as Partial<Problem>;
  const detail = status < 400 ? "That is no answer of a Quarterdeck server." : `The server answered ${status}.`;
  return { code: "unavailable", detail, ...found, rule: Array.isArray(found.rule) ? found.rule : [], status };
}

function reasonOf(failed: unknown): string {
  if (!(failed instanceof Error)) return String(failed);
  if (failed.name === "TimeoutError") return `no answer within ${deadlineMs / 1_000} seconds`;
  const cause = failed.cause instanceof Error ? failed.cause : failed;
  return (cause as NodeJS.ErrnoException).code ?? cause.message;
}
