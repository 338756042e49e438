/** The words of where to meet, and of the channel for whoever only wants summaries. */

export const contact = {
  title: "Where to meet",
  join: "Join the call",
  phone: "Phone",
  pin: "PIN",
  chat: "Chat",
  commander: "To get a commander",
  executives: "Summaries for executives",
  ended: "The call is over; what is left goes on in writing.",
  examples: "Not every place to meet is written down yet.",
  write: "Write them into the process",
  presence: "Say where you are",
};

export const executives = {
  title: "For executives",
  says: "Short summaries of what is going on, and nothing else.",
  empty: "No summary yet.",
  emptySays: "The first one comes within half an hour of a major incident.",
  by: (name: string) => `by ${name}`,
};
