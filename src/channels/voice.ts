/** Calls through the phone providers: a voice that says what it is, and keys that answer. */
import { channel } from "./channel.ts";
import { codeExample, drillExample, pageExample } from "./examples.ts";
import { maskedNumber, phoneNumber } from "./phone/number.ts";
import { answeredBy, callbackFor, heardBy, lineTo, type PhoneSettings, phoneSettings } from "./phone/providers.ts";
import { spokenAlone, spokenLines } from "./spoken.ts";

/** Voice: wakes people, answered by a key. */
export const voice = channel<PhoneSettings>("voice", {
  title: "Phone call",
  wakes: true,
  settings: phoneSettings,
  address: phoneNumber,
  mask: maskedNumber,
  send: async (wire, settings, to, message) => {
    const line = lineTo(settings, to.address, "call");
    if (line === null) return { outcome: "failed", reason: "No number to call from serves this country.", permanent: false };
    const { idempotencyKey: key } = message;
    // A page is asked for when somebody takes the call, so that it says how things stand then; anything else goes with the call.
    const askAt = message.answerable === undefined ? null : callbackFor(settings, key);
    return line.provider.call(wire, { from: line.from, to: to.address, says: spokenAlone(message), askAt, reportTo: callbackFor(settings, key, true) });
  },
  receive: heardBy,
  respond: answeredBy,
  preview: (message) => ({ text: spokenLines(message).join("\n") }),
  examples: [
    { title: "a page", message: pageExample, contains: ["Severity 1, #42: Checkout is down", "You are needed as expert for payments."] },
    { title: "a page in a drill", message: drillExample, contains: ["DRILL Severity 1, #42: Checkout is down"] },
    { title: "a code", message: codeExample, contains: ["1, 2, 3, 4, 5, 6 is your Quarterdeck code"] },
  ],
});
