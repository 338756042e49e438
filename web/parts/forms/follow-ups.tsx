/** The form in which a follow-up gets an owner, a date or other words: it begins with what is known. */
import { useCommands } from "../commands.tsx";
import { Field, type FormProps } from "./fields.tsx";

/** Every field of it, filled. */
export function ChangeFollowUp({ fields, input, set }: FormProps) {
  const { room } = useCommands();
  const one = room.followUps.find(({ id }) => id === input.followUp);
  const known: Readonly<Record<string, unknown>> = { text: one?.text, owner: one?.owner?.id, due: one?.due };
  return fields
    .filter(({ name }) => name !== "followUp" || !one)
    .map((field) => <Field key={field.name} field={field} value={input[field.name] ?? known[field.name]} set={(value) => set({ [field.name]: value })} />);
}
