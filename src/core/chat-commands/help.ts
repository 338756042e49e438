/** The commands people can type, with what each does. */
type Usage = { readonly usage: string; readonly says: string };

const calling: readonly Usage[] = [
  { usage: "!ic", says: "who is on call to command, with phones" },
  { usage: "!ic page", says: "page all of them at once; anybody may, at any hour" },
  { usage: "!ic page <user>", says: "page somebody else" },
  { usage: "!ic who <user>", says: "who that is, with the phone" },
  { usage: "!ic responders", says: "who is on call for it" },
  { usage: "!ic page responders", says: "page them" },
];
const watching: readonly Usage[] = [
  { usage: "!status stalk", says: "say again and again how the systems are" },
  { usage: "!status unstalk", says: "stop saying it" },
];

/** What a process offers of it. */
export type Offered = { readonly calling: boolean; readonly watching: boolean; readonly todo: string | null };

/** The list for a process, in the order in which it is read. */
export function chatHelp({ calling: calls, watching: watches, todo }: Offered): readonly Usage[] {
  return [
    ...(calls ? calling : []),
    { usage: "!status", says: "how it stands" },
    { usage: "!status <text>", says: "say how it stands" },
    ...(watches ? watching : []),
    { usage: "!role <role>", says: "say which role you take" },
    { usage: "!roles", says: "who holds which role" },
    { usage: "!sev <n> <reason>", says: "change the severity" },
    { usage: "!update <text>", says: "tell whoever the process wants told" },
    { usage: "!note <text>", says: "write something into the log" },
    ...(todo === null ? [] : [{ usage: `${todo} <text>`, says: "note something for afterwards" }]),
    { usage: "!link <code>", says: "say in a chat outside who you are" },
    { usage: "!help", says: "this list" },
  ];
}
