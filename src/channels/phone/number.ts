/** Phone numbers: how people write them, how they are shown, and which sender serves which country. */
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { z } from "zod";

/** A number as people write it, read into its one international form. */
export const phoneNumber = z
  .string()
  .max(40)
  .transform((text, context) => {
    const parsed = parsePhoneNumberFromString(text.trim());
    if (parsed?.isPossible() && text.trim().startsWith("+")) return parsed.number as string;
    context.addIssue({ code: "custom", message: "Write the number with + and its country code, like +15005550006." });
    return z.NEVER;
  });

/** `+15•••••67`. */
export function maskedNumber(number: string): string {
  return `${number.slice(0, 3)}•••••${number.slice(-2)}`;
}

/** Countries whose networks drop messages that hold a link: there the code alone must do. */
const noLinks = ["+86"];

/** Whether a message to this number may hold a link. */
export function takesLinks(number: string): boolean {
  return !noLinks.some((prefix) => number.startsWith(prefix));
}

/** Something that serves numbers beginning with a prefix; an empty one serves all the others. */
type ByPrefix = { readonly prefix: string };

/** The one whose prefix fits best; of several the first. Undefined: none serves this number. */
export function serving<S extends ByPrefix>(senders: readonly S[], number: string): S | undefined {
  const fitting = senders.filter(({ prefix }) => number.startsWith(prefix));
  const longest = Math.max(...fitting.map(({ prefix }) => prefix.length));
  return fitting.find(({ prefix }) => prefix.length === longest);
}
