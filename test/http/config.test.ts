/** Settings from the environment. */
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";

const files: Record<string, string> = { "/run/secrets/mail": "smtp://user:p%40ss@mail.example.test\n" };
const read = (environment: Record<string, string>) =>
  readConfig(environment, (path) => {
    if (files[path] === undefined) throw new Error("ENOENT");
    return files[path];
  });
const problemsOf = (environment: Record<string, string>) => {
  const config = read(environment);
  return "problems" in config ? config.problems : [];
};

describe("settings", () => {
  it("have defaults that listen on this machine only", () => {
    expect(read({ PATH: "/bin" })).toMatchObject({
      ...{ port: 4700, statusPort: 4701, opsPort: 4702, host: "127.0.0.1", publicUrl: "http://127.0.0.1:4700", data: "./data" },
      ...{ keyFile: null, databaseUrl: null, mail: null, phone: null, trustedProxies: [], roles: ["http", "worker", "status"] },
    });
  });

  it("are typed", () => {
    const config = read({
      QUARTERDECK_PORT: "8000",
      QUARTERDECK_PUBLIC_URL: "https://quarterdeck.example.test/",
      QUARTERDECK_TRUSTED_PROXIES: "10.0.0.0/8, ::1",
      QUARTERDECK_SMTP_URL_FILE: "/run/secrets/mail",
      QUARTERDECK_SMTP_FROM: "bridge@example.test",
      QUARTERDECK_ROLES: "worker",
    });
    expect(config).toMatchObject({
      ...{ port: 8000, statusPort: 8001, publicUrl: "https://quarterdeck.example.test", trustedProxies: ["10.0.0.0/8", "::1"], roles: ["worker"] },
      mail: { host: "mail.example.test", port: 587, secure: false, user: "user", password: "p@ss", from: "bridge@example.test" },
    });
  });

  it("that are not known are refused, with the name that is meant nearby", () => {
    expect(problemsOf({ QUARTERDECK_PROT: "1" })).toEqual([expect.stringMatching(/^QUARTERDECK_PROT is no setting of this version.*PORT/)]);
    expect(problemsOf({ QUARTERDECK_PORT_FILE: "/x" })).toHaveLength(1);
  });

  it("that are wrong are all told at once, and no secret is in what is told", () => {
    const problems = problemsOf({
      QUARTERDECK_PORT: "many",
      QUARTERDECK_LOG_LEVEL: "loud",
      QUARTERDECK_DATABASE_URL: "mysql://u:hunter2@x/y",
      QUARTERDECK_SMTP_URL_FILE: "/nowhere",
    });
    expect(problems).toHaveLength(4);
    expect(problems.join()).not.toContain("hunter2");
  });

  it("that need each other say so", () => {
    expect(problemsOf({ QUARTERDECK_SMTP_URL: "smtps://mail.example.test" })).toEqual([expect.stringContaining("SMTP_FROM")]);
    expect(problemsOf({ QUARTERDECK_TWILIO_FROM: "+15005550006" })).toEqual([expect.stringContaining("together")]);
    expect(problemsOf({ QUARTERDECK_HOST: "0.0.0.0" })).toEqual([expect.stringContaining("PUBLIC_URL")]);
    expect(
      problemsOf({ QUARTERDECK_SMTP_URL: "smtp://x.example.test", QUARTERDECK_SMTP_URL_FILE: "/run/secrets/mail", QUARTERDECK_SMTP_FROM: "a@example.test" }),
    ).toEqual([expect.stringContaining("both set")]);
  });
});
