/** A webhook receiver on loopback that verifies each request with the reference library before it believes it. */
import { Webhook } from "standardwebhooks";
import { loopbackServer } from "./http-server.ts";

/** What it answers: a status; `hang`; or a status and where it points. */
export type ReceiverBehaviour = number | "hang" | { readonly status: number; readonly headers: Record<string, string> };

/** One verified request. */
export type Delivery = {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly body: { type: string; timestamp: string; data: Record<string, unknown> };
};

/** Starts the receiver; it accepts any of its secrets. */
export async function fakeWebhookReceiver(...secrets: readonly string[]) {
  const deliveries: Delivery[] = [];
  const state = { behaviour: 204 as ReceiverBehaviour, forged: 0 };
  const server = await loopbackServer((request, response) => {
    const headers = request.headers as Record<string, string>;
    const verified = secrets.some((secret) => {
      try {
        new Webhook(secret).verify(request.body, headers);
        return true;
      } catch {
        return false;
      }
    });
    if (!verified) {
      state.forged += 1;
      response.writeHead(401).end();
      return;
    }
    const part = (name: string) => headers[name] ?? "";
    deliveries.push({ id: part("webhook-id"), timestamp: part("webhook-timestamp"), signature: part("webhook-signature"), body: JSON.parse(request.body) });
    const { behaviour } = state;
    if (behaviour === "hang") return;
    if (typeof behaviour === "number") response.writeHead(behaviour).end();
    else response.writeHead(behaviour.status, behaviour.headers).end();
  });
  return { url: `${server.url}/hook`, port: server.port, deliveries, state, close: server.close };
}
