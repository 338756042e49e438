/** The commands of secrecy: a new one is one file and one line here. */
import { breakGlass } from "./break-glass.ts";
import { conceal } from "./conceal.ts";
import { disclose } from "./disclose.ts";
import { keepCircle } from "./keep-circle.ts";
import { letIn } from "./let-in.ts";
import { makeConfidential } from "./make-confidential.ts";
import { shutOut } from "./shut-out.ts";

export const commands = [breakGlass, conceal, disclose, keepCircle, letIn, makeConfidential, shutOut] as const;
