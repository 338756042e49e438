/** The commands of refinements: a new one is one file and one line here. */
import { applyRefinement } from "./apply-refinement.ts";
import { proposeRefinement } from "./propose-refinement.ts";
import { rejectRefinement } from "./reject-refinement.ts";

export const commands = [applyRefinement, proposeRefinement, rejectRefinement] as const;
