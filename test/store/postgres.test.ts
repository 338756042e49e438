/** The PostgreSQL store keeps the store's contract. */
import { postgresBench } from "./benches.ts";
import { changesContract } from "./contract-changes.ts";
import { departuresContract } from "./contract-departures.ts";
import { dueContract } from "./contract-due.ts";
import { jobsContract } from "./contract-jobs.ts";
import { messagesContract } from "./contract-messages.ts";
import { readsContract } from "./contract-reads.ts";
import { signalsContract } from "./contract-signals.ts";
import { silencesContract } from "./contract-silences.ts";
import { streamsContract } from "./contract-streams.ts";

const name = "PostgreSQL";
streamsContract(name, postgresBench);
readsContract(name, postgresBench);
dueContract(name, postgresBench);
jobsContract(name, postgresBench);
messagesContract(name, postgresBench);
departuresContract(name, postgresBench);
signalsContract(name, postgresBench);
silencesContract(name, postgresBench);
changesContract(name, postgresBench);
