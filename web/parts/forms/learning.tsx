/** The form in which a change of the process is proposed: in words, and for those who know the pack as a value. */
import { learning } from "../../text/en-outside.ts";
import { TextArea, TextField } from "../field.tsx";
import { type FormProps, text } from "./fields.tsx";

const words = learning.propose;

/** Words first; where it stands in the pack only for those who want to say it. */
export function ProposeRefinement({ input, set }: FormProps) {
  return (
    <>
      <TextArea
        label={words.change}
        hint={words.changeHint}
        maxLength={300}
        value={text(input.change)}
        onChange={(event) => set({ change: event.target.value })}
      />
      <TextArea label={words.why} optional maxLength={2000} value={text(input.why)} onChange={(event) => set({ why: event.target.value })} />
      <details open={text(input.pointer) !== ""}>
        <summary className="control inline-flex items-center text-sm text-soft underline decoration-line underline-offset-2 hover:text-ink">
          {words.exact}
        </summary>
        <div className="mt-2 space-y-4">
          <TextField
            label={words.pointer}
            hint={words.pointerHint}
            optional
            maxLength={300}
            className="field font-mono"
            value={text(input.pointer)}
            onChange={(event) => set({ pointer: event.target.value })}
          />
          <TextArea
            label={words.to}
            hint={words.toHint}
            optional
            maxLength={4000}
            value={text(input.to)}
            onChange={(event) => set({ to: event.target.value })}
          />
        </div>
      </details>
    </>
  );
}
