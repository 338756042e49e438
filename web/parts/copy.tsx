/** A text to be copied elsewhere, with the button that does it. */
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { t } from "../text/en.ts";
import { announce } from "./announce.tsx";
import { Button } from "./button.tsx";

/** The text can always be selected by hand: browsers lend the clipboard to secure pages only. */
export function CopyText({ text, block = false }: { readonly text: string; readonly block?: boolean }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    announce(t.common.copied);
  };
  return (
    <div className={`flex gap-2 rounded-lg bg-sunken p-1.5 pl-2.5 ${block ? "items-start" : "items-center"}`}>
      <code className={`min-w-0 flex-1 font-mono text-xs break-all ${block ? "py-1 whitespace-pre-wrap" : ""}`}>{text}</code>
      {navigator.clipboard && (
        <Button look="quiet" onClick={() => void copy()}>
          {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
          {copied ? t.common.copied : t.common.copy}
        </Button>
      )}
    </div>
  );
}
