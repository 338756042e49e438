/** Leaving a step out: which one, and the reason that the post-mortem lists. */
import { run } from "../../text/en-run.ts";
import { useCommands } from "../commands.tsx";
import { SelectField, TextArea } from "../field.tsx";
import { type FormProps, text } from "./fields.tsx";

const words = run.steps;

/** The form. */
export function SkipStep({ input, set }: FormProps) {
  const { room } = useCommands();
  return (
    <>
      <SelectField label={words.which} value={text(input.step)} blank="" options={room.choices.step ?? []} onChange={(step) => set({ step })} />
      <TextArea
        label={words.reason}
        hint={words.reasonHint}
        rows={2}
        maxLength={500}
        required
        value={text(input.reason)}
        onChange={(event) => set({ reason: event.target.value })}
      />
    </>
  );
}
