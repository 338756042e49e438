/** The situation report and the post-mortem for stakeholders, both attached. */
import type { TemplateInput } from "../message.ts";
import { example, template } from "./template.ts";
import { facts, named, openRoom, places, sentences, text, topic } from "./words.ts";

/** Where the documents stand that it links to. */
function linked({ params: { links }, incident }: TemplateInput): { label: string; url: string }[] {
  if (incident === null || !Array.isArray(links)) return [];
  return (links as readonly string[]).map((link) => {
    const [kind = "", ...title] = link.split(" ");
    return { label: title.join(" "), url: `${incident.url}/documents/${kind}` };
  });
}

/** Params: `title` (of the document), `links` (documents it links to: kind, blank, title), `note` (a word with it), `author` (person id); all optional. The documents come with the input. */
export const documents = template("documents", {
  title: "Documents",
  compose: (input) => {
    const names = input.documents.map((part) => part.filename).join(", ");
    return {
      headline: `${text(input.params, "title") ?? "Situation report and post-mortem"}. ${topic(input)}`,
      paragraphs: sentences(
        input.documents.length === 0
          ? "The documents are in the incident room."
          : `What happened, how it was handled, and what will change: ${input.documents.length === 1 ? "the document is" : "the documents are"} attached.`,
        text(input.params, "note"),
      ),
      facts: facts({ From: named(input, "author"), Attached: names === "" ? null : names }),
      ...openRoom(input, "Read in the incident room"),
      links: [...linked(input), ...places(input)],
      documents: input.documents,
    };
  },
  example: example(
    { author: "person-ana", note: "Questions are welcome in the incident's thread." },
    {
      documents: [
        {
          filename: "situation-report-42.md",
          contentType: "text/markdown; charset=utf-8",
          content: "# Situation report\n\nCheckout was down for 40 minutes.\n",
        },
        { filename: "post-mortem-42.md", contentType: "text/markdown; charset=utf-8", content: "# Post-mortem\n\nA certificate had run out.\n" },
      ],
    },
  ),
});
