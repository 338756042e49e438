/** Questions of beginning and ending: which severity, what proves it, and which papers are written. */

import type { Pointer } from "../../kernel/refusal.ts";
import { has, isWorked, type Looked, listIn, type Question, type Raw, type RawLevel, said, when } from "./raw.ts";

const isAbout = (document: Raw, { rank }: RawLevel) => {
  const { levels } = document;
  return !Array.isArray(levels) || levels.length === 0 || levels.includes(rank);
};

/** A document that is sent at a severity that has a post-mortem, and does not say whether it waits for it. */
function unrelatedReport({ pack, levels }: Looked): Pointer | null {
  const documents = listIn(pack, "documents");
  const postmortem = documents.find(({ kind }) => kind === "postmortem");
  if (!postmortem) return null;
  const both = levels.filter((level) => isAbout(postmortem, level));
  const at = documents.findIndex((one) => one !== postmortem && has(one, "sendTo") && !has(one, "needs") && both.some((level) => isAbout(one, level)));
  return when(at >= 0, `/documents/${at}/needs`);
}

/** A question of the report form that leads to no severity. */
function unusedQuestion({ pack: { classify } }: Looked): Pointer | null {
  const suggestions = listIn(classify, "suggest");
  const used = new Set(suggestions.flatMap(({ when: yes, unless }) => [yes, unless].flatMap((keys) => (Array.isArray(keys) ? keys : []))));
  return when(
    listIn(classify, "questions").some(({ key }) => !used.has(key)),
    "/classify/suggest",
  );
}

/** The first severity whose end needs proof by a deployed fix or a new test. */
function provenChange({ pack, levels }: Looked): Pointer | null {
  const at = levels.find(
    (level) =>
      isWorked(level) &&
      listIn(said(pack, level, "gates"), "resolve").some(({ gate }) => gate === "deployed") &&
      !has(said(pack, level, "tests"), "untestable"),
  );
  return when(at !== undefined, "/tests/untestable");
}

/** Catalog section 6, questions 13 to 16 and 19. */
export const questionsOfEnding: readonly Question[] = [
  {
    number: 13,
    asks: "Does the report wait for the post-mortem?",
    stands: "No: it can be sent before the post-mortem is ready.",
    instead: "Name the post-mortem in what it needs.",
    open: unrelatedReport,
  },
  {
    number: 14,
    asks: "What becomes of an incident whose tests are put off?",
    stands: "It may be closed; the tests stay to be done.",
    instead: "Let it stay open until they pass.",
    open: ({ pack }) =>
      when(has((pack.tests as Raw | undefined)?.deferral, "lower") && !has((pack.tests as { deferral: Raw }).deferral, "open"), "/tests/deferral/open"),
  },
  {
    number: 15,
    asks: "Is there a post-mortem for a false alarm?",
    stands: "No: what is cancelled ends without papers.",
    instead: "Resolve it instead of cancelling, where you want one.",
    open: ({ pack }) => {
      const at = listIn(pack, "documents").findIndex(({ kind }) => kind === "postmortem");
      return when(at >= 0, `/documents/${at}`);
    },
  },
  {
    number: 16,
    asks: "What if it ended without a change of the program?",
    stands: "Only a deployed fix ends it, and nobody can say that no test was possible.",
    instead: "Let whoever commands say that no test can be written, and why.",
    open: provenChange,
  },
  {
    number: 19,
    asks: "Which severity fits when the answers to the questions fit none?",
    stands: "None is suggested: whoever reports it chooses.",
    instead: "Suggest one for every answer.",
    open: unusedQuestion,
  },
];
