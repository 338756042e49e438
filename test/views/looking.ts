/** Looking at a story's world through the views, and a story in which everything a view shows has happened. */
import { viewPartsOf } from "../../src/shell/view-parts.ts";
import { everybody } from "../../src/store/directory/schedules.ts";
import { views } from "../../src/views/index.ts";
import type { ViewParts } from "../../src/views/view.ts";
import type { StoryWorld } from "../world.ts";

/** The views' parts over a world; everybody is called Demo Somebody. */
export function partsOf(world: StoryWorld): ViewParts {
  const title = (id: string) => `Demo ${id[0]?.toUpperCase() ?? ""}${id.slice(1)}`;
  return viewPartsOf(world.parts, {
    directory: {
      names: async (ids) =>
        Object.fromEntries(ids.filter((id) => world.people.includes(id) || ["board", "investor", "customer-a"].includes(id)).map((id) => [id, title(id)])),
      phones: async (ids) => Object.fromEntries(ids.filter((id) => id === "cleo").map((id) => [id, "+15005550006"])),
      schedules: async () => [
        { id: "primary", title: "Primary", zone: "UTC", rotations: everybody(["ana", "ben"], "UTC"), overrides: [], temporary: [], external: null },
      ],
    },
    processes: async () => ["sitrep"],
  });
}

/** What a view cannot be asked without. */
const needed: Readonly<Record<string, object>> = { candidates: { role: "incident_commander" } };

/** Asks a view by name, as somebody (null: nobody). */
export async function look<T = Record<string, never>>(
  parts: ViewParts,
  who: string | null,
  name: string,
  asked: { readonly id?: string; readonly query?: object } = {},
): Promise<T | null> {
  const view = views.find((one) => one.name === name);
  if (!view) throw new Error(`there is no view ${name}`);
  return (await view.read(parts, {
    viewer: { person: who, all: false },
    id: asked.id ?? "",
    query: view.query.parse({ ...needed[name], ...asked.query }),
  })) as T | null;
}

/** Severity 1 from the report to the sent situation report, with something of everything. */
export async function wholeStory(world: StoryWorld) {
  const story = await world.open("dan", "report", {
    title: "Checkout is down",
    text: "Orders fail since ten",
    area: "web",
    answers: { customerOpsPrevented: true },
  });
  await story.does("dan", "triage", { outcome: "declare", severity: 1 });
  await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
  await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
  const pages = Object.values((await story.state()).pages.pages);
  for (const person of ["ana", "ben"]) await story.does(person, "answer-page", { page: pages.find((page) => page.person === person)!.id });
  await world.pass("PT6M");
  await story.does("cleo", "post-message", { text: "TODO alert on the queue length" });
  await story.does("ana", "set-status", { text: "Rolling back" });
  await story.does("ana", "add-action", { kind: "repair", text: "Roll back", assignee: "ben" });
  await story.does("ben", "start-runbook", { runbook: "deployment" });
  await story.does("ben", "tick-step", { runbook: "deployment", step: 0 });
  await story.does("ana", "draft-customer-message", { text: "Orders may fail. We are on it." });
  await story.does("eve", "assign-role", { role: "comms", person: "eve" });
  await story.does("eve", "publish-customer-message", { message: Object.keys((await story.state()).public.drafts)[0]! });
  await story.refuses("ben", "resolve");
  await world.pass("PT20M");
  await story.does("ana", "resolve", { note: "Rolled back" });
  await story.does("ben", "edit-document", { kind: "postmortem", section: "learnings", text: "Test the rollback every week", base: 0 });
  return story;
}
