/** The words of the panel of the cause: what to do first, who is there, what it may be, and what is proposed. */

export const cause = {
  first: "First",
  there: { title: "Who is there", empty: "Nobody has said where they are.", set: "Say where you are", through: (name: string) => `through ${name}` },
  where: { call: "call", chat: "chat", takesPart: "takes part", watches: "watches" },
  cause: {
    title: "Cause",
    empty: "Nobody has said what it is. Not to know is fine: say that you are looking.",
    set: "Say what it is",
    status: { confirmed: "Confirmed", suspected: "Suspected", unknown: "Not known" } as Readonly<Record<string, string>>,
    by: (name: string) => `by ${name}`,
  },
  suspects: {
    title: "Shortly before",
    empty: "Nothing yet. Was there a deploy, or a peak of traffic?",
    note: "Note",
    take: "Note this",
    noted: "noted",
    look: "Look",
    kinds: { deploy: "Deploy", change: "Change", traffic: "Traffic", alert: "Alert" } as Readonly<Record<string, string>>,
  },
  playbook: { title: "What the playbook says", give: "Give to somebody", begun: "begun" },
  proposals: {
    title: "Proposals",
    empty: "Nothing is proposed.",
    propose: "Propose",
    decide: "Decide",
    weigh: "Say what you think",
    states: { open: "waits for a word", approved: "to be done", declined: "not to be done" } as Readonly<Record<string, string>>,
    opinion: (name: string, stance: string) => `${name} is ${stance} it`,
  },
  decisions: {
    title: "Decisions",
    empty: "Nothing waits to be decided.",
    propose: "Ask for objections",
    decide: "Decide",
    object: "Object strongly",
    until: "objections until ",
    objects: (name: string) => `${name} objects`,
    outcomes: { as_proposed: "decided", otherwise: "decided otherwise", dropped: "not decided" },
  },
  relays: { title: "To pass on", pass: "Pass on", from: (from: string, through: string) => `from ${from}, through ${through}` },
};
