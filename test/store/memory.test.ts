/** The in-memory store keeps the store's contract. */
import { memoryBench } from "./benches.ts";
import { changesContract } from "./contract-changes.ts";
import { departuresContract } from "./contract-departures.ts";
import { dueContract } from "./contract-due.ts";
import { jobsContract } from "./contract-jobs.ts";
import { messagesContract } from "./contract-messages.ts";
import { readsContract } from "./contract-reads.ts";
import { signalsContract } from "./contract-signals.ts";
import { silencesContract } from "./contract-silences.ts";
import { streamsContract } from "./contract-streams.ts";

const name = "memory";
streamsContract(name, memoryBench);
readsContract(name, memoryBench);
dueContract(name, memoryBench);
jobsContract(name, memoryBench);
messagesContract(name, memoryBench);
departuresContract(name, memoryBench);
signalsContract(name, memoryBench);
silencesContract(name, memoryBench);
changesContract(name, memoryBench);
