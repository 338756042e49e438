/** What Graceful Disasters says of its own severities is refused over HTTP where somebody imports a process without it, by its sentence. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { processRoutes } from "../../src/http/processes/processes.ts";
import { gracefulData } from "../rules/graceful-world.ts";
import { type Caller, type Server, startServer } from "./server.ts";

let server: Server;
let admin: Caller;
beforeAll(async () => {
  server = await startServer({ plugins: [processRoutes] });
  admin = await server.setUp();
});
afterAll(() => server.stop());

type Severities = Record<string, Record<string, unknown>>;

/** Imports the process with one severity changed. */
const importing = (change: (severities: Severities) => void, enforcement: object = {}) => {
  const data = structuredClone(gracefulData()) as { severities: Severities };
  change(data.severities);
  return admin.post("/api/v1/processes", { text: JSON.stringify({ ...data, key: "own", enforcement }) });
};

describe("Graceful Disasters where it is imported", () => {
  it.each(["contact", "communications", "observers", "steps"])("GD-48 a severity without its %s is refused by name", async (key) => {
    const said = await importing((severities) => delete severities["2"]![key]);
    expect(said).toMatchObject({ status: 422, body: { code: "severity_doc_incomplete", rule: ["GD-48"], pointer: `/severities/2/${key}` } });
    expect(said.headers["content-type"]).toContain("application/problem+json");
    expect(String(said.body.unmet)).toContain(`/severities/2/${key}`);
    expect(said.body.override).toBeUndefined();
  });

  it("GD-43 a description of more than four hundred characters is refused, and so is none at all", async () => {
    const long = await importing((severities) => Object.assign(severities["3"]!, { description: "Slow. ".repeat(80) }));
    expect(long).toMatchObject({ status: 422, body: { code: "severity_doc_incomplete", rule: ["GD-43"], pointer: "/severities/3/description" } });
    const none = await importing((severities) => Object.assign(severities["3"]!, { description: " " }));
    expect(none).toMatchObject({ status: 422, body: { code: "severity_doc_incomplete", pointer: "/severities/3/description" } });
  });

  it("GD-42 where one's own severities are not wanted another one is refused, and where they are it is kept", async () => {
    const fourth = (severities: Severities) => Object.assign(severities, { 4: { ...severities["3"], name: "Some time" } });
    expect(await importing(fourth, { "GD-42": "off" })).toMatchObject({ status: 422, body: { code: "pack_invalid" } });
    expect(await importing(fourth)).toMatchObject({ status: 201 });
  });
});
