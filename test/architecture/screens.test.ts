/** Every screen of the web app can be opened by its address, sent to somebody, and loaded again. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { screens } from "../../src/http/web-app.ts";

const routes = readFileSync(new URL("../../web/routes.tsx", import.meta.url), "utf8");
/** An address without the names of its parts. */
const shape = (path: string) => path.replaceAll(/[:$]\w+/g, ":part");

it("the server answers every address that the app has a screen for, and no other", () => {
  const ofTheApp = [...routes.matchAll(/\bpath: "([^"]+)"/g)].map(([, path]) => shape(path!));
  expect(ofTheApp.length).toBeGreaterThan(15);
  expect(screens.map(shape).sort()).toEqual(ofTheApp.sort());
});
