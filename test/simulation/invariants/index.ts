/** The registry of invariants: what must hold after every step, whatever goes wrong. */
import type { Invariant } from "../scene.ts";
import { ofAlerts } from "./alerts.ts";
import { ofDeliveries } from "./deliveries.ts";
import { ofEscalation } from "./escalation.ts";
import { ofLimits } from "./limits.ts";
import { ofPages } from "./pages.ts";
import { ofProcess } from "./process.ts";
import { ofRoles } from "./roles.ts";
import { ofSecrets } from "./secrets.ts";
import { ofStreams } from "./streams.ts";
import { ofTime } from "./time.ts";

export const invariants: readonly Invariant[] = [
  ...ofAlerts,
  ...ofDeliveries,
  ...ofEscalation,
  ...ofLimits,
  ...ofPages,
  ...ofStreams,
  ...ofRoles,
  ...ofProcess,
  ...ofSecrets,
  ...ofTime,
];
