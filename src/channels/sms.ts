/** SMS through the phone providers: short, folded into the SMS alphabet, answered by a short code. */
import type { Outcome } from "./channel.ts";
import { channel } from "./channel.ts";
import { codeExample, drillExample, pageExample } from "./examples.ts";
import { maskedNumber, phoneNumber, takesLinks } from "./phone/number.ts";
import { answeredBy, callbackFor, heardBy, lineTo, type PhoneSettings, phoneSettings } from "./phone/providers.ts";
import { smsText } from "./sms-text.ts";

const noSender: Outcome = { outcome: "failed", reason: "No sender serves this country.", permanent: false };

/** SMS: short, wakes people, can be answered. */
export const sms = channel<PhoneSettings>("sms", {
  title: "SMS",
  wakes: true,
  settings: phoneSettings,
  address: phoneNumber,
  mask: maskedNumber,
  send: async (wire, settings, to, message) => {
    const line = lineTo(settings, to.address, "text");
    if (line === null) return noSender;
    const text = smsText(message, { links: takesLinks(to.address) });
    return line.provider.sendText(wire, { from: line.from, to: to.address, text, reportTo: callbackFor(settings, message.idempotencyKey) });
  },
  receive: heardBy,
  respond: answeredBy,
  preview: (message) => ({ text: smsText(message) }),
  examples: [
    {
      title: "a page",
      message: pageExample,
      contains: ["Severity 1, #42: Checkout is down", "Reply 27a if you are on it, 27e to pass it on", "Answer: https://quarterdeck.example.test/p/abc123"],
    },
    { title: "a page in a drill", message: drillExample, contains: ["DRILL Severity 1, #42: Checkout is down"] },
    { title: "a code", message: codeExample, contains: ["123456 is your Quarterdeck code"] },
  ],
});
