/** What stands on top of the room beside the duties, where the process has it: an offer to answer, rest, the next step. Loaded with the first that is there. */
import type { RoomView } from "../../src/views/room-shape.ts";
import { useCommands } from "./commands.tsx";
import { NextStep } from "./next-step.tsx";
import { OfferCard } from "./offer-card.tsx";
import { RestNote } from "./rest-note.tsx";

/** The cards, the most urgent first. */
export function RoomGuide({ room }: { readonly room: RoomView }) {
  const { ability } = useCommands();
  // Whoever may leave a step out is led from step to step; everybody else has their duties.
  const leads = room.parts.includes("steps") && ability("skip-step")?.refused === null;
  return (
    <div className="mx-4 mb-3 grid gap-3 empty:hidden md:order-last md:mx-6 md:mt-0">
      {room.parts.includes("handover") && <OfferCard room={room} />}
      {room.parts.includes("standdown") && <RestNote />}
      {leads && room.incident.phase !== "paused" && <NextStep />}
    </div>
  );
}
