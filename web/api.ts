/** How the app talks to the server: reads throw what went wrong, writes answer with a value or a refusal. */
import type { Refusal } from "../src/core/kernel/refusal.ts";
import type { Consequences } from "../src/views/room-shape.ts";

/** A refusal as it arrives: problem+json with its HTTP status. */
export type Problem = Omit<Refusal, "refused"> & { readonly status: number; readonly title?: string };

/** A read that was refused. */
export class ApiProblem extends Error {
  override name = "ApiProblem";
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** The server could not be reached; nothing was changed as far as we know. */
export class Unreachable extends Error {
  override name = "Unreachable";
}

/** What a write answers. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

const listeners = new Set<(reached: boolean) => void>();

/** Tells the connection banner whether the last request got through. */
export function onReach(listener: (reached: boolean) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function reached(yes: boolean) {
  for (const listener of listeners) listener(yes);
}

function bodyOf(body: unknown): { body?: BodyInit; headers: Record<string, string> } {
  if (body === undefined) return { headers: {} };
  if (body instanceof FormData) return { body, headers: {} };
  return { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

async function ask(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const sent = bodyOf(body);
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      credentials: "same-origin",
      headers: { accept: "application/json", ...sent.headers, ...headers },
      ...(sent.body === undefined ? {} : { body: sent.body }),
    });
    reached(true);
    return response;
  } catch (cause) {
    reached(false);
    throw new Unreachable("The server could not be reached.", { cause });
  }
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const found = (await read(response)) as Partial<Problem> | undefined;
  return {
    code: found?.code ?? (response.status === 404 ? "not_found" : "unavailable"),
    detail: found?.detail ?? found?.title ?? `The server answered ${response.status}.`,
    rule: found?.rule ?? [],
    ...found,
    status: response.status,
  };
}

/** Reads JSON. Throws `ApiProblem` when refused and `Unreachable` when offline. */
export async function get<T>(path: string): Promise<T> {
  const response = await ask("GET", path);
  if (!response.ok) throw new ApiProblem(await problemOf(response));
  return (await read(response)) as T;
}

/** Reads JSON where a certain status means that there is nothing to read. */
export async function getOr<T>(path: string, status: number): Promise<T | null> {
  const response = await ask("GET", path);
  if (response.status === status) return null;
  if (!response.ok) throw new ApiProblem(await problemOf(response));
  return (await read(response)) as T;
}

/** Writes. A refusal is a value; throws `Unreachable` when offline. */
export async function write<T>(method: Exclude<Method, "GET">, path: string, body?: unknown, key = newKey()): Promise<Answer<T>> {
  const response = await ask(method, path, body, { "idempotency-key": key });
  if (!response.ok) return { ok: false, problem: await problemOf(response) };
  return { ok: true, value: (await read(response)) as T };
}

/** Asks what a command would do, without doing it. */
export function dryRun(path: string, input: unknown): Promise<Answer<Consequences>> {
  return write<Consequences>("POST", `${path}?dryRun=true`, input);
}

/** A random UUID; `crypto.randomUUID` is missing on plain http outside localhost. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `?a=1&b=2` of what is set, or nothing. */
export function query(parts: Readonly<Record<string, string | number | null | undefined>>): string {
  const set = Object.entries(parts).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return set.length === 0 ? "" : `?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`;
}
