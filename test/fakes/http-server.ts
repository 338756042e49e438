/** A plain HTTP server on loopback for fakes: whole bodies, counted connections, and an end that waits for nobody. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it came in. */
export type Request = { readonly method: string; readonly path: string; readonly headers: IncomingMessage["headers"]; readonly body: string };

/** Starts a server; `answer` may leave the response open. */
export async function loopbackServer(answer: (request: Request, response: ServerResponse) => void) {
  const state = { connections: 0 };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () =>
      answer({ method: incoming.method ?? "", path: incoming.url ?? "", headers: incoming.headers, body: Buffer.concat(chunks).toString("utf8") }, response),
    );
  });
  server.on("connection", () => {
    state.connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    state,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
