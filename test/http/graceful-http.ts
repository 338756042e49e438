/** The world of a proof, reached over HTTP: a rehearsal server whose routes carry every wish of a person and every move of the clock. */
import { isRefusal, type Refusal } from "../../src/core/kernel/refusal.ts";
import type { ClockPort } from "../../src/shell/rehearsal.ts";
import { gracefulWorld } from "../rules/graceful-world.ts";
import type { StoryWorld } from "../world.ts";
import { incidentServer, type Said } from "./incidents-server.ts";

/** What somebody was refused, as it came over the wire. */
export type Heard = { readonly who: string; readonly name: string; readonly said: Said };

type Ask = StoryWorld["ask"];
type Answered = Awaited<ReturnType<Ask>>;

/** The problem of an answer as the door's refusal. */
function refusalIn({ body }: Said): Refusal {
  const { type: _type, title: _title, status: _status, request: _request, ...refusal } = body as Record<string, unknown>;
  return { refused: true, ...refusal } as unknown as Refusal;
}

/** A clock that the route moves and the world obeys. */
function clockOf(inside: StoryWorld): ClockPort {
  const now = async () => inside.clock.now;
  return {
    now,
    set: async (instant) => {
      await inside.to(instant);
      return now();
    },
    advance: async (duration) => {
      await inside.pass(duration);
      return now();
    },
  };
}

/** Starts one over a world; everybody of its organisation is signed in. */
export async function rehearsal(inside: StoryWorld = gracefulWorld()) {
  const heard: Heard[] = [];
  const server = await incidentServer({ world: inside, more: { clock: clockOf(inside) } });
  const ask: Ask = async (who, name, input, more = {}) => {
    // Machines and rules have no address.
    if (!inside.people.includes(who)) return inside.ask(who, name, input, more);
    if (more.dryRun) {
      // What would be accepted stays a trial; what would be refused is sent in earnest, and changes nothing.
      const tried = await inside.ask(who, name, input, more);
      return isRefusal(tried) ? ask(who, name, input, { ...more, dryRun: false }) : tried;
    }
    const path = more.stream ? `/incidents/${more.stream}/${name}` : `/incidents/${name}`;
    const body = { ...input, ...(more.override ? { override: more.override } : {}) };
    const said = await server.post(who, path, body, more.key ? { "idempotency-key": more.key } : {});
    if (said.status < 400) return { ...said.body, stream: said.body.id } as unknown as Answered;
    heard.push({ who, name, said });
    return refusalIn(said);
  };
  const move = async (to: object) => {
    const said = await server.post(inside.people[0]!, "/clock", to);
    if (said.status !== 200) throw new Error(said.text);
  };
  const story = (stream: string): ReturnType<StoryWorld["story"]> => ({
    ...inside.story(stream),
    does: async (who, name, input = {}, override) => {
      const answer = await ask(who, name, input, { stream, ...(override ? { override } : {}) });
      if (isRefusal(answer) || "elsewhere" in answer) throw new Error(`${name} by ${who}: ${JSON.stringify(answer)}`);
      return answer;
    },
    refuses: async (who, name, input = {}, override) => {
      const answer = await ask(who, name, input, { stream, ...(override ? { override } : {}) });
      if (!isRefusal(answer)) throw new Error(`${name} by ${who} should be refused`);
      return answer;
    },
  });
  const world: StoryWorld = {
    ...inside,
    ask,
    story,
    to: (instant) => move({ set: instant }),
    pass: (advance) => move({ advance }),
    open: async (who, name, input) => {
      const answer = await ask(who, name, input);
      if (isRefusal(answer) || "elsewhere" in answer) throw new Error(JSON.stringify(answer));
      return story(answer.stream);
    },
  };
  return { world, heard, stop: server.stop };
}
