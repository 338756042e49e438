/** The commands of evidence: a new one is one file and one line here. */
import { addEvidence } from "./add-evidence.ts";

export const commands = [addEvidence] as const;
