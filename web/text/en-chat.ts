/** The words of chats outside. */

/** One's own. */
export const ownChats = {
  title: "You in chats outside",
  aside: "Whatever they type there is yours.",
  says: "A code links you in a chat outside: type it there, and from then on you act there as yourself. It works once.",
  ask: "Get a code",
  another: "Get another code",
  type: (minutes: number) => `Type this in the chat within ${minutes} minutes, in a message to the bot alone if your chat has such:`,
  seen: "last spoke",
  unlink: "Unlink",
  unlinked: "Unlinked: what it types is nobody's now.",
};

/** Everybody's, for administrators. */
export const chats = {
  about: "Commands can be typed in a chat of your own, too.",
  everybody: "Who is who",
  says: "Whoever belongs to somebody here acts as that person; anybody else may call for a commander and ask how it stands.",
  user: "Identity in the chat",
  userHint: "As the chat itself writes it, such as U123.",
  person: "Who that is",
  none: "Nobody has spoken yet",
  noneSays: "Make a token that speaks for a chat, and give it to your chat's bot. Whoever types there then stands here.",
  nobody: "belongs to nobody here",
  gone: "Forgotten.",
};
