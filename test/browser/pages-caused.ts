/** The room of a process that asks for the cause. */
import type { Look } from "./look.ts";
import { tab } from "./touch.ts";

export const causedLooks: readonly Look[] = [
  {
    name: "room-cause",
    path: "/incidents/73",
    act: async (page) => {
      await tab(page, "Cause");
      await page.getByText("Renew the certificate").waitFor();
    },
  },
];
