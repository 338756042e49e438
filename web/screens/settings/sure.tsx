/** The second step of what is not easily undone: it says what will happen, and only then does it. */
import { SmallForm } from "./part.tsx";

type Props = {
  readonly path: string;
  readonly method?: "POST" | "DELETE";
  readonly says: string;
  readonly label: string;
  readonly renew: readonly (readonly string[])[];
  readonly done: (answer: unknown) => void;
};

/** Asks once more, below the row it is about; the password too, where the server wants it. */
export function Sure({ method = "POST", says, ...form }: Props) {
  return (
    <div className="arrive mt-2 rounded-lg bg-sunken">
      <SmallForm {...form} method={method} ready body={() => (method === "DELETE" ? undefined : {})}>
        <p className="max-w-prose text-sm">{says}</p>
      </SmallForm>
    </div>
  );
}
