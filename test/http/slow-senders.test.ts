/** S13: two thousand senders that never finish their request are cut off, and everybody else is served meanwhile. */
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { until } from "../until.ts";
import { type Server, startServer } from "./server.ts";

const senders = 2_000;

let server: Server;
let sockets: Socket[] = [];
beforeEach(async () => {
  server = await startServer();
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await server.stop();
});

it("S13 two thousand half-sent requests are all cut off, and a whole one is answered while they hang", async () => {
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = server.app.server.address() as AddressInfo;
  let opened = 0;
  let closed = 0;
  sockets = Array.from({ length: senders }, () => {
    const socket = connect(port, "127.0.0.1", () => {
      opened += 1;
      socket.write("POST /api/v1/session HTTP/1.1\r\nHost: x\r\nX-Slow:");
    });
    socket.resume();
    // Being cut off is what this is about: how the end is told does not matter.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      closed += 1;
    });
    return socket;
  });
  await until("every sender is connected", () => opened === senders, 30_000);
  expect(closed).toBeLessThan(senders);
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
  expect(answer.status).toBe(200);
  await until("every sender is cut off", () => closed === senders, 30_000);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
}, 70_000);
