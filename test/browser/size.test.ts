/** The weight of the first load: what Chromium really fetches until the bridge is shown, compressed. */
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { launch, open, show } from "./chromium.ts";
import { startMock } from "./mock.ts";
import { looks } from "./pages.ts";

/** Design section 10: the first load of the web app, compressed, in bytes. */
const budget = 200_000;

test("the first load is at most 200 KB compressed, fonts included", async () => {
  const mock = await startMock();
  const browser = await launch();
  try {
    const context = await open(browser, { width: 1280, scheme: "light" });
    const page = await context.newPage();
    const loads: Promise<readonly [string, number]>[] = [];
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith("/api/")) return;
      // A font is compressed already.
      loads.push(response.body().then((body) => [pathname, pathname.endsWith(".woff2") ? body.length : gzipSync(body).length] as const));
    });
    await show(page, mock, looks.find((look) => look.name === "bridge")!);
    const sizes = await Promise.all(loads);
    const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
    expect(sizes.length).toBeGreaterThan(2);
    expect(total, sizes.map(([path, bytes]) => `${path} ${bytes}`).join("\n")).toBeLessThanOrEqual(budget);
  } finally {
    await browser.close();
    await mock.close();
  }
});
