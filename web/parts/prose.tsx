/** Text that people wrote: line breaks kept, web addresses made into links, nothing else interpreted. */

const address = /(https?:\/\/[^\s<>"')\]]+)/;

/** The text, as it was typed. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <p className="whitespace-pre-wrap">
      {text.split(address).map((part, at) =>
        address.test(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
          <a key={at} href={part} target="_blank" rel="noreferrer noopener" className="underline decoration-edge underline-offset-2 hover:decoration-current">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}
