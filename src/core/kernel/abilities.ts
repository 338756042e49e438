/** What the viewer could do now, each with the refusal that would meet them: so that no screen holds a rule. */
import { enforce, type Warning } from "./enforce.ts";
import type { AnyState } from "./engine.ts";
import type { Actor } from "./event.ts";
import { contextOf, denies, draftOf, objectionsTo, type Setting } from "./judge.ts";
import type { Refusal } from "./refusal.ts";

/** A command as a button: refused with its sentence, or possible. */
export type Ability = { readonly name: string; readonly title: string; readonly refused: Refusal | null; readonly warnings: readonly Warning[] };

/** The commands that make sense in this state, with what is certain without input. */
export function abilitiesOf(setting: Setting, state: AnyState, actor: Actor): Ability[] {
  const draft = draftOf(state);
  const ctx = contextOf(setting, draft, { actor });
  return setting.engine.commands
    .filter((command) => !command.creates && command.may !== "program" && (command.when?.(state) ?? true))
    .map((command) => {
      const denied = denies(setting, command, state, null, ctx);
      if (denied) return { name: command.name, title: command.title, refused: denied, warnings: [] };
      const enforced = enforce(setting.pack, command.name, objectionsTo(setting, command.name, state, null, ctx), ctx);
      return "refusal" in enforced
        ? { name: command.name, title: command.title, refused: enforced.refusal, warnings: [] }
        : { name: command.name, title: command.title, refused: null, warnings: enforced.warnings };
    });
}
