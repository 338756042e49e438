/** The top of a room whose process leads: my duties and rest on one side, an offer to answer or the next step on the other. */
import type { RoomView } from "../../src/views/room-shape.ts";
import { useCommands } from "./commands.tsx";
import { NextStep } from "./next-step.tsx";
import { OfferCard } from "./offer-card.tsx";
import { RestNote } from "./rest-note.tsx";
import { RoomDuties } from "./room-duties.tsx";

const column = "grid min-w-0 flex-1 gap-3 empty:hidden";

/** The cards; on the phone an offer comes first, as somebody waits for the answer. */
export function RoomGuide({ room }: { readonly room: RoomView }) {
  const { ability } = useCommands();
  // Whoever may leave a step out is led from step to step; everybody else has their duties.
  const leads = room.parts.includes("steps") && ability("skip-step")?.refused === null && room.incident.phase !== "paused";
  return (
    <div className="mx-4 mb-3 flex flex-col gap-3 md:order-last md:mx-6 lg:flex-row lg:items-start">
      <div className={column}>
        <RoomDuties room={room} guide />
        {room.parts.includes("standdown") && <RestNote />}
      </div>
      <div className={`${column} ${leads ? "" : "max-lg:order-first"}`}>
        {room.parts.includes("handover") && <OfferCard room={room} />}
        {leads && <NextStep />}
      </div>
    </div>
  );
}
