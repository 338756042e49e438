/** What automated tests showed: from any pipeline as a few fields, or as the JUnit report it has anyway. */
import { z } from "zod";
import { clean, cut } from "./bounded.ts";
import { readJUnit } from "./junit.ts";
import { firstText, recordOf } from "./signal.ts";
import { type Arrival, source, type TestResult, type Unreadable } from "./source.ts";

const passWords = new Set(["passed", "pass", "success", "successful", "succeeded", "ok", "green"]);
const failWords = new Set(["failed", "fail", "failure", "error", "errored", "broken", "red"]);
const limits = { build: 120, link: 2_000, incident: 60 } as const;

type Fields = Readonly<Record<string, unknown>>;

function resultOf(payload: unknown, fields: Fields): TestResult["result"] | Unreadable {
  if (typeof payload === "string") {
    const counts = readJUnit(payload);
    if (counts === null || counts.tests === 0) return { unreadable: "This is no JUnit report with tests in it.", pointer: "" };
    return counts.failed > 0 ? "failed" : "passed";
  }
  const said = firstText(fields.result, fields.status, fields.state, fields.conclusion)?.trim().toLowerCase() ?? "";
  if (passWords.has(said)) return "passed";
  return failWords.has(said) ? "failed" : { unreadable: "result must be passed or failed.", pointer: "/result" };
}

/** Only an address that people can follow. */
function linkOf(fields: Fields): string {
  const link = firstText(fields.link, fields.url, fields.html_url, fields.run_url, fields.target_url)?.trim() ?? "";
  return link.length <= limits.link && /^https?:\/\/[^\s]+$/i.test(link) ? link : "";
}

/** What stands in the body counts more than what stands in the address; a report says no more than its result. */
function results({ payload, query }: Arrival): readonly TestResult[] | Unreadable {
  const body = typeof payload === "string" ? {} : recordOf(payload);
  if (!body) return { unreadable: "Send an object, or a JUnit report.", pointer: "" };
  const fields: Fields = { ...query, ...body };
  const which = firstText(fields.tests, fields.which)?.trim().toLowerCase() ?? "existing";
  if (which !== "existing" && which !== "new") return { unreadable: "tests must be existing or new.", pointer: "/tests" };
  const result = resultOf(payload, fields);
  if (typeof result !== "string") return result;
  const build = cut(clean(firstText(fields.build, fields.version, fields.commit, fields.sha) ?? "").trim(), limits.build);
  const incident = cut(clean(firstText(fields.incident) ?? "").trim(), limits.incident);
  return [{ which, result, build, link: linkOf(fields), incident: incident === "" ? null : incident }];
}

/** It has no alerts: what it says goes to the incidents whose fix it is about. */
export const ci = source("ci", {
  title: "Automated tests (CI)",
  howTo: [
    "At the end of a pipeline, say what its tests showed:",
    '```sh\ncurl -fsS {url} -H "Authorization: Bearer {key}" -H "Content-Type: application/json" \\\n  -d \'{"result": "passed", "build": "shop 4.3", "link": "https://ci.example.test/run/7"}\'\n```',
    "Or send the JUnit report as it is:",
    '```sh\ncurl -fsS "{url}?build=shop+4.3&link=https://ci.example.test/run/7" -H "Authorization: Bearer {key}" \\\n  -H "Content-Type: application/xml" --data-binary @report.xml\n```',
    "`build` is what deploys are called by. `tests=new` is for the tests that prove a fix; without it they are the tests there were. `incident` is a number or id; without it every open incident of the source's area hears of it, and a result for a build that is not released proves nothing.",
    "A body may be signed: `X-Hub-Signature-256: sha256=<HMAC-SHA256 of the body with the key>`. A wrong signature is refused, and a missing one where the source is set to want it.",
  ].join("\n\n"),
  settings: z.strictObject({
    signed: z.boolean().default(false).meta({ title: "Only signed", description: "Refuses a body without X-Hub-Signature-256." }),
  }),
  results,
  parse: (arrival) => {
    const told = results(arrival);
    return "unreadable" in told ? told : [];
  },
  examples: [
    { title: "A pipeline passed", payload: { result: "passed", build: "shop 4.3", link: "https://ci.example.test/run/7" }, signals: [] },
    { title: "The new tests of one incident failed", payload: { conclusion: "failure", sha: "4f2a9c1", tests: "new", incident: 42 }, signals: [] },
    {
      title: "A JUnit report",
      payload: '<testsuites><testsuite name="shop" tests="1"><testcase name="a card is charged once"/></testsuite></testsuites>',
      signals: [],
    },
    { title: "A pipeline that was stopped", payload: { result: "cancelled" }, signals: { unreadable: "result must be passed or failed.", pointer: "/result" } },
    { title: "A text that is no report", payload: "<html></html>", signals: { unreadable: "This is no JUnit report with tests in it.", pointer: "" } },
  ],
});
