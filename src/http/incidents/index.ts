/** Every group of routes about incidents; main hands them to the app. */
import type { RoutePlugin } from "../deps.ts";
import { previewRoutes } from "../oncall/previews.ts";
import { answerRoutes } from "./answer.ts";
import { attachmentRoutes } from "./attachments.ts";
import { breakGlassRoutes } from "./break-glass.ts";
import { callbackRoutes } from "./callbacks.ts";
import { chatRoutes } from "./chat.ts";
import { chatTransportRoutes } from "./chat-transport.ts";
import { clockRoutes } from "./clock.ts";
import { commandRoutes } from "./commands.ts";
import { feedRoutes } from "./feed.ts";
import { mailRoutes } from "./mail.ts";
import type { IncidentParts } from "./parts.ts";
import { pingRoutes } from "./pings.ts";
import { refineRoutes } from "./refine.ts";
import { signalRoutes } from "./signals.ts";
import { testPageRoutes } from "./test-page.ts";
import { viewRoutes } from "./views.ts";

/** The plugins for `Deps.plugins`. */
export function incidentRoutes(parts: IncidentParts): readonly RoutePlugin[] {
  return [
    breakGlassRoutes(parts),
    commandRoutes(parts),
    viewRoutes(parts),
    feedRoutes(parts.feed, parts.stillMay),
    signalRoutes(parts),
    answerRoutes(parts),
    attachmentRoutes(parts),
    chatRoutes(parts),
    chatTransportRoutes(parts),
    clockRoutes(parts),
    callbackRoutes(parts),
    mailRoutes(parts),
    pingRoutes(parts),
    refineRoutes(parts),
    testPageRoutes(parts),
    previewRoutes(parts),
  ];
}
