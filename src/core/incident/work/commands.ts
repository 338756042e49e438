/** The commands of work: a new one is one file and one line here. */
import { addFinding } from "./add-finding.ts";
import { decideOption } from "./decide-option.ts";
import { fileNeed } from "./file-need.ts";
import { fulfilNeed } from "./fulfil-need.ts";
import { handFinding } from "./hand-finding.ts";
import { proposeOption } from "./propose-option.ts";
import { takeFinding } from "./take-finding.ts";

export const commands = [addFinding, decideOption, fileNeed, fulfilNeed, handFinding, proposeOption, takeFinding] as const;
