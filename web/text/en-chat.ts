/** The words of chats outside. */
export const chats = {
  says: "Who is who in your chat. Whoever belongs to somebody here acts as that person; anybody else may call for a commander and ask how it stands.",
  user: "Identity in the chat",
  userHint: "As the chat itself writes it, such as U123.",
  person: "Who that is",
  none: "Nobody has spoken yet",
  noneSays: "Make a token that speaks for a chat, and give it to your chat's bot. Whoever types there then stands here.",
  nobody: "belongs to nobody here",
  gone: "Forgotten.",
};
