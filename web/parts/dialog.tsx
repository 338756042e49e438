/** A dialog: a sheet from below on the phone, a panel in the middle elsewhere. Loaded when first opened. */
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../text/en.ts";
import { IconButton } from "./button.tsx";

type Props = { readonly title: string; readonly says?: string; readonly close: () => void; readonly children: ReactNode; readonly wide?: boolean };

/** An open dialog; unmount it to close it. */
export function Dialog({ title, says, close, children, wide = false }: Props) {
  return (
    <Base.Root open onOpenChange={(open) => !open && close()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Popup
          className={`arrive fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col overflow-hidden rounded-t-2xl border border-line bg-surface shadow-pop outline-none md:inset-x-auto md:top-[8vh] md:bottom-auto md:left-1/2 md:max-h-[84dvh] md:-translate-x-1/2 md:rounded-xl ${wide ? "md:w-[52rem]" : "md:w-[34rem]"}`}
        >
          <header className="flex items-start justify-between gap-3 border-b border-line px-5 py-3">
            <div className="min-w-0 pt-1">
              <Base.Title className="text-lg leading-6 font-semibold">{title}</Base.Title>
              {says && <Base.Description className="mt-0.5 text-sm text-soft">{says}</Base.Description>}
            </div>
            <IconButton label={t.common.close} onClick={close} className="-mr-2">
              <X size={18} />
            </IconButton>
          </header>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
