/** What happened, how it was handled and what prevents it, for every customer (GD2-53, GD2-54). */
import { example, template } from "./template.ts";

/** The words of the document that comes with the input, without its title, which is the incident's inner one. Goes outside: nothing of the incident but these words. */
export const customerSummary = template("customer-summary", {
  title: "Summary for customers",
  outside: true,
  compose: (input) => ({
    headline: `What happened, and what we do about it: ${input.organisation}`,
    paragraphs: (input.documents[0]?.content ?? "")
      .replace(/^# .*\n+/, "")
      .split(/\n{2,}/)
      .map((part) => part.replace(/^## /, "").trim())
      .filter((part) => part !== ""),
    facts: [],
    links: [],
    documents: [],
  }),
  example: example(
    {},
    {
      documents: [
        {
          filename: "customer-summary-42.md",
          contentType: "text/markdown; charset=utf-8",
          content: "# Summary\n\n## What happened\n\nPayments failed for an hour.\n\n## What we did\n\nWe renewed a certificate.\n",
        },
      ],
    },
  ),
});
