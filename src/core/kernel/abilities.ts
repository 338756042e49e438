/** What the viewer could do now, each with the refusal that would meet them: so that no screen holds a rule. */
import { enforce, type Warning } from "./enforce.ts";
import type { AnyState } from "./engine.ts";
import type { Actor } from "./event.ts";
import { denies, objectionsTo } from "./permission.ts";
import { isFilled } from "./policy.ts";
import type { Refusal } from "./refusal.ts";
import { contextOf, type Setting } from "./setting.ts";

/** A command as a button: refused with its sentence, or possible. */
export type Ability = { readonly name: string; readonly title: string; readonly refused: Refusal | null; readonly warnings: readonly Warning[] };

/** The commands that make sense in this state, with what is certain without input. */
export function abilitiesOf(setting: Setting, state: AnyState, actor: Actor): Ability[] {
  const ctx = contextOf(setting, state, actor, () => 0);
  const asked = { setting, state, input: null, ctx };
  return setting.engine.commands
    .filter(
      ({ creates, offered, may, partOf, when }) =>
        (!creates || offered) && may !== "program" && (partOf === undefined || isFilled(setting.pack, partOf)) && (when?.(state) ?? true),
    )
    .map((command) => {
      const denied = denies(command, asked);
      if (denied) return { name: command.name, title: command.title, refused: denied, warnings: [] };
      const enforced = enforce(setting.pack, command.name, objectionsTo(command.name, asked), { ctx });
      return "refusal" in enforced
        ? { name: command.name, title: command.title, refused: enforced.refusal, warnings: [] }
        : { name: command.name, title: command.title, refused: null, warnings: enforced.warnings };
    });
}
