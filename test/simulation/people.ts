/** Everybody outside: people who answer late, twice, or never; clients that ask again with the same key; senders of alerts. */

import type { Actor } from "../../src/core/kernel/event.ts";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import type { Answer } from "../../src/shell/dispatch.ts";
import type { Word } from "../../src/store/jobs.ts";
import type { IncomingSignal } from "../../src/store/signals.ts";
import type { Send } from "./provider.ts";
import type { Ask, Asked, SentAlert, Town } from "./stage.ts";
import { linked, ownerOf } from "./town.ts";

/** What a person does when a page reaches them. */
export type Habit = { readonly does: "answer" | "answerTwice" | "decline" | "nothing"; readonly afterMs: number };

const clientWaitsMs = 8_000;
const clientTries = 40;

/** Sends a wish to any living node, and again with the same key until there is an answer. Resolves with null when nobody ever answered. */
export async function ask(town: Town, wish: Ask): Promise<Answer | null> {
  const actor = (wish.who.includes(":") ? wish.who : `person:${wish.who}`) as Actor;
  const asked: Asked = { ...wish, key: `k${town.asked.length}`, actor, at: town.machine.schedule.now, answer: null, answeredAt: null };
  town.asked.push(asked);
  const viewer = actor.startsWith("person:") ? { person: wish.who, all: false } : program;
  const wanted = { stream: wish.stream, name: wish.name, input: wish.input, actor, viewer, key: asked.key };
  const answer = await insisting(town, (node) => node.dispatch(wanted), `http.${wish.name}`);
  if (!answer) return null;
  asked.answer = answer;
  asked.answeredAt = town.machine.schedule.now;
  town.machine.note(`${wish.who} ${wish.name} ${isRefusal(answer) ? answer.code : "ok"}`);
  return answer;
}

type Target = NonNullable<Town["nodes"]["running"][number]>;

/** One request after another until one is answered: a node that dies or fails is as good as silent. */
function insisting<T>(town: Town, request: (node: Target) => Promise<T>, name: string): Promise<T | null> {
  const { machine, nodes } = town;
  return new Promise((resolve) => {
    let over = false;
    const attempt = (left: number) => {
      if (over || left === 0) return over ? undefined : resolve(null);
      const up = nodes.running.filter((node) => node !== null);
      const again = (ms: number) => machine.later(ms, () => attempt(left - 1));
      if (up.length === 0) return again(2_000);
      const node = machine.random.pick(up);
      let open = true;
      const close = (then: () => void) => {
        if (open) then();
        open = false;
      };
      const answered = (answer: T) => {
        over = true;
        resolve(answer);
      };
      request(node)
        .then((answer) => machine.operate(node.life, name, () => answer))
        .then(
          (answer) => close(() => (over ? undefined : answered(answer))),
          () => close(() => again(1_000)),
        );
      machine.later(clientWaitsMs, () => close(() => again(500)));
    };
    attempt(clientTries);
  });
}

/** Sends a request with alerts until it is answered; the key makes the repetitions one. */
export function sendAlert(town: Town, source: string, signals: readonly Partial<IncomingSignal>[]): void {
  const number = town.alerts.length;
  const full = signals.map((one) => ({ ...plainSignal, ...one }));
  const sent: SentAlert = { arrived: { id: `a${number}`, source, key: `a${number}`, payload: "{}", signals: full, problem: null }, ackedAt: null };
  town.alerts.push(sent);
  void insisting(town, (node) => node.accept(sent.arrived).then(() => true), "http.alert").then((acked) => {
    if (acked) sent.ackedAt = town.machine.schedule.now;
  });
}

const plainSignal: IncomingSignal = {
  group: "disk",
  fingerprint: "f1",
  status: "firing",
  title: "The disk is full",
  text: "",
  labels: {},
  links: [],
  startsAt: null,
  severity: 1,
};

/** A provider calls back, and again until somebody takes it. */
export function callsBack(town: Town, channel: string, word: Word): void {
  void insisting(town, (node) => node.hears(channel, word).then(() => true), "http.callback").then((taken) => {
    if (taken) town.words.push({ ...word, channel, at: town.machine.schedule.now });
  });
}

/** A page reached somebody: they do what is their habit. */
export function reached(town: Town, send: Send, habitOf: (person: string) => Habit): void {
  const link = send.message.action ? linked(send.message.action.url) : null;
  const person = ownerOf(send.address);
  if (!send.reached || !link || !person || link.stream === "digest") return;
  const habit = habitOf(person);
  const answer = () => void ask(town, { who: person, name: "answer-page", input: { page: link.page }, stream: link.stream });
  if (habit.does === "nothing") return;
  if (habit.does === "decline") {
    const decline = { who: person, name: "decline-page", input: { page: link.page, reason: "On a plane" }, stream: link.stream };
    town.machine.later(habit.afterMs, () => void ask(town, decline));
    return;
  }
  town.machine.later(habit.afterMs, answer);
  if (habit.does === "answerTwice") town.machine.later(habit.afterMs + 3, answer);
}
