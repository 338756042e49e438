/** Subscribing this browser to push messages: the service worker, the server's key, and a name by which people know the browser again. */
import { ApiProblem, get, Unreachable } from "../../api.ts";
import { t } from "../../text/en.ts";

const words = t.reach.method;

/** The subscription as the server takes it, or why there is none. */
export type Subscribed = { readonly address: string; readonly label: string } | { readonly says: string };

/** Whether this browser has push here: not on plain http, not everywhere. */
export const canPush = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

/** `Firefox on Linux`, as far as the browser says. */
function browserName(): string {
  const agent = navigator.userAgent;
  const first = (names: readonly (readonly [sign: string, name: string])[]) => names.find(([sign]) => agent.includes(sign))?.[1] ?? "";
  const browser = first([
    ["Edg/", "Edge"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
  ]);
  const on = first([
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Android", "Android"],
    ["Mac OS", "Mac"],
    ["Windows", "Windows"],
    ["Linux", "Linux"],
  ]);
  return [browser, on].filter(Boolean).join(", ");
}

async function subscription(publicKey: string): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready);
  const wish = { userVisibleOnly: true, applicationServerKey: publicKey };
  try {
    return await pushManager.subscribe(wish);
  } catch (error) {
    // A subscription to a key that this server no longer has is of no use to anybody.
    if (!(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(wish);
  }
}

/** Asks the person, then the browser. */
export async function subscribe(): Promise<Subscribed> {
  if (!canPush()) return { says: words.noPush };
  if ((await Notification.requestPermission()) !== "granted") return { says: words.refused };
  try {
    const { publicKey } = await get<{ readonly publicKey: string }>("/push/key");
    return { address: JSON.stringify((await subscription(publicKey)).toJSON()), label: browserName() };
  } catch (error) {
    if (error instanceof Unreachable) return { says: t.away.notSent };
    if (error instanceof ApiProblem || error instanceof DOMException) return { says: words.pushFailed(error.message) };
    throw error;
  }
}
