/** The canned escalation: policies, endpoints, what one would do, and why somebody was called. */
import { ana, at, bo, chi, dee, eli } from "./people.ts";

const step = (after: string, to: readonly object[], more: object = {}) => ({ after, to, take: "everybody", answers: "first", when: {}, ...more });

export const policies = {
  escalations: [
    {
      id: "platform",
      title: "Platform",
      steps: [
        step("PT0S", [{ schedule: "commander" }]),
        step("PT5M", [{ person: ana.id }, { person: dee.id }, { endpoint: "e-1" }], { when: { severities: [1, 2] } }),
        step("PT15M", [{ team: "t-1" }], { take: "in_turn", when: { hours: "outside" } }),
      ],
      repeat: { times: 2, after: "PT5M" },
      forgotten: "PT30M",
      keepTrying: "PT5M",
      version: 4,
      usedBy: { areas: [{ id: "a-login", name: "Login and accounts" }], organisation: true },
      warnings: [{ pointer: "/steps/0", detail: "Severity 3: nobody is on call on Login and accounts from Saturday 18:00 to Sunday 06:00." }],
    },
    {
      id: "labels",
      title: "Label printers",
      steps: [step("PT0S", [{ person: dee.id }])],
      repeat: { times: 0, after: "PT5M" },
      forgotten: null,
      keepTrying: null,
      version: 1,
      usedBy: { areas: [], organisation: false },
      warnings: [],
    },
  ],
};

export const endpoints = {
  endpoints: [
    {
      id: "e-1",
      name: "War room",
      kind: "room",
      channel: "webhook",
      address: "https://chat.example.test/•••",
      hasSecret: true,
      version: 2,
      usedBy: [{ id: "platform", title: "Platform" }],
    },
  ],
};

const called = (person: { readonly id: string; readonly name: string }, ways: readonly object[], heldUntil: string | null = null) => ({
  ...person,
  heldUntil,
  why: heldUntil === null ? null : "It is 01:41 where they are; severity 3 waits for the morning.",
  ways,
});
const planned = (at: string | null, minutes: number | null, index: number, more: object) => ({
  round: 0,
  step: index,
  at,
  minutes,
  take: "everybody",
  answers: "first",
  skipped: null,
  endpoints: [],
  people: [],
  ...more,
});

export const preview = {
  at: at("09:41"),
  steps: [
    planned(at("09:41"), 0, 0, {
      people: [
        called(chi, [
          { channel: "push", minutes: 0 },
          { channel: "sms", minutes: 2 },
        ]),
      ],
    }),
    planned(at("09:46"), 5, 1, {
      people: [called(ana, [{ channel: "sms", minutes: 0 }]), called(dee, [{ channel: "voice", minutes: 0 }], at("15:00"))],
      endpoints: [{ id: "e-1", name: "War room", kind: "room" }],
    }),
    planned(null, null, 2, { skipped: "It is for outside working hours, and these are working hours." }),
  ],
  lastResort: { at: at("10:01"), minutes: 20, why: "Nobody has answered.", people: [eli] },
  warnings: [{ pointer: "/steps/0", detail: "Nobody is on call on Login and accounts from Saturday 18:00 to Sunday 06:00." }],
};

const message = (state: string, more: object = {}) => ({
  template: "page",
  channel: "sms",
  state,
  queuedAt: at("09:08"),
  releaseAt: at("09:08"),
  reason: null,
  ...more,
});

export const explanation = {
  policy: { id: "platform", title: "Platform" },
  state: "It calls people until somebody answers.",
  ran: [
    { at: at("09:08"), what: "The policy Platform began." },
    { at: at("09:08"), what: "Step 1 called Demo Chi." },
    { at: at("09:13"), what: "Step 2 called Demo Ana and Demo Dee." },
  ],
  next: [
    { at: at("09:46"), what: "Step 3 calls", people: [bo] },
    { at: at("10:01"), what: "The last resort is called", people: [eli] },
  ],
  people: [
    {
      ...chi,
      says: "Called twice (step 1 of Platform): open.",
      messages: [message("delivered"), message("failed", { channel: "push", reason: "The browser does not take our messages any more." })],
    },
    { ...dee, says: "Not called: step 3 would mean them, but it is for outside working hours.", messages: [] },
  ],
};
