/** Moving something within an ordered list, by pointer or keys: the focus goes along. */
import { ArrowDown, ArrowUp } from "lucide-react";
import type { MouseEvent } from "react";
import { IconButton } from "../../parts/button.tsx";
import { t } from "../../text/en.ts";

type Props = { readonly name: string; readonly at: number; readonly last: boolean; readonly move: (by: number) => void };

/** Two buttons; they stand somewhere inside an `li` of an `ol`. */
export function MoveButtons({ name, at, last, move }: Props) {
  const go = (by: 1 | -1) => (event: MouseEvent<HTMLElement>) => {
    const list = event.currentTarget.closest("ol");
    move(by);
    requestAnimationFrame(() => {
      const there = list?.children.item(at + by);
      const [same, other] = [by, -by].map((way) => there?.querySelector<HTMLButtonElement>(`[data-move="${way}"]:not(:disabled)`));
      (same ?? other)?.focus();
    });
  };
  return (
    <>
      <IconButton data-move="-1" label={`${t.settings.me.up}: ${name}`} disabled={at === 0} className="disabled:invisible" onClick={go(-1)}>
        <ArrowUp size={15} />
      </IconButton>
      <IconButton data-move="1" label={`${t.settings.me.down}: ${name}`} disabled={last} className="disabled:invisible" onClick={go(1)}>
        <ArrowDown size={15} />
      </IconButton>
    </>
  );
}
