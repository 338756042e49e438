/** What is typed in a chat, whatever carries it: the same commands with the same refusals as everywhere else, and the answer in words. */
import { type ChatWish, isForAnybody, parseChat, personNamed } from "../../core/chat-commands/parse.ts";
import { noteWish, updateWish } from "../../core/chat-commands/telling.ts";
import { todoPrefixOf } from "../../core/incident/chat/todo.ts";
import type { Wish } from "../../core/incident/index.ts";
import type { Actor } from "../../core/kernel/event.ts";
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { Viewer } from "../../core/kernel/viewer.ts";
import { respondersOf, withNumbers } from "../../views/chat/on-call.ts";
import { chatReply, refusedLine } from "../../views/chat/reply.ts";
import type { Scene } from "../../views/scene.ts";
import type { Answer } from "../dispatch.ts";
import { type CallParts, callCommander } from "./call-commander.ts";
import { calledLines, toldLines } from "./told.ts";

/** Who types: `person` is null for a chat identity that belongs to nobody yet; it sees what everybody sees. `link` takes the code that says whose it is; absent where everybody is known anyhow. */
export type Speaker = {
  readonly actor: Actor;
  readonly viewer: Viewer;
  readonly person: string | null;
  readonly link?: (code: string) => Promise<{ readonly person: string } | Refusal>;
};

/** A line with where it was typed. */
export type Typed = { readonly speaker: Speaker; readonly scene: Scene | null; readonly text: string; readonly key?: string };

/** What the chat says back; `refusal` is what the API would have said. `incident` is the one it was about. */
export type Said = { readonly reply: string; readonly refusal: Refusal | null; readonly incident: string | null };

const says = (reply: string, incident: string | null = null): Said => ({ reply, refusal: null, incident });
const refused = (refusal: Refusal, incident: string | null = null): Said => ({ reply: refusedLine(refusal), refusal, incident });

/** Reads the line, does what it says, and answers. */
export async function typed(parts: CallParts, line: Typed): Promise<Said> {
  const { speaker, scene, text } = line;
  const { packs } = parts.views;
  const pack = scene?.pack ?? (await packs.active(await packs.defaultKey()));
  if (pack === null) return says("No process is in force here.");
  const roles = Object.entries(pack.roles).map(([role, { label }]) => ({ role, label }));
  const wish = parseChat(text, { person: speaker.person, roles, todo: todoPrefixOf(pack) });
  if (speaker.person === null && !isForAnybody(wish)) return refused(notLinked());
  switch (wish.kind) {
    case "unclear":
      return says(wish.says);
    case "read":
      return says(await chatReply(parts.views, { viewer: speaker.viewer, pack, scene }, wish.what), scene?.row.id);
    case "call-commander":
      return calling(parts, line, wish.reason);
    case "call-responders":
      return inRoom(line, async (room) => callResponders(parts, line, room));
    case "person":
      return aboutPerson(parts, line, wish);
    case "update":
    case "note":
      return inRoom(line, async (room) => {
        const telling = { pack: room.pack, state: room.state, person: speaker.person };
        return sent(parts, line, { room, wish: (wish.kind === "update" ? updateWish : noteWish)(telling, wish.text) });
      });
    case "link":
      return linking(parts, speaker, wish.code);
    case "send":
      return inRoom(line, async (room) => sent(parts, line, { room, wish: wish.wish }));
  }
}

/** What somebody whom nobody here knows is told. */
const notLinked = () =>
  refuse(
    "not_permitted",
    "This chat identity belongs to nobody here yet, so it may only call for a commander, ask how it stands, and say whose it is: !ic page, !ic, !status, !help, !link.",
    {
      rule: ["X-17"],
    },
  );

/** A code says whose the identity is from the next line on. */
async function linking({ views }: CallParts, { link }: Speaker, code: string): Promise<Said> {
  if (link === undefined) return says("You are known here already: !link is for chats outside.");
  const linked = await link(code);
  if ("refused" in linked) return refused(linked);
  const names = await views.directory.names([linked.person]);
  return says(`From now on you speak here as ${names[linked.person] ?? "yourself"}.`);
}

async function inRoom({ scene }: Typed, does: (room: Scene) => Promise<Said>): Promise<Said> {
  return scene === null ? says("Say it in an incident's room: here it belongs to none.") : does(scene);
}

async function calling(parts: CallParts, { speaker, scene, key }: Typed, reason: string): Promise<Said> {
  const { actor, viewer } = speaker;
  const answer = await callCommander(parts, { actor, viewer, into: scene?.row ?? null, input: { reason }, ...(key === undefined ? {} : { key }) });
  const refusal = refusalOf(answer);
  if (refusal) return refused(refusal, scene?.row.id);
  if (!("stream" in answer)) return refused(refuse("invalid_state", "Another incident already holds this."));
  return says((await calledLines(parts.views, viewer, answer)).join("\n"), answer.stream);
}

async function sent(parts: CallParts, { speaker, key }: Typed, { room, wish }: { readonly room: Scene; readonly wish: Wish }): Promise<Said> {
  const answer = await door(parts, { speaker, room, wish, key });
  const refusal = refusalOf(answer);
  if (refusal) return refused(refusal, room.row.id);
  return says("stream" in answer ? await toldLines(parts.views, room, answer) : "", room.row.id);
}

type Wished = { readonly speaker: Speaker; readonly room: Scene; readonly wish: Wish; readonly key: string | undefined };

const door = (parts: CallParts, { speaker: { actor, viewer }, room, wish, key }: Wished) =>
  parts.dispatch({ stream: room.row.id, name: wish.name, input: wish.input, actor, viewer, ...(key === undefined ? {} : { key }) });

/** Everybody who is on call for it, each by a call of their own; what one is refused the others are not. */
async function callResponders(parts: CallParts, { speaker, key }: Typed, room: Scene): Promise<Said> {
  const people = await respondersOf(parts.views, { pack: room.pack, scene: room });
  if (people.length === 0) return says("Nobody is on call for it.", room.row.id);
  const lines: string[] = [];
  for (const [index, person] of people.entries()) {
    const wish: Wish = { name: "page", input: { person, reason: "Called from the chat" } };
    const answer = await door(parts, { speaker, room, wish, key: key && `${key}.${index}` });
    const refusal = refusalOf(answer);
    if (refusal?.code === "not_permitted") return refused(refusal, room.row.id);
    const [name] = await withNumbers(parts.views, [person]);
    lines.push(refusal ? `${name}: ${refusal.detail}` : `${name} is paged.`);
  }
  return says(lines.join("\n"), room.row.id);
}

/** `!ic who <user>` and `!ic page <user>`. */
async function aboutPerson(parts: CallParts, line: Typed, { does, whom }: Extract<ChatWish, { kind: "person" }>): Promise<Said> {
  const { views } = parts;
  const staff = await views.withFacts((facts) => facts.get("organisation", "organisation")?.staff ?? []);
  const names = await views.directory.names(staff);
  const people = Object.entries(names).map(([id, name]) => ({ id, name }));
  const [wanted = "", ...more] = whom.split(/\s+/);
  // A whole name first; then its first word, and what follows is the reason.
  const whole = personNamed(people, whom);
  const found = whole ?? personNamed(people, wanted);
  if (!found) return says(`There is nobody, or more than one, called "${whom.slice(0, 60)}".`);
  if (does === "who") return says((await withNumbers(views, [found.id])).join(""));
  const reason = (whole === null ? more.join(" ") : "") || "Called from the chat";
  return inRoom(line, async (room) => sent(parts, line, { room, wish: { name: "page", input: { person: found.id, reason } } }));
}

function refusalOf(answer: Answer): Refusal | null {
  if (isRefusal(answer)) return answer;
  return "elsewhere" in answer ? refuse("invalid_state", "Another incident already holds this.") : null;
}
