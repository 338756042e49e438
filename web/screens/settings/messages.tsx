/** Every message that can leave, as it would read on each channel. */
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { t } from "../../text/en.ts";
import { ListPart } from "./part.tsx";

type Shown = { readonly channel: string; readonly subject: string | null; readonly text: string };
type Template = { readonly name: string; readonly title: string; readonly channels: readonly Shown[] };

const words = t.settings.messages;

function Row({ template }: { readonly template: Template }) {
  const [channel, setChannel] = useState(template.channels[0]?.channel ?? "");
  const shown = template.channels.find((one) => one.channel === channel);
  return (
    <li className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 flex-1 font-medium">{template.title}</h3>
        {template.channels.map((one) => (
          <Button key={one.channel} look="quiet" aria-pressed={one.channel === channel} onClick={() => setChannel(one.channel)}>
            {one.channel}
          </Button>
        ))}
      </div>
      {shown?.subject && <p className="text-sm text-soft">{shown.subject}</p>}
      <pre className="overflow-x-auto rounded-lg bg-sunken p-3 text-sm whitespace-pre-wrap">{shown?.text}</pre>
      <a
        className="control inline-flex items-center text-sm underline"
        href={`/api/v1/templates/${encodeURIComponent(template.name)}/mail`}
        target="_blank"
        rel="noreferrer"
      >
        {words.asMail}
      </a>
    </li>
  );
}

/** The part of the settings. */
export function Messages() {
  return (
    <ListPart<Template>
      title={t.settings.sections.messages ?? ""}
      says={words.says}
      path="/templates"
      field="items"
      none={words.none}
      noneSays={words.noneSays}
      row={(template) => <Row key={template.name} template={template} />}
    />
  );
}
