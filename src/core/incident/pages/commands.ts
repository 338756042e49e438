/** The commands of pages: a new one is one file and one line here. */
import { answerPage } from "./answer-page.ts";
import { declinePage } from "./decline-page.ts";
import { noteDelivery } from "./note-delivery.ts";
import { page } from "./page.ts";
import { pageAgain } from "./page-again.ts";
import { recordAlert } from "./record-alert.ts";
import { reportSilence } from "./report-silence.ts";

export const commands = [answerPage, declinePage, noteDelivery, page, pageAgain, recordAlert, reportSilence] as const;
