/** What a process does about a cause it knows: steps in their order. */
import { z } from "zod";
import { cites, type Process } from "../../kernel/process.ts";
import { actionKinds } from "../actions/slice.ts";

const key = z.string().regex(/^[a-z][a-z_]{1,39}$/);

/** A playbook as a pack writes it. */
export const playbookShape = z.strictObject({
  cause: key,
  title: z.string().min(1).max(120),
  steps: z
    .array(z.strictObject({ key, kind: z.enum(actionKinds).default("repair"), text: z.string().min(1).max(300) }))
    .min(1)
    .max(20),
  cites,
});
export type Playbook = z.infer<typeof playbookShape>;

/** The playbooks of a process in their order. */
export function playbooksOf(process: Process): readonly Playbook[] {
  return (process as Process & { readonly playbooks?: { readonly known?: readonly Playbook[] } }).playbooks?.known ?? [];
}

/** How a step is called: its playbook's cause and its own key. */
export const stepName = (cause: string, step: string) => `${cause}/${step}`;

/** A step by its name, with its playbook. */
export function stepNamed(process: Process, name: string) {
  return playbooksOf(process)
    .flatMap((playbook, at) => playbook.steps.map((step, index) => ({ playbook, at, step, index })))
    .find(({ playbook, step }) => stepName(playbook.cause, step.key) === name);
}
