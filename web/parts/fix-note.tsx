/** Since when there is a fix, and how long it took until it was out. */
import { Rocket } from "lucide-react";
import type { RoomView } from "../../src/views/room-shape.ts";
import { run } from "../text/en-run.ts";
import { At } from "./time.tsx";

const words = run.fix;

/** Nothing while nobody has said that there is one. */
export function FixNote({ of }: { readonly of: RoomView["incident"]["fix"] }) {
  if (!of) return null;
  return (
    <p className="mb-4 flex items-center gap-2 text-sm">
      <Rocket size={14} className="shrink-0 text-soft" aria-hidden="true" />
      <span>
        {words.ready} <At at={of.readyAt} />. {of.minutes === null ? words.waits : words.out(of.minutes)}
      </span>
    </p>
  );
}
