/** What is asked before a version is put in force, copied or brought in. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { write } from "../../api.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Choice, TextArea, TextField } from "../../parts/field.tsx";
import { useSubmit } from "../../parts/submit.ts";
import type { Version } from "../../queries-process.ts";
import { t } from "../../text/en.ts";
import { localInput } from "../../when.ts";
import { Form } from "./dialog-form.tsx";

const words = t.process;
const hourMs = 3_600_000;

type About = { readonly process: string; readonly version: number; readonly close: () => void };

/** From when on a version is in force. */
export function Activate({ process: key, version, close }: About) {
  const client = useQueryClient();
  const form = useSubmit<Version>();
  const [when, setWhen] = useState("now");
  const [at, setAt] = useState(() => localInput(Math.ceil(Date.now() / hourMs) * hourMs + 24 * hourMs));
  const go = async () => {
    const from = when === "now" || at === "" ? {} : { from: new Date(at).toISOString() };
    const done = await form.send((id) => write("POST", `/processes/${encodeURIComponent(key)}/${version}/activate`, from, id));
    if (!done) return;
    await Promise.all([client.invalidateQueries({ queryKey: ["process"] }), client.invalidateQueries({ queryKey: ["processes"] })]);
    close();
  };
  return (
    <Dialog title={words.activate.title(version)} says={words.activate.says} close={close}>
      <Form form={form} go={() => void go()} label={when === "now" ? words.activate.go : words.activate.plan} close={close}>
        <Choice
          legend={words.activate.when}
          value={when}
          options={[
            { value: "now", label: words.activate.now },
            { value: "later", label: words.activate.later },
          ]}
          onChange={setWhen}
        />
        {when === "later" && (
          <TextField
            label={words.activate.at}
            hint={words.activate.laterHint}
            type="datetime-local"
            required
            value={at}
            onChange={(event) => setAt(event.target.value)}
          />
        )}
      </Form>
    </Dialog>
  );
}

const keyOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .replace(/-$/, "")
    .slice(0, 40);

/** A copy of one's own. */
export function Fork({ process, version, name: original, close }: About & { readonly name: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useSubmit<Version>();
  const [name, setName] = useState(`Our ${original}`);
  const [key, setKey] = useState<string | null>(null);
  const shown = key ?? keyOf(name);
  const go = async () => {
    const made = await form.send((id) => write("POST", `/processes/${encodeURIComponent(process)}/${version}/fork`, { key: shown, name }, id));
    if (!made) return;
    await client.invalidateQueries({ queryKey: ["process"] });
    await navigate({ to: "/process/$key/edit/$version", params: { key: made.key, version: String(made.version) } });
  };
  return (
    <Dialog title={words.fork.title} says={words.fork.says} close={close}>
      <Form form={form} go={() => void go()} label={words.fork.go} close={close}>
        <TextField label={words.fork.name} required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        <TextField
          label={words.fork.key}
          hint={words.fork.keyHint}
          required
          pattern="[a-z][a-z0-9\-]{1,39}"
          value={shown}
          onChange={(event) => setKey(event.target.value)}
        />
      </Form>
    </Dialog>
  );
}

/** A file from elsewhere. */
export function Import({ close }: { readonly close: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useSubmit<Version>();
  const [text, setText] = useState("");
  const go = async () => {
    const kept = await form.send((id) => write("POST", "/processes", { text }, id));
    if (!kept) return;
    await client.invalidateQueries({ queryKey: ["process"] });
    close();
    await navigate({ to: "/process/$key/versions", params: { key: kept.key } });
  };
  return (
    <Dialog title={words.import.title} says={words.import.says} close={close} wide>
      <Form form={form} go={() => void go()} label={words.import.go} close={close}>
        <TextField
          label={words.import.file}
          type="file"
          accept=".yaml,.yml,.json"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void file.text().then(setText);
          }}
        />
        <TextArea
          label={words.import.text}
          required
          spellCheck={false}
          className="field max-h-80 min-h-40 resize-y font-mono text-sm"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Form>
    </Dialog>
  );
}
