/** What the process that starts small and the one with one commander say of themselves is refused over HTTP where somebody imports them without it, by its sentence. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { processRoutes } from "../../src/http/processes/processes.ts";
import { packData } from "../organisation.ts";
import { type Caller, type Server, startServer } from "./server.ts";

let server: Server;
let admin: Caller;
beforeAll(async () => {
  server = await startServer({ plugins: [processRoutes] });
  admin = await server.setUp();
});
afterAll(() => server.stop());

type Data = Record<string, unknown> & { readonly severities: Record<string, Record<string, unknown>> };

/** Imports a shipped process as one's own, changed. */
const importing = (file: string, change: (data: Data) => void) => {
  const data = { ...structuredClone(packData(file)), key: "own" } as unknown as Data;
  change(data);
  return admin.post("/api/v1/processes", { text: JSON.stringify(data) });
};

describe("Radar where it is imported", () => {
  it("PE-08 without words for what an incident is, or with one severity, it is refused", async () => {
    const missing = (pointer: string) => ({ status: 422, body: { code: "missing_fields", rule: ["PE-08"], pointer } });
    expect(await importing("radar", (data) => Object.assign(data, { incidentDefinition: " " }))).toMatchObject(missing("/incidentDefinition"));
    const lonely = await importing("radar", ({ severities }) => {
      for (const rank of ["2", "3", "4"]) delete severities[rank];
    });
    expect(lonely).toMatchObject(missing("/severities"));
  });

  it.each(["examples", "typicalResponse"])("PE-09 a severity without its %s is refused by name", async (key) => {
    expect(await importing("radar", ({ severities }) => delete severities["3"]![key])).toMatchObject({
      status: 422,
      body: { code: "severity_doc_incomplete", rule: ["PE-09"], pointer: `/severities/3/${key}` },
    });
  });

  it("PE-05 as it is, it is kept, as a draft of one's own", async () => {
    expect(await importing("radar", () => undefined)).toMatchObject({ status: 201, body: { key: "own", status: "draft" } });
  });
});

describe("one commander where it is imported", () => {
  it.each(["chat", "callUrl", "phone", "pin", "commander"])("PD-02 a contact summary without its %s is refused", async (field) => {
    expect(await importing("command", (data) => delete (data.contact_summary as Record<string, unknown>)[field])).toMatchObject({
      status: 422,
      body: { code: "missing_fields", rule: ["PD-02"], pointer: "/contact_summary/shown" },
    });
  });

  it("PD-02 places to meet that are still examples are named with each check, and such a process is not put in force", async () => {
    const examples = [{ at: "/contact_summary/callUrl", code: "missing_fields" }, { at: "/contact_summary/phone" }];
    const keyed = (more: object) => (data: Data) => Object.assign(data, { key: "calls" }, more);
    const kept = await importing("command", keyed({}));
    expect(kept).toMatchObject({ status: 201, body: { warnings: examples } });
    expect((await admin.get("/api/v1/processes/calls/1/lint")).body).toMatchObject({ problems: [], warnings: examples });
    const activate = (version: number) => admin.post(`/api/v1/processes/calls/${version}/activate`, {});
    const refused = { code: "missing_fields", rule: ["PD-02"], policy: "/contact_summary/callUrl", unmet: ["callUrl", "phone"] };
    expect(await activate(1)).toMatchObject({ status: 422, body: refused });
    expect((await admin.get("/api/v1/processes/calls/care")).status).toBe(404);
    const real = { ...(packData("command").contact_summary as object), callUrl: "https://call.demo-shop.invalid/war-room", phone: "+49 30 1234" };
    expect(await importing("command", keyed({ version: 2, contact_summary: real }))).toMatchObject({ status: 201, body: { warnings: [] } });
    expect(await activate(2)).toMatchObject({ status: 200, body: { status: "active" } });
    const ready = { key: "contact_summary", ready: true, detail: "In the process." };
    expect((await admin.get("/api/v1/processes/calls/care")).body.items).toContainEqual(expect.objectContaining(ready));
  });
});
