/** Who is in the canned organisation, and what time it is there. */

/** The instant at which every canned page is looked at. */
export const now = "2026-03-03T09:41:00.000Z";

/** `at("09:08")`: that time of the canned day, in UTC. */
export const at = (time: string): string => `2026-03-03T${time}:00.000Z`;

export const ana = { id: "p-ana", name: "Demo Ana" };
export const bo = { id: "p-bo", name: "Demo Bo" };
export const chi = { id: "p-chi", name: "Demo Chi" };
export const dee = { id: "p-dee", name: "Demo Dee" };
export const eli = { id: "p-eli", name: "Demo Eli" };
export const fay = { id: "p-fay", name: "Demo Fay" };

export const session = {
  person: { ...ana, admin: true, zone: "Europe/Berlin" },
  organisation: { name: "Example Trading", zone: "Europe/Berlin" },
  rehearsal: false,
};

const zones = ["Europe/Berlin", "Europe/Berlin", "Asia/Singapore", "America/New_York", "Europe/Lisbon", "America/Los_Angeles"];

export const people = {
  items: [ana, bo, chi, dee, eli, fay].map((person, index) => ({
    ...person,
    email: `${person.name.split(" ")[1]?.toLowerCase()}@example.test`,
    admin: index === 0,
    zone: zones[index] ?? "UTC",
    active: true,
  })),
};

export const me = { ...ana, email: "ana@example.test", admin: true, zone: "Europe/Berlin", workHours: { from: "09:00", to: "18:00" } };

export const methods = {
  items: [
    { id: "m-1", channel: "sms", address: "+15005550101", verified: true },
    { id: "m-2", channel: "voice", address: "+15005550101", verified: true },
    { id: "m-3", channel: "email", address: "ana@example.test", verified: false },
  ],
};

export const areas = {
  items: [
    {
      id: "a-login",
      name: "Login and accounts",
      description: "Signing in, passwords, single sign-on.",
      words: ["login", "password", "SSO", "locked out"],
      experts: [
        { ...bo, zone: "Europe/Berlin", reachable: true },
        { ...chi, zone: "Asia/Singapore", reachable: true, note: "knows the identity provider" },
      ],
    },
    {
      id: "a-pay",
      name: "Payments",
      description: "Card payments, refunds, invoices.",
      words: ["checkout", "card", "refund"],
      experts: [
        { ...dee, zone: "America/New_York", reachable: false },
        { ...bo, zone: "Europe/Berlin", reachable: true },
      ],
    },
    {
      id: "a-roster",
      name: "Staff scheduling",
      description: "Shifts, clocking in and out.",
      words: ["shifts", "clock in", "rota"],
      experts: [{ ...fay, reachable: false }],
    },
    { id: "a-labels", name: "Label printers", description: "The warehouse's printers and their templates.", words: ["warehouse", "printer"], experts: [] },
  ],
};
