/** The viewer's abilities in an incident: every command that makes sense now, possible or refused with its sentence, with the form it needs. */
import { z } from "zod";
import { abilitiesOf } from "../core/kernel/abilities.ts";
import type { AnyCommand } from "../core/kernel/command.ts";
import type { AnyPack } from "../core/kernel/engine.ts";
import { commandNamed } from "../core/kernel/engine.ts";
import { isFilled } from "../core/kernel/policy.ts";
import { refusedOf, warnedOf } from "./cited.ts";
import type { Scene } from "./scene.ts";
import type { AbilityView, ViewParts } from "./view.ts";

/** Abilities of the person who looks; nobody has none. */
export async function abilitiesIn(parts: ViewParts, scene: Scene): Promise<AbilityView[]> {
  const { pack, state, seq, now, row, viewer } = scene;
  if (viewer.person === null) return [];
  const actor = `person:${viewer.person}` as const;
  const setting = { engine: parts.engine, pack, stream: row.id, seq, now, commandId: "ability" };
  const found = await parts.withFacts((facts) => abilitiesOf({ ...setting, facts }, state, actor));
  return found.map(({ name, title, refused, warnings }) => {
    const command = commandNamed(parts.engine, name)!;
    return { name, title, says: plain(command.says), refused: refused && refusedOf(refused), warnings: warnings.map(warnedOf), input: formIn(command, pack) };
  });
}

/** What a command says without the sources of its rules, which are the reference's: a process cites its own sentences. */
const plain = (says: string) => says.replaceAll(/\s*\((?:[A-Z]+\d*-\w+(?:, )?)+\)/g, "");

type Form = { readonly properties: Readonly<Record<string, { readonly partOf?: string }>> };

/** The same without the fields that belong to a rule about which the process says nothing. */
export function formIn(command: AnyCommand, pack: AnyPack): unknown {
  const form = formOf(command) as Form;
  const foreign = Object.entries(form.properties).filter(([, { partOf }]) => partOf !== undefined && !isFilled(pack, partOf));
  if (foreign.length === 0) return form;
  const names = new Set(foreign.map(([name]) => name));
  return { ...form, properties: Object.fromEntries(Object.entries(form.properties).filter(([name]) => !names.has(name))) };
}

const forms = new WeakMap<AnyCommand, unknown>();

/** The JSON Schema of a command's input as people fill it in, without what only the process sets. */
export function formOf(command: AnyCommand): unknown {
  const known = forms.get(command);
  if (known !== undefined) return known;
  const { $schema: _schema, ...schema } = z.toJSONSchema(command.input, { io: "input", unrepresentable: "any" }) as Record<string, unknown>;
  const properties = Object.entries((schema.properties ?? {}) as Record<string, { hidden?: unknown }>);
  const form = { ...schema, properties: Object.fromEntries(properties.filter(([, property]) => property.hidden !== true)) };
  forms.set(command, form);
  return form;
}
