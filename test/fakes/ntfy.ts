/** An ntfy server on loopback: takes JSON at its root, wants its token for topics that are not open, and keeps what was published. */
import { loopbackServer } from "./http-server.ts";

/** A number is answered as a status. */
export type NtfyBehaviour = "ok" | "hang" | "429" | number;

/** What was published, with the headers it came with. */
export type Published = {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: {
    readonly topic: string;
    readonly title: string;
    readonly message: string;
    readonly priority: number;
    readonly tags: readonly string[];
    readonly click?: string;
    readonly actions?: readonly { readonly action: string; readonly label: string; readonly url: string; readonly clear: boolean }[];
  };
};

export const ntfyToken = "tk_demo0000000000000000000000000";

/** Starts it. The topic `open` needs no token. */
export async function fakeNtfy() {
  const published: Published[] = [];
  const state = { behaviour: "ok" as NtfyBehaviour, retryAfter: "11" };
  const server = await loopbackServer((request, response) => {
    const json = (status: number, body: object, headers: Record<string, string> = {}) =>
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
    const { behaviour } = state;
    if (behaviour === "hang") return;
    if (behaviour === "429") return json(429, { code: 42901 }, { "retry-after": state.retryAfter });
    if (typeof behaviour === "number") return json(behaviour, { code: behaviour * 100 });
    if (request.method !== "POST" || request.path !== "/") return json(404, { code: 40401 });
    const body = JSON.parse(request.body) as Published["body"];
    if (!/^[-\w]{1,64}$/.test(body.topic)) return json(400, { code: 40009 });
    if (body.topic !== "open" && request.headers.authorization !== `Bearer ${ntfyToken}`) return json(403, { code: 40301 });
    published.push({ headers: request.headers, body });
    json(200, { id: `ntfy${published.length}`, event: "message", topic: body.topic });
  });
  return { url: server.url, state, published, close: server.close };
}
