/** How a template is defined, and the clearly invented people and incident of the examples. */
import type { Template, TemplateInput } from "../message.ts";

/** Defines a template. Types only: the record is returned as it is. */
export function template(name: string, definition: Omit<Template, "name">): Template {
  return { name, ...definition };
}

/** What the examples draw on, with these parameters. */
export function example(params: TemplateInput["params"], more: Partial<TemplateInput> = {}): TemplateInput {
  return {
    params,
    incident: {
      id: "0192f0c1-0000-7000-8000-000000000042",
      number: 42,
      title: "Checkout is down",
      severityRank: 1,
      severityName: "Severity 1",
      url: "https://quarterdeck.example.test/incidents/42",
      threadUrl: "https://quarterdeck.example.test/incidents/42#thread",
      process: "Graceful",
    },
    recipientName: "Demo Ana",
    organisation: "Demo Organisation",
    answerUrl: null,
    names: { "person-ana": "Demo Ana", "person-ben": "Demo Ben", "person-cleo": "Demo Cleo", commander: "Incident commander", expert: "Expert" },
    documents: [],
    ...more,
  };
}

/** The same for messages about an account, which belong to no incident. */
export function accountExample(params: TemplateInput["params"], answerUrl: string | null = null): TemplateInput {
  return example(params, { incident: null, answerUrl });
}
