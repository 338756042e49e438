/** What Twilio's callbacks say, in the contract's words: receipts of SMS and calls, replies, keys pressed. */
import type { Callback, Receipt } from "../channel.ts";
import { oneLine } from "../plain-text.ts";

/** Twilio's codes that say: this number will never get what we send. */
export const permanentCodes: Readonly<Record<number, string>> = {
  13223: "This is not a working phone number.",
  13224: "This is not a working phone number.",
  21211: "This is not a working phone number.",
  21214: "This phone number cannot be reached.",
  21217: "This is not a working phone number.",
  21610: "This number has sent STOP and gets no more SMS from us.",
  21614: "This number cannot receive SMS.",
  30004: "This number blocks our SMS.",
  30005: "This phone number does not exist any more.",
  30006: "This number cannot receive SMS.",
};

type State = "sent" | "delivered" | "failed";

const textStates: Readonly<Record<string, State>> = {
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

/** A call that somebody or something took has arrived; whether it was a person shows only by a key. */
const callStates: Readonly<Record<string, State>> = {
  completed: "delivered",
  busy: "failed",
  "no-answer": "failed",
  failed: "failed",
  canceled: "failed",
};

const callReasons: Readonly<Record<string, string>> = { busy: "The line was busy.", "no-answer": "Nobody took the call.", canceled: "The call was cancelled." };

/** What a verified callback says; states on the way say nothing. */
export function readCallback(callback: Callback): Receipt[] {
  const params = new URLSearchParams(callback.rawBody);
  const key = URL.canParse(callback.url) ? new URL(callback.url).searchParams.get("key") : null;
  if (params.has("CallSid")) return isReport(callback, params) ? callReceipt(params, key) : call(params, key);
  if (params.has("MessageStatus") && params.get("MessageStatus") !== "received") return textReceipt(params, key);
  const [from, text, providerId] = [params.get("From"), params.get("Body"), params.get("MessageSid")];
  if (from === null || text === null || providerId === null) return [];
  return [{ kind: "reply", providerId: oneLine(providerId, 64), from: oneLine(from, 40), text: oneLine(text, 1_600) }];
}

/** The address we gave for reports says so itself; and a call that is over asks for no words. */
function isReport(callback: Callback, params: URLSearchParams): boolean {
  const asked = URL.canParse(callback.url) && new URL(callback.url).searchParams.has("report");
  return asked || callStates[params.get("CallStatus") ?? ""] !== undefined;
}

function call(params: URLSearchParams, key: string | null): Receipt[] {
  const [providerId, number] = [params.get("CallSid"), params.get("To")];
  if (providerId === null || number === null) return [];
  const pressed = params.get("Digits");
  return [{ kind: "call", providerId: oneLine(providerId, 64), key, number: oneLine(number, 40), pressed: pressed === null ? null : oneLine(pressed, 4) }];
}

function callReceipt(params: URLSearchParams, key: string | null): Receipt[] {
  const said = params.get("CallStatus") ?? "";
  const state = callStates[said];
  const providerId = params.get("CallSid");
  if (state === undefined || providerId === null) return [];
  const known = permanentCodes[Number(params.get("ErrorCode") ?? "0")];
  const reason = state !== "failed" ? "" : (known ?? callReasons[said] ?? "The call did not get through.");
  return [{ kind: "receipt", providerId: oneLine(providerId, 64), key, state, permanent: state === "failed" && known !== undefined, reason }];
}

function textReceipt(params: URLSearchParams, key: string | null): Receipt[] {
  const state = textStates[params.get("MessageStatus") ?? ""];
  const providerId = params.get("MessageSid");
  if (state === undefined || providerId === null) return [];
  const code = Number(params.get("ErrorCode") ?? "0");
  const known = permanentCodes[code];
  const reason = state !== "failed" ? "" : (known ?? `The SMS was not delivered (${code === 0 ? "no reason given" : code}).`);
  return [{ kind: "receipt", providerId: oneLine(providerId, 64), key, state, permanent: state === "failed" && known !== undefined, reason }];
}
