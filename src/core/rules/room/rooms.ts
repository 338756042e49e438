/** A room for those who work: a free one, or one that is taken from others (GD2-27). */
import { z } from "zod";
import { holdersOf } from "../../incident/roles/slice.ts";
import { freeRooms, roomMeant } from "../../incident/rooms/which-room.ts";
import type { State } from "../../incident/slices.ts";
import { cites } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z.strictObject({
  /** `free`: only a room nobody has booked; `displace`: a booked one may be taken, whoever booked it is told. */
  takeover: z.enum(["free", "displace"]).default("free"),
  /** The role whose holders are told where to go. */
  tell: z.string().max(40).optional(),
  cites,
});
type Value = z.infer<typeof value> | undefined;
type Policied = Policy<Value, Value>;

const inForce = (policy: Policied) => policy.level ?? policy.own;
const at = (policy: Policied, below: string) => policy.at(policy.level === undefined ? "top" : "level", below);

const givingBack = (_policy: Policied, state: State) => Object.keys(state.rooms.held).map((room) => ({ name: "release-room" as const, input: { room } }));

export const rooms = rule("rooms", {
  title: "Rooms",
  says: "Says whether a booked meeting room may be taken, tells whoever had it, and gives rooms back at the end.",
  schema: value.optional(),
  level: value.optional(),
  forbids: {
    "book-room": (policy, _state, input, ctx) => {
      if (inForce(policy)?.takeover !== "free" || input === null) return [];
      const wanting = { now: ctx.now, hours: input.hours ?? 4, incident: ctx.stream };
      const found = roomMeant(ctx.facts, input.room, wanting);
      const first = found?.busy[0];
      if (!found || !first) return [];
      const detail = `${found.room.name} is booked until ${first.until}. ${freeRooms(ctx.facts, wanting)}`;
      return [policy.objection(at(policy, "takeover"), "room_busy", detail)];
    },
  },
  follows: { resolved: givingBack, cancelled: givingBack, "marked-duplicate": givingBack },
  triggers: {
    "room-booked": (policy, state, { data, seq }, ctx) => {
      const about = { room: data.name, until: data.until, by: ctx.person ?? "" };
      const tell = inForce(policy)?.tell;
      const told = tell === undefined ? [] : holdersOf(state.roles, tell).filter((person) => person !== ctx.person);
      const message = (template: string, person: string, params: object) => ({
        ...{ key: `${template}/${seq}/${person}`, to: { person }, template, urgency: "notice" as const },
        params: { ...about, ...params },
        cites: policy.cites(at(policy, "takeover")),
      });
      return [...data.displaced.map(({ person, what }) => message("room-taken", person, { what })), ...told.map((person) => message("room-ready", person, {}))];
    },
  },
  examples: [
    { title: "only free ones, workers are told", value: { takeover: "free", tell: "worker" }, in: "top", valid: true },
    { title: "booked ones too", value: { takeover: "displace" }, in: "level", valid: true },
    { title: "by force", value: { takeover: "force" }, in: "top", valid: false },
  ],
});
