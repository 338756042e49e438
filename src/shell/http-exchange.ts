/** One HTTP request and its reply under one deadline, with the truth about whether the request may have left. */
import type { Agent, Dispatcher } from "undici";
import type { HttpReply, HttpRequest } from "../channels/wire.ts";
import { ExchangeFailed } from "../channels/wire.ts";

const usualLimit = 64 * 1024;

/** Sends the request. Redirects are answers; once a status was read it is a reply, whatever becomes of the rest of its body. Throws ExchangeFailed. */
export function exchange(agent: Agent, url: URL, request: HttpRequest): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const bodyLimit = request.mostBytes ?? usualLimit;
    const reply = replySoFar(bodyLimit);
    let controller: Dispatcher.DispatchController | null = null;
    let settled = false;
    const settle = (failure: Error | null) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      if (reply.started()) resolve(reply.whole());
      else reject(asExchangeFailed(failure, controller !== null));
    };
    const cutOff = (failure: Error | null) => {
      settle(failure);
      controller?.abort(new Error("cut off"));
    };
    const timer = setTimeout(() => cutOff(new Error("no answer in time")), request.deadlineMs);
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        if (settled) return started.abort(new Error("too late"));
        controller = started;
      },
      onResponseStart: (_controller, status, headers) => reply.start(status, headers),
      onResponseData: (_controller, chunk) => {
        if (reply.add(chunk) >= bodyLimit) cutOff(null);
      },
      onResponseEnd: () => settle(null),
      onResponseError: (_controller, error) => settle(error),
    };
    try {
      agent.dispatch({ ...optionsFor(url, request), headersTimeout: 0, bodyTimeout: 0 }, handler);
    } catch (error) {
      settle(error instanceof Error ? error : new Error("the request could not be made"));
    }
  });
}

function optionsFor(url: URL, request: HttpRequest) {
  return { origin: url.origin, path: url.pathname + url.search, method: request.method, headers: { ...request.headers }, body: request.body ?? null };
}

type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What has been read of a reply; status 0 while nothing has. */
function replySoFar(bodyLimit: number) {
  const headers: Record<string, string> = {};
  const chunks: Buffer[] = [];
  let status = 0;
  let size = 0;
  return {
    started: () => status !== 0,
    start(code: number, raw: RawHeaders): void {
      if (code < 200) return;
      status = code;
      for (const [name, value] of Object.entries(raw)) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : (value ?? "");
    },
    /** The size so far, in bytes. */
    add(chunk: Buffer): number {
      chunks.push(chunk);
      size += chunk.length;
      return size;
    },
    whole: (): HttpReply => ({ status, headers, body: Buffer.concat(chunks).subarray(0, bodyLimit).toString("utf8") }),
  };
}

/** The failure in our own words with the system's code, never with text the other side wrote. */
function asExchangeFailed(failure: Error | null, started: boolean): ExchangeFailed {
  if (failure instanceof ExchangeFailed) return failure;
  const code = failure !== null && "code" in failure && typeof failure.code === "string" ? ` (${failure.code})` : "";
  if (started) return new ExchangeFailed(`the connection ended before an answer came${code}`, "unknown");
  return new ExchangeFailed(`no connection${code}`, "no");
}
