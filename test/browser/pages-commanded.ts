/** The room of a process with one commander, and the page for executives, in their states. */
import type { Look } from "./look.ts";

export const commandedLooks: readonly Look[] = [
  { name: "room-call", path: "/incidents/71", act: async (page) => page.getByRole("link", { name: "Join the call" }).waitFor() },
  { name: "room-call-over", path: "/incidents/72", act: async (page) => page.getByText("The call is over").waitFor() },
  { name: "executives", path: "/executives", act: async (page) => page.getByText("@here Nobody can pay").first().waitFor() },
];
