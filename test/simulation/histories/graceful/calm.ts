/** Calm: whoever was let go is left alone, observers interrupt nobody who works, and experts are called until one answers. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import type { Letter } from "../desk.ts";
import { type Invariant, without } from "../invariant.ts";

const asks = (letter: Letter) => letter.queued.effect.urgency === "page" || letter.queued.effect.template === "round-asked";

export const ofCalm: readonly Invariant[] = [
  {
    id: "P21",
    says: "whoever was let go gets no page and no request, until somebody calls them back",
    watch: (desk) => () => {
      const calledBack = ({ queued: { effect, person } }: Letter) => {
        const page = desk.state.pages.pages[effect.page ?? ""];
        return page !== undefined && page.at > (desk.state.strength.released[person ?? ""] ?? "");
      };
      const { released } = desk.state.strength;
      const letter = desk.letters.find(
        (one) => one.state === "waiting" && asks(one) && one.queued.person !== null && one.queued.person in released && !calledBack(one),
      );
      return letter && `${letter.queued.effect.key} waits for ${letter.queued.person}, who was let go`;
    },
  },
  {
    id: "P20",
    says: "at 1 and 2, what somebody writes who does nothing but watch reaches nobody who works on it",
    watch:
      (desk) =>
      ({ before, accepted, who, name }) => {
        const seats = before.roles.held.filter((one) => one.person === who);
        const watches = seats.length > 0 && seats.every(({ role }) => role === "observer");
        if (!["post-message", "ask-question", "ping"].includes(name) || !watches) return null;
        if ((before.severity.rank ?? 3) > 2) return null;
        const workers = holdersOf(before.roles, "worker");
        const reached = accepted.queue.find(({ person }) => person !== null && workers.includes(person));
        return reached && desk.state.lifecycle.phase === "active" && `${reached.person} gets ${reached.effect.key} of ${who}`;
      },
  },
  {
    id: "P19",
    says: "while no expert could be reached they are called again, until one answers",
    spoilt: without("GD2-10"),
    watch: (desk) => () => {
      const { experts, lifecycle, pages, roles } = desk.state;
      if (lifecycle.phase !== "active" || experts.unreachable === null || holdersOf(roles, "sme").length > 0) return null;
      const { at } = experts.unreachable;
      const area = lifecycle.area === null ? null : desk.facts.get("area", lifecycle.area);
      if (Object.values(pages.pages).some((page) => area?.experts.includes(page.person) && page.state === "answered" && page.answeredAt! > at)) return null;
      const newest = (person: string) => Object.values(pages.pages).findLast((page) => page.person === person);
      const looked = (area?.experts ?? []).filter((person) => !["declined", "answered"].includes(newest(person)?.state ?? "open"));
      const lost = looked.find((person) => !desk.duties.some(({ key }) => key.startsWith(`experts/retry/${person}@`)));
      return lost && `${lost} is not called again`;
    },
  },
];
