/** What somebody typed, as a wish. */
import { describe, expect, test } from "vitest";
import { parseChat } from "../../src/core/chat-commands/parse.ts";

describe("what is typed", () => {
  const scene = {
    person: "ana",
    todo: "TODO",
    roles: [
      { role: "incident_commander", label: "Incident Commander" },
      { role: "solutioneer", label: "Solutioneer" },
      { role: "comms", label: "Marketing/Communications" },
    ],
  };
  const role = (name: string) => ({ kind: "send", wish: { name: "assign-role", input: { role: name, person: "ana" } } });

  test.each([
    ["!role incident commander", role("incident_commander")],
    ["/role IC", role("incident_commander")],
    ["!role sol", role("solutioneer")],
    ["!role Marketing/Communications", role("comms")],
    [
      "!sev 2 there is a way around it",
      { kind: "send", wish: { name: "change-severity", input: { to: 2, because: "other", reason: "there is a way around it" } } },
    ],
    ["!sev 2", { kind: "send", wish: { name: "change-severity", input: { to: 2, because: "other", reason: "" } } }],
    ["!update We are on it", { kind: "update", text: "We are on it" }],
    ["!note web 4.2 is out", { kind: "note", text: "web 4.2 is out" }],
    ["!link 7K2M-QX4T-0DEM-0ANA", { kind: "link", code: "7K2M-QX4T-0DEM-0ANA" }],
    ["!status Rolling back", { kind: "send", wish: { name: "set-status", input: { text: "Rolling back" } } }],
    ["!status", { kind: "read", what: "status" }],
    ["!roles", { kind: "read", what: "roles" }],
    ["!HELP", { kind: "read", what: "help" }],
    ["TODO fix the alert", { kind: "send", wish: { name: "post-message", input: { text: "TODO fix the alert" } } }],
    ["The migration ran!", { kind: "send", wish: { name: "post-message", input: { text: "The migration ran!" } } }],
    ["! that was close", { kind: "send", wish: { name: "post-message", input: { text: "! that was close" } } }],
  ])("%s", (text, wish) => expect(parseChat(text, scene)).toEqual(wish));

  test.each(["!role juggler", "!role", "!sev soon", "!dance", "!update", "!note", "!link", "/etc/passwd"])("%s says what it wants", (text) => {
    expect(parseChat(text, scene)).toMatchObject({ kind: "unclear", says: expect.stringMatching(/\S/) });
  });
});
