/** The commands of severity: a new one is one file and one line here. */
import { changeSeverity } from "./change-severity.ts";
import { keepSeverity } from "./keep-severity.ts";
import { reviewSeverity } from "./review-severity.ts";
import { severityInput } from "./severity-input.ts";
import { suggestSeverity } from "./suggest-severity.ts";

export const commands = [changeSeverity, keepSeverity, reviewSeverity, severityInput, suggestSeverity] as const;
