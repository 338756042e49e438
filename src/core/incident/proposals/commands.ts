/** The commands of proposals: a new one is one file and one line here. */
import { decideProposal } from "./decide-proposal.ts";
import { proposeAction } from "./propose-action.ts";
import { weighProposal } from "./weigh-proposal.ts";

export const commands = [decideProposal, proposeAction, weighProposal] as const;
