/** The engine of people: the weekly test page. A stream `person/<id>` for each who wants one. */

import { houseEngine } from "../house.ts";
import type { Unsent } from "../kernel/engine.ts";
import { answerPage } from "./answer-page.ts";
import { declinePage } from "./decline-page.ts";
import { noteDelivery } from "./note-delivery.ts";
import { reportSilence } from "./report-silence.ts";
import { sendTestPage } from "./send-test-page.ts";
import { setTestPage } from "./set-test-page.ts";
import { type State, slices } from "./slices.ts";
import { testPage } from "./test-page.ts";

/** The commands. */
export const commands = [answerPage, declinePage, noteDelivery, reportSilence, sendTestPage, setTestPage] as const;

/** The rules. */
const rules = [testPage] as const;

/** The stream of a person. */
export function streamOf(person: string): string {
  return `person/${person}`;
}

/** A page that was answered, overtaken or given up is sent no more. */
function wanted({ tested: { page } }: State, { effect }: Unsent): boolean {
  return effect.page === undefined || (page?.id === effect.page && page.state === "open");
}

/** People. */
export const people = houseEngine<State>({
  kind: "person",
  slices,
  commands,
  rules,
  titleOf: () => "Test page",
  openedAt: ({ tested }) => tested.openedAt,
  wanted,
});
