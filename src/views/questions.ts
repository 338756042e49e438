/** What was asked of whoever commands, and of experts: each reads their own questions, the commander all of them (GD2-31, GD-14). */
import { z } from "zod";
import { type Event, recordView } from "./record-view.ts";
import { idOf, nameOf, type Scene } from "./scene.ts";
import { named, type Shown } from "./view.ts";

const answer = z.object({ text: z.string(), by: named, at: z.string() }).nullable();
const question = z.object({
  id: z.string(),
  by: named,
  at: z.string(),
  text: z.string(),
  way: z.enum(["asked", "ping", "message"]).meta({ description: "Asked, a ping that was led here, or a message moved here" }),
  meant: named.nullable().meta({ description: "Whom a ping was meant for" }),
  mine: z.boolean(),
  answer,
});
const consultation = z.object({ id: z.string(), by: named, expert: named, at: z.string(), text: z.string(), mine: z.boolean(), forMe: z.boolean(), answer });

const shape = z.object({ mayAnswer: z.boolean(), questions: z.array(question), consultations: z.array(consultation) });
export type QuestionsView = Shown<z.infer<typeof shape>>;

/** `GET /api/v1/incidents/{id}/questions`: open ones first, each group oldest first. */
export const questions = recordView("questions", {
  title: "Questions",
  shape,
  people: (events) => meantIn(events),
  read: (parts, scene, events) => {
    const { viewer } = scene;
    return {
      mayAnswer: viewer.person !== null && parts.engine.holds(scene.pack, scene.state, { person: viewer.person }, "answer_questions"),
      questions: openFirst(questionsOf(scene, events)),
      consultations: openFirst(consultationsOf(scene, events)),
    };
  },
});

const meantIn = (events: readonly Event[]) => events.flatMap((one) => (one.type === "question-asked" && one.data.meant !== null ? [one.data.meant] : []));

function openFirst<T extends { readonly answer: unknown }>(items: readonly T[]): T[] {
  return [...items.filter((one) => one.answer === null), ...items.filter((one) => one.answer !== null)];
}

const answerIn = (scene: Scene, event: Event | undefined) =>
  event === undefined ? null : { text: (event.data as { text: string }).text, by: nameOf(scene.names, idOf(event.actor)), at: event.at };

function questionsOf(scene: Scene, events: readonly Event[]) {
  return events.flatMap((event) => {
    if (event.type !== "question-asked") return [];
    const { question, person, way, meant } = event.data;
    const moved = events.find((one) => one.type === "message-posted" && one.data.message === event.data.message);
    const text = moved?.type === "message-posted" ? moved.data.text : event.data.text;
    const answered = events.find((one) => one.type === "question-answered" && one.data.question === question);
    return [
      {
        ...{ id: question, by: nameOf(scene.names, person), at: event.at, text, way, mine: person === scene.viewer.person },
        meant: meant === null ? null : nameOf(scene.names, meant),
        answer: answerIn(scene, answered),
      },
    ];
  });
}

function consultationsOf(scene: Scene, events: readonly Event[]) {
  return events.flatMap((event) => {
    if (event.type !== "expert-consulted") return [];
    const { consultation, person, text } = event.data;
    const by = idOf(event.actor);
    const given = events.find((one) => one.type === "advice-given" && one.data.consultation === consultation);
    return [
      {
        ...{ id: consultation, by: nameOf(scene.names, by), expert: nameOf(scene.names, person), at: event.at, text },
        ...{ mine: by === scene.viewer.person, forMe: person === scene.viewer.person, answer: answerIn(scene, given) },
      },
    ];
  });
}
