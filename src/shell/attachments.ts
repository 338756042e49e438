/** Files on their way in and out of the database; who may see them is asked before, of the incident they belong to. */
import { getAttachment, putAttachment } from "../store/directory/attachments.ts";
import { byPerson, type Parts } from "./access/parts.ts";

/** A file as it comes in. */
type Given = {
  readonly incident: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly person: string;
  readonly ip: string;
};

/** Where files go. */
export function filesOf(parts: Pick<Parts, "db" | "world" | "node">) {
  return {
    keep: ({ person, ip, ...file }: Given) => putAttachment(parts.db, byPerson(parts, person, { ip }), { id: parts.world.id(), ...file }),
    get: (id: string) => getAttachment(parts.db, id),
  };
}
