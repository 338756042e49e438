/** The provider of messages: takes, loses, delays and lies, as providers do; and keeps the truth of what reached whom. */
import type { Channel, Outcome } from "../../src/channels/channel.ts";
import { email } from "../../src/channels/email.ts";
import type { Message } from "../../src/channels/message.ts";
import { sms } from "../../src/channels/sms.ts";
import type { Word } from "../../src/store/jobs.ts";
import { Unavailable } from "./faults.ts";
import type { Life, Machine } from "./machine.ts";

/** What becomes of one request. */
export const draws = ["deliver", "deliverThenTimeout", "timeoutNoDeliver", "busy", "temporary", "permanent", "hang", "slow"] as const;
/** `takenThenFailed`: taken, and said to have failed a moment later. Drawn by plans that are about it. */
export type Draw = (typeof draws)[number] | "takenThenFailed";

/** One request as the provider got it: an attempt begins here. `reached`: the person has it. */
export type Send = {
  readonly at: number;
  readonly node: number;
  readonly job: string;
  readonly channel: string;
  readonly address: string;
  readonly draw: Draw;
  readonly reached: boolean;
  readonly message: Message;
};

export type Provider = {
  readonly sends: Send[];
  /** The channels of one life of a node. */
  readonly channelsFor: (life: Life, machine: Machine) => readonly Channel[];
};

export type ProviderParts = {
  /** Draws what happens to the next request. */
  readonly draw: (channel: string, address: string, at: number) => Draw;
  readonly began: (send: Send) => void;
  /** The provider calls back. */
  readonly says: (channel: string, word: Word) => void;
};

/** How long after taking it a provider says that it failed. */
export const wordAfterMs = 3_000;

/** The total deadline of one exchange, as the channels set it. */
export const exchangeMs = 5_000;
const retryAfterMs = 20_000;
const reaching: readonly Draw[] = ["deliver", "deliverThenTimeout", "slow"];

export function providerOf({ draw, began, says }: ProviderParts): Provider {
  const sends: Send[] = [];
  const channelFor = (real: Channel, life: Life, machine: Machine): Channel => ({
    ...real,
    send: async (_wire, _settings, to, message) => {
      // Three that leave at one instant have three numbers.
      let nth = 0;
      const sent = await machine
        .operate(
          life,
          `${real.name}.send`,
          () => {
            const drawn = draw(real.name, to.address, machine.schedule.now);
            const send = { at: machine.schedule.now, node: life.node, job: message.idempotencyKey, channel: real.name, address: to.address };
            const one: Send = { ...send, draw: drawn, reached: reaching.includes(drawn), message };
            nth = sends.push(one);
            machine.note(`${real.name} ${drawn} ${one.job}`);
            began(one);
            return drawn;
          },
          (drawn) => `${message.template} ${drawn}`,
        )
        .catch((failed: unknown): Draw | "lost" => {
          if (failed instanceof Unavailable) return failed.applied ? "timeoutNoDeliver" : "lost";
          throw failed;
        });
      if (sent === "lost") return { outcome: "failed", reason: "The connection was refused.", permanent: false };
      if (sent === "takenThenFailed") machine.later(wordAfterMs, () => says(real.name, failedWord(`p${nth}`, message)));
      await machine.pass(life, waits(sent, machine));
      return outcomeOf(sent, nth);
    },
  });
  return {
    sends,
    channelsFor: (life, machine) => [channelFor(sms as unknown as Channel, life, machine), channelFor(email as unknown as Channel, life, machine)],
  };
}

function failedWord(providerId: string, message: Message): Word {
  return { providerId, key: message.idempotencyKey, state: "failed", permanent: false, reason: "The phone is off." };
}

function waits(draw: Draw, machine: Machine): number {
  if (draw === "hang" || draw === "deliverThenTimeout" || draw === "timeoutNoDeliver") return exchangeMs;
  return draw === "slow" ? machine.random.between(1_000, 4_500) : machine.random.between(10, 200);
}

function outcomeOf(draw: Draw, nth: number): Outcome {
  switch (draw) {
    case "deliver":
    case "slow":
    case "takenThenFailed":
      return { outcome: "ok", providerId: `p${nth}`, delivered: false };
    case "deliverThenTimeout":
    case "timeoutNoDeliver":
    case "hang":
      return { outcome: "unknown", reason: "No answer in time." };
    case "busy":
      return { outcome: "failed", reason: "Slow down.", permanent: false, retryAfterMs };
    case "temporary":
      return { outcome: "failed", reason: "Not now.", permanent: false };
    case "permanent":
      return { outcome: "failed", reason: "No such number.", permanent: true };
  }
}
