/** What is worked on and what is said outside: actions, follow-ups, runbooks, files, alerts, words for customers. */
import type { RoomView } from "./room-shape.ts";
import { actorName } from "./say.ts";
import { idOf, nameOf, type Scene } from "./scene.ts";
import type { ViewParts } from "./view.ts";

/** The work of an incident. */
export function workOf({ state, names }: Scene): Pick<RoomView, "actions" | "followUps" | "runbooks" | "attachments" | "customerMessages"> {
  const { actions, documents, public: words, runbooks } = state;
  const maybe = (id: string | null | undefined) => (id ? nameOf(names, id) : null);
  return {
    actions: Object.values(actions.actions).map(({ assignee, ...action }) => ({ ...action, assignee: maybe(assignee) })),
    followUps: Object.values(actions.followUps).map(({ by, owner, ...one }) => ({ ...one, by: actorName(by, names), owner: maybe(owner) })),
    runbooks: Object.values(runbooks.started).map(({ key, title, steps, done }) => ({
      ...{ key, title },
      steps: steps.map((text, index) => {
        const ticked = done[index];
        return { index, text, done: ticked !== undefined, by: maybe(ticked && idOf(ticked.by)), at: ticked?.at ?? null };
      }),
    })),
    attachments: documents.attachments.map(({ by, ...file }) => ({ ...file, by: actorName(by, names) })),
    customerMessages: Object.entries(words.drafts).map(([id, { by, at, text, published }]) => {
      return { id, text, state: published ? ("published" as const) : ("draft" as const), by: nameOf(names, idOf(by)), at };
    }),
  };
}

/** The groups of alerts that feed the incident. */
export async function alertsOf(parts: ViewParts, scene: Scene): Promise<RoomView["alerts"]> {
  const groups = await parts.store.signals.groups(scene.row.id);
  const names = groups.length === 0 ? {} : await parts.directory.names([...new Set(groups.map(({ source }) => source))]);
  return groups.map(({ source, ...group }) => ({ ...group, source: names[source] ?? source }));
}
