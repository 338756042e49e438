/** The first run in its states. */
import type { Look } from "./look.ts";

export const firstLooks: readonly Look[] = [
  { name: "setup", path: "/setup", scenario: "setup" },
  {
    name: "setup-suggested",
    path: "/setup",
    scenario: "setup",
    act: async (page) => {
      await page.getByRole("radio", { name: "11 to 50" }).check();
      for (const group of ["Do customers outside see your outages?", "Is somebody on call, by rota?"])
        await page.getByRole("group", { name: group }).getByRole("radio", { name: "Yes" }).check();
      await page.getByText("Suggested").waitFor();
    },
  },
  {
    name: "setup-places",
    path: "/setup",
    scenario: "setup",
    act: async (page) => {
      await page.getByRole("radio", { name: /^Incident command/ }).check();
      await page.getByRole("group", { name: "Where do you meet?" }).scrollIntoViewIfNeeded();
    },
  },
];
