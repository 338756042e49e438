/** Processes as files, and completion for shells. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Answers, openTerminal } from "./terminal.ts";

let open: Awaited<ReturnType<typeof openTerminal>> | undefined;
afterEach(async () => open?.close());
async function at(answers: Answers) {
  open = await openTerminal(answers);
  return open;
}

describe("process files", () => {
  it("a good one is said to be one, a bad one ends with 1 and its lines", async () => {
    const problem = { at: "/roles/x", detail: 'Unknown key "labell".', line: 12 };
    const answers: Answers = { "POST /processes/check": { body: { problems: [] } } };
    const terminal = await at(answers);
    const file = join(terminal.folder, "own.yaml");
    writeFileSync(file, "key: own\n");
    expect(await terminal.talk("process", "lint", file)).toEqual({ code: 0, out: `${file} is a process.\n`, err: "" });
    expect(JSON.parse(terminal.requests[0]?.body ?? "")).toEqual({ text: "key: own\n" });
    answers["POST /processes/check"] = { body: { problems: [problem] } };
    expect(await terminal.talk("process", "lint", file)).toMatchObject({ code: 1, out: `${file}:12 /roles/x Unknown key "labell".\n` });
    const advice = { at: "/levels/most", detail: "6 severities.", line: 90 };
    answers["POST /processes/check"] = { body: { problems: [], warnings: [advice] } };
    expect(await terminal.talk("process", "lint", file)).toMatchObject({
      code: 0,
      out: `${file}:90 warning: /levels/most 6 severities.\n${file} is a process.\n`,
    });
  });

  it("a file that is not there is a usage error and sends nothing", async () => {
    const terminal = await at({});
    expect(await terminal.talk("process", "lint", "nowhere.yaml")).toMatchObject({ code: 2, err: "nowhere.yaml cannot be read: ENOENT\n" });
    expect(terminal.requests).toEqual([]);
  });

  it("import, compare, put in force", async () => {
    const terminal = await at({
      "POST /processes": { status: 201, body: { key: "own", version: 2 } },
      "GET /processes/own/2/diff": { body: { differences: [{ at: "/contact", says: "contact changed" }] } },
      "POST /processes/own/2/activate": { body: {} },
    });
    const file = join(terminal.folder, "own.yaml");
    writeFileSync(file, "key: own\n");
    expect((await terminal.talk("process", "import", file)).out).toContain("quarterdeck process activate own 2");
    expect((await terminal.talk("process", "diff", "own", "1", "2")).out).toBe("/contact  contact changed\n");
    expect(terminal.requests.at(-1)?.path).toBe("/api/v1/processes/own/2/diff?with=1");
    expect((await terminal.talk("process", "activate", "own", "2")).out).toBe("own, version 2, is in force.\n");
  });

  it("planned for an instant, and what a process leaves open is said with its line and the other answer", async () => {
    const answers: Answers = {
      "POST /processes/own/2/activate": { body: { status: "planned", effectiveFrom: "2026-05-01T08:00:00.000Z" } },
      "POST /processes/check": {
        body: { problems: [], open: [{ question: 12, asks: "How long?", line: 7, at: "/shift", stands: "As long as they like.", instead: "An hour." }] },
      },
    };
    const terminal = await at(answers);
    expect((await terminal.talk("process", "activate", "own", "2", "2026-05-01T08:00:00Z")).out).toBe(
      "own, version 2, comes into force at 2026-05-01T08:00:00.000Z.\n",
    );
    expect(JSON.parse(terminal.requests.at(-1)?.body ?? "")).toEqual({ from: "2026-05-01T08:00:00Z" });
    const file = join(terminal.folder, "own.yaml");
    writeFileSync(file, "key: own\n");
    const said = `${file}:7 open 12: How long? As long as they like. Or: An hour.\n${file} is a process, and leaves 1 open.\n`;
    expect(await terminal.talk("pack", "lint", file)).toMatchObject({ code: 0, out: said });
  });
});

describe("X-09 processes travel", () => {
  it("exported as it was kept, copied under a key of one's own", async () => {
    const terminal = await at({
      "GET /processes/sitrep/1": { body: { key: "sitrep", version: 1, text: "key: sitrep\nname: SitRep\n" } },
      "POST /processes/sitrep/1/fork": { status: 201, body: { key: "ours", version: 1 } },
    });
    expect((await terminal.talk("process", "export", "sitrep", "1")).out).toBe("key: sitrep\nname: SitRep\n");
    expect((await terminal.talk("process", "fork", "sitrep", "1", "ours", "Our process")).out).toContain("quarterdeck process export ours 1");
    expect(JSON.parse(terminal.requests.at(-1)?.body ?? "")).toEqual({ key: "ours", name: "Our process" });
  });
});

describe("completion", () => {
  /** What bash offers for a line, in the script's own words. */
  function offered(script: string, ...line: string[]): string[] {
    const words = line.map((word) => `'${word}'`).join(" ");
    const ask = `${script}\nCOMP_WORDS=(quarterdeck ${words})\nCOMP_CWORD=${line.length}\n_quarterdeck\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["--norc", "-c", ask], { encoding: "utf8" }).trim().split("\n");
  }

  it("bash offers verbs, then the flags of that verb", async () => {
    const { out } = await (await at({})).run(["completion", "bash"]);
    expect(offered(out, "inc")).toEqual(["incident"]);
    expect(offered(out, "incident", "assi")).toEqual(["assign-document", "assign-role", "assign-step"]);
    expect(offered(out, "incident", "assign-role", "42", "--r")).toEqual(["--role"]);
    expect(offered(out, "incident", "triage", "42", "--o")).toEqual(["--outcome", "--of", "--override"]);
    expect(offered(out, "--verbose", "paging", "x")).toEqual([""]);
  });

  it("zsh takes the same, fish has lines of its own", async () => {
    const terminal = await at({});
    expect((await terminal.run(["completion", "zsh"])).out).toContain("bashcompinit");
    const fish = (await terminal.run(["completion", "fish"])).out;
    expect(fish).toContain("complete -c quarterdeck -f -n '__fish_use_subcommand' -a incident");
    expect(fish).toMatch(/complete -c quarterdeck -n '__fish_seen_subcommand_from incident; and __fish_seen_subcommand_from triage' -l outcome -r/);
    expect(await terminal.run(["completion", "tcsh"])).toMatchObject({ code: 2 });
  });
});
