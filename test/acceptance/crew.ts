/** A whole organisation on a real server, made over its API: people with proven ways to reach them, a team, an area, stakeholders, and a source of alerts. */
import type { fakeSmtp, Received } from "../fakes/smtp.ts";
import { type fakeTwilio, twilioAccount } from "../fakes/twilio.ts";
import type { Installation, Settings } from "../server.ts";
import { until } from "../until.ts";
import { type Caller, callerOf } from "./api.ts";

export const password = "a long password of a demo";

type Smtp = Awaited<ReturnType<typeof fakeSmtp>>;
type Twilio = Awaited<ReturnType<typeof fakeTwilio>>;

/** The providers people are reached through. */
export type Providers = { readonly smtp: Smtp; readonly twilio: Twilio };

/** A person with a signed-in browser. */
export type Person = Caller & { readonly id: string; readonly name: string; readonly email: string; readonly phone: string };

/** Who is there. The response team is ana, ben and cleo; dan and eve belong to the organisation only. */
export type Crew = {
  readonly ana: Person;
  readonly ben: Person;
  readonly cleo: Person;
  readonly dan: Person;
  readonly eve: Person;
  readonly area: string;
  /** Mail addresses of the stakeholders. */
  readonly stakeholders: readonly string[];
  /** A program that may read: its polling is counted apart from people's requests. */
  readonly watcher: Caller;
};

/** A source with its key, shown once. */
export type Source = { readonly id: string; readonly key: string; readonly version: number };

/** The settings that lead to the providers. */
export function settingsFor({ smtp, twilio }: Providers): Settings {
  return {
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    SMTP_FROM: "quarterdeck@example.test",
    TWILIO_ACCOUNT_SID: twilioAccount.accountSid,
    TWILIO_AUTH_TOKEN: twilioAccount.authToken,
    TWILIO_FROM: "+15005550006",
    TWILIO_BASE_URL: twilio.url,
  };
}

/** The first admin of a fresh installation, signed in. */
export async function setUp(server: Installation, process = "sitrep"): Promise<Person> {
  const admin = callerOf(server.url);
  const email = "ana@example.test";
  const made = await admin.post<{ person: string }>("/setup", {
    token: server.setupToken(),
    admin: { name: "Demo Ana", email, password },
    organisation: { name: "Demo Works", zone: "Europe/Paris" },
    process,
  });
  return { ...admin, id: made.person, name: "Demo Ana", email, phone: "+15005550101" };
}

/** Somebody who joins by the link that was mailed to them, which proves the mailbox, or by one handed over. */
export async function invite(admin: Caller, name: string, smtp: Smtp | null): Promise<Person> {
  const email = `${name.split(" ")[1]!.toLowerCase()}@example.test`;
  const added = await admin.post<{ person: { id: string }; invitation: { link: string | null } }>("/people", { name, email, invite: smtp ? "mail" : "link" });
  const link = added.invitation.link ?? linkIn(await mailTo(smtp!, email, (mail) => /\/join#/.test(mail.parsed.text ?? "")), /\S+\/join#\S+/);
  const joined = callerOf(admin.url);
  await joined.post("/join/accept", { token: link.split("#")[1], password });
  const phone = `+1500555${String(110 + name.charCodeAt(5)).padStart(4, "0")}`;
  return { ...joined, id: added.person.id, name, email, phone };
}

/** A phone, proven by the code that arrives on it. */
async function addPhone(person: Person, twilio: Twilio): Promise<void> {
  const { method } = await person.post<{ method: { id: string } }>("/people/me/methods", { channel: "sms", address: person.phone });
  await person.post(`/people/me/methods/${method.id}/code`);
  const sms = await until(`the code for ${person.name}`, () => twilio.messages.find(({ to, body }) => to === person.phone && /\d{6}/.test(body)));
  await person.post(`/people/me/methods/${method.id}/verify`, { code: /\d{6}/.exec(sms.body)![0] });
}

/** Everybody with their mail, the response team also with phones, and what they work on. */
export async function gather(
  server: Installation,
  { smtp, twilio }: Providers,
  { withoutPhone = [] }: { readonly withoutPhone?: readonly string[] } = {},
): Promise<Crew> {
  const ana = await setUp(server);
  const [ben, cleo, dan, eve] = [
    await invite(ana, "Demo Ben", smtp),
    await invite(ana, "Demo Cleo", smtp),
    await invite(ana, "Demo Dan", smtp),
    await invite(ana, "Demo Eve", smtp),
  ];
  for (const person of [ana, ben, cleo]) if (!withoutPhone.includes(person.name)) await addPhone(person, twilio);
  const { token } = await ana.post<{ token: string }>("/tokens", { name: "acceptance", scopes: ["read", "admin"] });
  return { ana, ben, cleo, dan, eve, ...(await office(ana, [ana, ben, cleo])), watcher: callerOf(server.url, token) };
}

/** A team, its area, and the group that situation reports go to. */
export async function office(admin: Caller, team: readonly Person[]): Promise<Pick<Crew, "area" | "stakeholders">> {
  const { id } = await admin.post<{ id: string }>("/teams", { name: "Shop team", members: team.map((one) => one.id) });
  const area = await admin.post<{ id: string }>("/areas", { name: "Shop", says: "Basket, checkout, payment", keywords: ["checkout"], team: id });
  const stakeholders = ["board@example.test", "investor@example.test"];
  const contacts: string[] = [];
  for (const email of stakeholders)
    contacts.push((await admin.post<{ id: string }>("/contacts", { name: `Demo ${email.split("@")[0]}`, email, kind: "stakeholder" })).id);
  const group = await admin.get<{ version: number }>("/groups/stakeholders");
  await admin.patch("/groups/stakeholders", { version: group.version, contacts });
  return { area: area.id, stakeholders };
}

/** A source whose critical alerts declare severity 1 at once. */
export function addSource(admin: Caller, kind: string, area: string, severity: object = { map: { critical: 1, warning: 2 } }): Promise<Source> {
  return admin.post<Source>("/sources", { kind, title: `Demo ${kind}`, settings: { area, declare: "incident", severity } });
}

/** The newest mail to an address that fits. */
export function mailTo(smtp: Smtp, address: string, fits: (mail: Received) => boolean): Promise<Received> {
  return until(`a mail to ${address}`, () => smtp.mailbox.findLast((mail) => mail.to.includes(address) && fits(mail)));
}

/** The first address in a mail that looks like that. */
export function linkIn(mail: Received, pattern: RegExp): string {
  const found = pattern.exec(mail.parsed.text ?? "");
  if (found === null) throw new Error(`no such link in: ${mail.parsed.text}`);
  return found[0];
}
