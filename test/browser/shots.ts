/** `npm run shots [name…]`: pictures of every screen and state, wide and narrow, light and dark, in ./shots. */
import { mkdirSync } from "node:fs";
import { launch, open, show, views } from "./chromium.ts";
import { startMock } from "./mock.ts";
import { looks } from "./pages.ts";

const wanted = process.argv.slice(2);
mkdirSync("shots", { recursive: true });
const mock = await startMock();
const browser = await launch();
let failed = 0;
try {
  for (const view of views) {
    const only = wanted.filter((one) => /^\d+$|^(light|dark)$/.test(one));
    if (only.length > 0 && !only.every((one) => one === view.scheme || one === String(view.width))) continue;
    const names = wanted.filter((one) => !only.includes(one));
    for (const look of looks.filter((one) => names.length === 0 || names.includes(one.name))) {
      const context = await open(browser, view);
      const page = await context.newPage();
      page.setDefaultTimeout(8_000);
      page.on(
        "console",
        (message) => message.type() === "error" && !message.text().includes("Failed to load resource") && console.log(`${look.name}: ${message.text()}`),
      );
      page.on("pageerror", (error) => console.log(`${look.name}: ${error.message}`));
      try {
        await show(page, mock, look);
      } catch (error) {
        failed += 1;
        console.log(`${look.name} ${view.width} ${view.scheme}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
      }
      await page.screenshot({ path: `shots/${look.name}-${view.width}-${view.scheme}.png` });
      await context.close();
    }
  }
} finally {
  await browser.close();
  await mock.close();
}
console.log(`Pictures are in ./shots${failed > 0 ? `; ${failed} states could not be reached` : ""}.`);
process.exitCode = failed > 0 ? 1 : 0;
