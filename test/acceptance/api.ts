/** A caller of the public API as programs and browsers are: with a token, or with a cookie and the page's origin. */

/** What came back. */
export type Said = {
  readonly status: number;
  readonly body: { readonly [field: string]: unknown };
  readonly text: string;
  readonly headers: Headers;
};

/** Somebody who speaks to one server. */
export type Caller = {
  readonly url: string;
  /** Any request; follows no redirect. */
  readonly ask: (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Said>;
  /** Reads below `/api/v1`; throws where it is refused. */
  readonly get: <T>(path: string) => Promise<T>;
  /** Writes below `/api/v1`; throws where it is refused. */
  readonly post: <T>(path: string, body?: unknown) => Promise<T>;
  /** Changes below `/api/v1`; throws where it is refused. */
  readonly patch: <T>(path: string, body: object) => Promise<T>;
  /** A command of an incident. */
  readonly does: (incident: string | number, command: string, input?: object) => Promise<Done>;
  /** A command that must be refused; resolves with the problem. */
  readonly refuses: (incident: string | number, command: string, input?: object) => Promise<Problem>;
};

/** What a command answers. */
export type Done = {
  readonly id: string;
  readonly number: number | null;
  readonly seq: number;
  readonly events: readonly { readonly type: string }[];
  readonly warnings: readonly unknown[];
};

/** A refusal (problem+json). */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly rule: readonly string[];
  readonly unmet?: readonly string[];
};

/** Somebody without credentials; a cookie that the server sets is kept. */
export function callerOf(url: string, token: string | null = null): Caller {
  let cookie: string | null = null;
  const ask: Caller["ask"] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(cookie === null ? {} : { cookie, origin: url }),
        ...(body === undefined || typeof body === "string" ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie().find((one) => one.startsWith("quarterdeck="));
    if (set !== undefined) cookie = set.split(";", 1)[0]!;
    const text = await response.text();
    const json = /json/.test(response.headers.get("content-type") ?? "") && text !== "";
    return { status: response.status, body: json ? (JSON.parse(text) as Said["body"]) : {}, text, headers: response.headers };
  };
  const well = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const said = await ask(method, `/api/v1${path}`, body);
    if (said.status >= 300) throw new Error(`${method} ${path} → ${said.status} ${said.text}`);
    return said.body as T;
  };
  return {
    ...{ url, ask },
    get: (path) => well("GET", path),
    post: (path, body = {}) => well("POST", path, body),
    patch: (path, body) => well("PATCH", path, body),
    does: (incident, command, input = {}) => well("POST", incident === "" ? `/incidents/${command}` : `/incidents/${incident}/${command}`, input),
    refuses: async (incident, command, input = {}) => {
      const said = await ask("POST", `/api/v1/incidents/${incident}/${command}`, input);
      if (said.status < 400) throw new Error(`${command} was not refused: ${said.text}`);
      return said.body as Problem;
    },
  };
}
