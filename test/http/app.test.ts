/** What every request meets before its route: rights, origins, limits, headers, and errors in one shape. */
import { readFileSync } from "node:fs";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildOps } from "../../src/http/ops.ts";
import { metrics } from "../../src/shell/metrics.ts";
import { type Caller, password, publicUrl, type Server, startServer } from "./server.ts";

/** Who may come as far as a route's handler, route by route. */
type Matrix = { readonly [route: string]: readonly string[] };
const matrix = JSON.parse(readFileSync(new URL("./authz.json", import.meta.url), "utf8")) as Matrix;

let server: Server;
const routes: string[] = [];
beforeEach(async () => {
  routes.length = 0;
  server = await startServer({ watch: (method, url) => void (method === "HEAD" || routes.push(`${method} ${url}`)) });
});
afterEach(() => server.stop());

async function roles(): Promise<{ readonly [role: string]: Caller }> {
  const admin = await server.setUp();
  const member = await server.member(admin, "Demo Ben");
  const token = async (owner: Caller, scope: string) => {
    const program = server.caller();
    program.token = String((await owner.post("/api/v1/tokens", { name: scope, scopes: [scope] })).body.token);
    return program;
  };
  const tokens = { readToken: await token(member, "read"), respondToken: await token(member, "respond"), adminToken: await token(admin, "admin") };
  return { nobody: server.caller(), member, admin, ...tokens };
}

/** Knocks at a route. Of methods at one's own: whose they are is asked behind the route. */
async function walk(route: string, caller: Caller) {
  const [method, path] = route.split(" ") as ["GET" | "POST", string];
  const url = path.replace(":id", path.includes("/methods") ? "me" : "no-such-id").replace(":method", "no-such-method");
  await server.fresh.pool.query("delete from attempt");
  return caller.ask({ method, url, ...(route.startsWith("P") ? { payload: {} } : {}) });
}

describe("S2 function-level authorisation", () => {
  it("a route that does not say what it needs is not registered", async () => {
    await expect(startServer({ plugins: [(app) => void app.get("/open", () => "x")] })).rejects.toThrow("does not say what it needs");
  });

  it("every route answers every role as test/http/authz.json says, and none is missing there", async () => {
    expect(Object.keys(matrix).sort()).toEqual([...routes].sort());
    const all = await roles();
    const wrong: string[] = [];
    for (const [route, allowed] of Object.entries(matrix)) {
      // The last step of a walk would sign the walker out.
      if (route === "DELETE /api/v1/session") continue;
      for (const [role, caller] of Object.entries(all)) {
        const said = await walk(route, role === "nobody" ? server.caller() : caller);
        const stopped = said.status === 401 || (said.status === 403 && said.body.code === "not_permitted");
        if (stopped === allowed.includes(role)) wrong.push(`${route} ${role}: ${said.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("a denial is in the audit log", async () => {
    const { member, admin } = await roles();
    await member!.get("/api/v1/audit");
    const { body } = await admin!.get("/api/v1/audit?subject=GET%20%2Fapi%2Fv1%2Faudit");
    expect(body).toMatchObject({ lines: [{ action: "denied", actor: `person:${(await member!.get("/api/v1/me")).body.id as unknown as string}` }] });
  });
});

describe("S8 other sites", () => {
  it("a change with a cookie and a foreign, missing or null origin does nothing; so does a body no script of ours would send", async () => {
    const admin = await server.setUp();
    const change = { method: "PATCH", url: "/api/v1/people/me", payload: { version: 1, name: "Demo Forged" } } as const;
    for (const origin of ["https://evil.example.test", "null", undefined, "http://127.0.0.1:4701", "http://127.0.0.1.evil.example.test:4700"]) {
      expect(await admin.ask({ ...change, headers: { origin } })).toMatchObject({ status: 403 });
    }
    const simple = { method: "POST", url: "/api/v1/teams" } as const;
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      expect((await admin.ask({ ...simple, headers: { "content-type": type }, payload: '{"name":"Forged"}' })).status).toBe(415);
    }
    expect((await admin.ask({ method: "GET", url: "/api/v1/people/me/deactivate", headers: { origin: "https://evil.example.test" } })).status).toBe(405);
    expect((await admin.get("/api/v1/me")).body).toMatchObject({ name: "Demo Ana", active: true });
    expect((await admin.get("/api/v1/teams")).body).toEqual({ teams: [] });
    expect((await admin.ask({ ...change, headers: { origin: publicUrl.replace("127.0.0.1", "localhost") } })).status).toBe(200);
  });

  it("nobody signs a visitor in from another site's page", async () => {
    await server.setUp();
    const visitor = server.caller();
    const signIn = { method: "POST", url: "/api/v1/session", payload: { email: "ana@example.test", password } } as const;
    expect((await visitor.ask({ ...signIn, headers: { origin: "https://evil.example.test" } })).status).toBe(403);
    expect(visitor.cookie).toBeNull();
  });
});

describe("S15 headers", () => {
  it("are on every answer, errors included", async () => {
    const secure = await startServer({ publicUrl: "https://quarterdeck.example.test" });
    const nobody = secure.caller();
    const asked = [
      nobody.get("/healthz"),
      nobody.get("/openapi.json"),
      nobody.get("/nothing"),
      nobody.get("/api/v1/people"),
      nobody.post("/api/v1/session", {}),
    ];
    for (const { headers } of [...(await Promise.all(asked)), await nobody.get("/api/v1/%zz")]) {
      const csp = String(headers["content-security-policy"]);
      for (const never of ["default-src", "object-src", "base-uri", "frame-ancestors"]) expect(csp).toContain(`${never} 'none'`);
      if (csp.includes("script-src ")) expect(csp).toMatch(/script-src 'self' 'nonce-[0-9a-f]{32}'/);
      expect(csp).not.toContain("unsafe");
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "cross-origin-opener-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "strict-transport-security": "max-age=63072000",
      });
    }
    await secure.stop();
  });

  it("HSTS is not promised over plain http", async () => {
    expect((await server.caller().get("/healthz")).headers["strict-transport-security"]).toBeUndefined();
  });
});

describe("errors", () => {
  it("have one shape: 400, 401, 403, 404, 405, 413, 415, 422, 429", async () => {
    const admin = await server.setUp();
    const said = {
      400: await admin.ask({ method: "POST", url: "/api/v1/teams", headers: { "content-type": "application/json" }, payload: '{"name":' }),
      401: await server.caller().get("/api/v1/people"),
      404: await admin.get("/api/v1/nothing"),
      405: await admin.post("/api/v1/me", {}),
      413: await admin.post("/api/v1/teams", { name: "x".repeat(1024 * 1024) }),
      415: await admin.ask({ method: "POST", url: "/api/v1/teams", headers: { "content-type": "text/xml" }, payload: "<a/>" }),
      422: await admin.post("/api/v1/teams", { name: "Core", members: ["x"] }),
    };
    for (const [status, { headers, body, status: got }] of Object.entries(said)) {
      expect(got).toBe(Number(status));
      expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
      expect(body).toMatchObject({
        type: `urn:quarterdeck:problem:${body.code}`,
        status: Number(status),
        title: expect.any(String),
        detail: expect.any(String),
        rule: [],
        request: expect.any(String),
      });
    }
    expect(said[405].headers.allow).toBe("GET, HEAD");
    expect(said[422].body).toMatchObject({ code: "invalid_value", pointer: "/members/0" });
    expect(said[401].headers["www-authenticate"]).toMatch(/^Bearer/);
  });

  it("a bug is 500 without its words, and is logged under the request's number", async () => {
    const buggy = await startServer({
      plugins: [(app) => void app.get("/bug", { config: { needs: "public" } }, () => Promise.reject(new Error("inner detail")))],
    });
    const said = await buggy.caller().get("/bug");
    expect(said).toMatchObject({ status: 500, body: { code: "unavailable" } });
    expect(said.text).not.toContain("inner detail");
    expect(buggy.logged.filter((line) => line.includes(String(said.body.request)) && line.includes("inner detail"))).toHaveLength(1);
    await buggy.stop();
  });

  it("a database that is away is 503, and the process is still alive", async () => {
    const admin = await server.setUp();
    await server.fresh.pool.query("alter table session rename to elsewhere");
    expect((await admin.get("/api/v1/me")).status).toBe(500);
    await server.fresh.pool.query("alter table elsewhere rename to session");
    const { pool } = server.fresh;
    const real = pool.connect.bind(pool);
    pool.connect = (() => Promise.reject(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }))) as typeof pool.connect;
    expect(await admin.get("/api/v1/me")).toMatchObject({ status: 503, body: { code: "unavailable" }, headers: { "retry-after": "2" } });
    expect((await admin.get("/healthz")).status).toBe(200);
    pool.connect = real;
    expect((await admin.get("/api/v1/me")).status).toBe(200);
  });
});

describe("S13 limits", () => {
  it("60 requests a minute from an unknown address, then 429 with Retry-After; 600 for somebody known", async () => {
    const admin = await server.setUp();
    const nobody = server.caller();
    const said = await Promise.all(Array.from({ length: 61 }, () => nobody.get("/api/v1/me")));
    expect(said.filter(({ status }) => status === 401)).toHaveLength(60);
    const over = said.find(({ status }) => status === 429)!;
    expect(over.body).toMatchObject({ code: "rate_limited" });
    expect(Number(over.headers["retry-after"])).toBeGreaterThan(0);
    expect((await nobody.get("/healthz")).status).toBe(200);
    const known = await Promise.all(Array.from({ length: 100 }, () => admin.get("/api/v1/me")));
    expect(known.every(({ status }) => status === 200)).toBe(true);
  });

  it("a sender that dribbles its header is cut off; S14 what is no request is answered 400 and closed", async () => {
    await server.app.listen({ host: "127.0.0.1", port: 0 });
    const { port } = server.app.server.address() as AddressInfo;
    const talk = (text: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(port, "127.0.0.1", () => socket.write(text));
        let heard = "";
        socket.on("data", (bytes) => (heard += String(bytes)));
        socket.on("close", () => resolve(heard));
        socket.on("error", reject);
      });
    const smuggled = "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    const folded = "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n";
    const chunk = "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n";
    const wide = `GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ${"a".repeat(20_000)}\r\n\r\n`;
    const heard = await Promise.all(["nonsense\r\n\r\n", smuggled, folded, chunk, wide, "GET / HTTP/1.1\r\nHost: x\r\nX-A:"].map(talk));
    expect(heard.map((text) => text.split(" ")[1])).toEqual(["400", "400", "400", "400", "431", "408"]);
    for (const text of heard) expect(text.toLowerCase()).toContain("connection: close");
  });

  it("S14 X-Forwarded-For counts only from a configured proxy", async () => {
    const admin = await server.setUp();
    const { body } = await admin.get("/api/v1/me");
    expect(body.id).toBe(admin.person);
    await admin.ask({
      method: "POST",
      url: "/api/v1/session",
      payload: { email: "ana@example.test", password },
      headers: { "x-forwarded-for": "203.0.113.9" },
    });
    expect((await server.fresh.pool.query("select ip from session")).rows).toEqual([{ ip: admin.ip }]);
    const behind = await startServer({ trustedProxies: ["10.0.0.0/8"] });
    const second = await behind.setUp();
    await second.ask({
      method: "POST",
      url: "/api/v1/session",
      payload: { email: "ana@example.test", password },
      headers: { "x-forwarded-for": "203.0.113.9" },
    });
    expect((await behind.fresh.pool.query("select ip from session")).rows).toEqual([{ ip: "203.0.113.9" }]);
    await behind.stop();
  });
});

describe("the API describes itself", () => {
  it("as OpenAPI 3.1 with every route but health, each with its refusals, and no reference that leads nowhere", async () => {
    const { body } = await server.caller().get("/openapi.json");
    const document = body as unknown as {
      openapi: string;
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
      components: { schemas: object };
    };
    expect(document.openapi).toBe("3.1.0");
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
    );
    const hidden = ["GET /healthz", "GET /readyz", "GET /startupz", "GET /openapi.json"];
    expect(described.sort()).toEqual(routes.filter((route) => !hidden.includes(route)).sort());
    for (const operation of Object.values(document.paths).flatMap((operations) => Object.values(operations)))
      expect(operation.responses).toHaveProperty("default");
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((found) => found[1]!);
    expect(references.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
  });
});

describe("health", () => {
  it("the app says only yes or no; the operators' listener says why, and has the metrics", async () => {
    const away = { ready: async () => ({ app: false, ingest: true, why: ["the database does not answer"] }) };
    const numbers = metrics({ process: false });
    numbers.pageAttempts.inc({ channel: "sms", outcome: "ok" });
    const ops = buildOps({ ...away, metrics: numbers, log: server.app.log, version: "1.2.3" });
    expect((await ops.inject("/readyz")).json()).toEqual({ ready: false, app: false, ingest: true, why: ["the database does not answer"] });
    expect((await ops.inject("/readyz?for=ingest")).statusCode).toBe(200);
    expect((await ops.inject("/healthz")).statusCode).toBe(200);
    const { payload } = await ops.inject("/metrics");
    expect(payload).toContain('page_attempt_total{channel="sms",outcome="ok"} 1');
    for (const name of ["page_due_lag_seconds", "incidents_without_wakeup", "engine_cycle_age_seconds", "sse_clients", "pages_unknown"])
      expect(payload).toContain(`# TYPE ${name} `);
    expect((await server.caller().get("/metrics")).status).toBe(404);
    expect((await server.caller().get("/readyz")).body).toEqual({ ready: true });
    await ops.close();
  });
});
