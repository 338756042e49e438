/** The form in which a way is chosen or set aside. */
import { t } from "../../text/en.ts";
import { work } from "../../text/en-work.ts";
import { useCommands } from "../commands.tsx";
import { Choice, SelectField, TextArea } from "../field.tsx";
import { type FormProps, text } from "./fields.tsx";

const words = work.decide;

/** One way, what becomes of it, and why. */
export function DecideOption({ input, set }: FormProps) {
  const { room } = useCommands();
  return (
    <>
      <SelectField
        label={words.which}
        value={text(input.option)}
        blank={t.room.forms.choose}
        options={room.choices.option ?? []}
        onChange={(option) => set({ option })}
      />
      <Choice
        legend={words.choice}
        hint={words.several}
        value={text(input.choice) || "chosen"}
        options={(["chosen", "rejected"] as const).map((value) => ({ value, label: words.choices[value] }))}
        onChange={(choice) => set({ choice })}
      />
      <TextArea label={words.why} hint={words.whyHint} maxLength={500} value={text(input.reason)} onChange={(event) => set({ reason: event.target.value })} />
    </>
  );
}
