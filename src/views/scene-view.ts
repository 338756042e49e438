/** A view of one incident that asks nothing more than whose it is: it begins with the scene. */
import { z } from "zod";
import { type Scene, sceneOf } from "./scene.ts";
import { type Shown, type View, type ViewParts, view } from "./view.ts";

/** What such a view says of itself, and how it reads the scene. */
type Definition<S extends z.ZodType> = {
  readonly title: string;
  readonly shape: S;
  readonly read: (parts: ViewParts, scene: Scene) => Shown<z.infer<S>> | Promise<Shown<z.infer<S>>>;
};

/** `GET /api/v1/incidents/{id}/<name>`; not there for whoever may not see the incident. */
export function sceneView<S extends z.ZodType>(name: string, { title, shape, read }: Definition<S>): View {
  return view<Record<string, never>, S>(name, {
    ...{ title, of: "incident", query: z.object({}), shape },
    read: async (parts, { viewer, id }) => {
      const scene = await sceneOf(parts, viewer, id);
      return scene && read(parts, scene);
    },
  });
}
