/**
 * The top of a room whose process leads: my duties and rest on one side, an offer to answer or the next step on the other.
 * Duties stand where they are from the first moment on; what comes later has its place kept, so that no button moves under a finger.
 */
import { lazy, Suspense } from "react";
import type { RoomView } from "../../src/views/room-shape.ts";
import { useCommands } from "./commands.tsx";
import { RoomDuties } from "./room-duties.tsx";
import { Skeleton } from "./states.tsx";

const NextStep = lazy(() => import("./next-step.tsx").then((module) => ({ default: module.NextStep })));
const OfferCard = lazy(() => import("./offer-card.tsx").then((module) => ({ default: module.OfferCard })));
const RestNote = lazy(() => import("./rest-note.tsx").then((module) => ({ default: module.RestNote })));

/** Processes with one of these have something to say beside the duties. */
const guides = ["steps", "handover", "standdown"];

/** Whether a room has more on top than duties. */
export const isGuided = (room: RoomView): boolean => room.parts.some((part) => guides.includes(part));

const column = "grid min-w-0 flex-1 gap-3 empty:hidden";

/** The cards; on the phone an offer comes first, as somebody waits for the answer. */
export function RoomGuide({ room }: { readonly room: RoomView }) {
  const { ability } = useCommands();
  // Whoever may leave a step out is led from step to step; everybody else has their duties.
  const leads = room.parts.includes("steps") && ability("skip-step")?.refused === null && room.incident.phase !== "paused";
  const offered = room.duties.some(({ mine, by }) => mine && by?.name === "accept-handover");
  return (
    <div className="mx-4 mb-3 flex flex-col gap-3 md:order-last md:mx-6 lg:flex-row lg:items-start">
      <div className={column}>
        <RoomDuties room={room} guide />
        <Suspense>{room.parts.includes("standdown") && <RestNote />}</Suspense>
      </div>
      <div className={`${column} ${leads ? "" : "max-lg:order-first"}`}>
        <Suspense fallback={(offered || leads) && <Skeleton lines={3} />}>
          {room.parts.includes("handover") && <OfferCard due={offered} />}
          {leads && <NextStep />}
        </Suspense>
      </div>
    </div>
  );
}
