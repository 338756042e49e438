/** The synthetic page: once a minute an alert that is none goes the whole way of a real one, and is answered by nobody. */
import { isRefusal } from "../../core/kernel/refusal.ts";
import { epochMs, type Instant } from "../../core/kernel/time.ts";
import { program } from "../../core/kernel/viewer.ts";
import { nobody } from "../../core/synthetic.ts";
import type { Db } from "../../store/directory/tables.ts";
import { syntheticSource } from "../../store/signals.ts";
import { answerPage, beginPage, forgetPages } from "../../store/watch/synthetic-pages.ts";
import { claimTurn } from "../../store/watch/turns.ts";
import type { Dispatch } from "../dispatch.ts";
import type { Intake, SourceOrders } from "../ingest.ts";
import type { Arrived } from "./loopback.ts";

/** What it is made of. */
export type SyntheticParts = {
  readonly db: Db;
  readonly node: string;
  readonly accept: Intake;
  readonly dispatch: Dispatch;
  readonly now: () => Promise<Instant>;
  readonly id: () => string;
};

/** How often one begins, and how long whoever had the last turn leaves the next one to others. In milliseconds. */
const everyMs = 60_000;
const politeMs = 3_000;

/** What becomes of its alerts. */
export const syntheticOrders: SourceOrders = { name: "Synthetic page", area: null, process: null, declare: "incident" };

/** The pages of one node: `arrived` hears of what its loopback was asked to send, `step` answers that and begins the next where it is this node's turn. */
export function syntheticPages(parts: SyntheticParts): { readonly arrived: (page: Arrived) => void; readonly step: () => Promise<number> } {
  const inbox: Arrived[] = [];
  return {
    arrived: (page) => void inbox.push(page),
    step: async () => {
      let answered = 0;
      for (let page = inbox.shift(); page !== undefined; page = inbox.shift()) {
        await answer(parts, page);
        answered += 1;
      }
      await beginNext(parts);
      return answered;
    },
  };
}

async function beginNext({ db, node, accept, now, id }: SyntheticParts): Promise<void> {
  const at = await now();
  const number = Math.floor(epochMs(at) / everyMs);
  if (!(await claimTurn(db, { what: "synthetic-page", number, node, evenIfLast: epochMs(at) % everyMs >= politeMs }))) return;
  await forgetPages(db, at);
  const run = id();
  await beginPage(db, { id: run, node, at });
  const signal = {
    group: run,
    fingerprint: run,
    status: "firing" as const,
    title: "Synthetic page",
    text: "",
    labels: {},
    links: [],
    startsAt: at,
    severity: 1,
  };
  await accept({ id: run, source: syntheticSource, key: null, payload: "", signals: [signal], problem: null });
}

/** The answer goes through the door like anybody's, and then it is over. */
async function answer({ db, dispatch, now }: SyntheticParts, { stream, page }: Arrived): Promise<void> {
  const by = { stream, actor: `person:${nobody}` as const, viewer: program };
  const answered = await dispatch({ ...by, name: "answer-page", input: { page, how: "loopback" }, key: `answered:${page}` });
  if (isRefusal(answered)) throw new Error(`the synthetic page could not be answered: ${answered.detail}`);
  await answerPage(db, stream.slice(`${syntheticSource}/`.length), await now());
  const over = await dispatch({ ...by, name: "cancel", input: { reason: "It came back" }, key: `over:${page}` });
  if (isRefusal(over)) throw new Error(`the synthetic page could not be ended: ${over.detail}`);
}
