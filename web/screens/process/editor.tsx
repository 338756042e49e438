/** Writing a draft: the text with its lines, and what the server says of it while one types. Nothing is kept before it is saved. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef, useState } from "react";
import { write } from "../../api.ts";
import { useDraft } from "../../draft.ts";
import { Button, buttonLook } from "../../parts/button.tsx";
import { NotSent, RefusalNote } from "../../parts/refusal.tsx";
import { Empty, Loading, Page } from "../../parts/states.tsx";
import { useSubmit } from "../../parts/submit.ts";
import { type Checked, packQuery, type Version, versionsQuery } from "../../queries-process.ts";
import { t } from "../../text/en.ts";
import { Findings } from "./findings.tsx";

const words = t.process.edit;

/** The screen. */
export function Editor() {
  const { key, version } = useParams({ from: "/app/process/$key/edit/$version" });
  const name = useQuery(versionsQuery(key)).data?.name;
  const pack = useQuery({ ...packQuery(key, Number(version)), refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY });
  return (
    <Page
      title={words.title(name ?? t.process.title, Number(version))}
      says={words.says}
      aside={
        <Link to="/process/$key/versions" params={{ key }} className={buttonLook("quiet")}>
          {words.back}
        </Link>
      }
    >
      <Loading of={pack} lines={12}>
        {(found) =>
          found.status === "draft" && found.origin === "own" ? (
            <Writing key={found.revision} pack={found} />
          ) : (
            <Empty title={words.locked}>{words.lockedSays}</Empty>
          )
        }
      </Loading>
    </Page>
  );
}

/** Asks the server about a text, a moment after the last key. */
function useCheck(text: string): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    let gone = false;
    setChecked(null);
    const timer = setTimeout(() => {
      write<Checked>("POST", "/processes/check", { text }).then(
        (answer) => !gone && answer.ok && setChecked(answer.value),
        () => undefined,
      );
    }, 500);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text]);
  return checked;
}

/** Puts the caret at the beginning of a line and brings it into sight. */
function goTo(area: HTMLTextAreaElement | null, line: number): void {
  if (!area) return;
  const before = area.value.split("\n").slice(0, line - 1);
  const from = before.reduce((sum, one) => sum + one.length + 1, 0);
  const to = from + (area.value.split("\n")[line - 1]?.length ?? 0);
  area.focus({ preventScroll: true });
  area.setSelectionRange(from, to);
  const frame = area.closest("[data-frame]");
  const height = area.clientHeight / Math.max(area.value.split("\n").length, 1);
  frame?.scrollTo({ top: Math.max(0, (line - 6) * height), left: 0 });
}

function Writing({ pack }: { readonly pack: Version & { readonly text: string } }) {
  const client = useQueryClient();
  const [{ text }, setDraft] = useDraft(`pack:${pack.key}:${pack.revision}`, { text: pack.text });
  const form = useSubmit<Version>();
  const area = useRef<HTMLTextAreaElement>(null);
  const checked = useCheck(text);
  const dirty = text !== pack.text;
  const save = async () => {
    const path = `/processes/${encodeURIComponent(pack.key)}/${pack.version}`;
    const kept = await form.send((id) => write("PUT", path, { text, was: pack.revision }, id));
    if (!kept) return;
    sessionStorage.removeItem(`draft:pack:${pack.key}:${pack.revision}`);
    await client.invalidateQueries({ queryKey: ["process", pack.key] });
  };
  const theirs = form.problem?.code === "version_conflict";
  return (
    <div className="grid items-start gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Text area={area} text={text} set={(next) => setDraft({ text: next })} />
      <div className="space-y-4 lg:sticky lg:top-7">
        <div className="flex flex-wrap items-center gap-3">
          <Button look="primary" onClick={() => void save()} disabled={!dirty || form.busy || (checked?.problems.length ?? 0) > 0}>
            {words.save}
          </Button>
          <span role="status" className="text-sm text-soft">
            {dirty ? words.dirty : words.saved}
          </span>
        </div>
        {form.problem && <RefusalNote problem={form.problem} focus />}
        {theirs && <Button onClick={() => void client.invalidateQueries({ queryKey: ["process", pack.key] })}>{words.theirs}</Button>}
        {form.lost && <NotSent />}
        <Findings checked={checked} goTo={(line) => goTo(area.current, line)} />
        <p className="text-sm">
          <a href="/api/v1/processes/schema.json" className="text-soft underline decoration-edge underline-offset-2 hover:text-ink">
            {words.schema}
          </a>
        </p>
      </div>
    </div>
  );
}

type TextProps = { readonly area: RefObject<HTMLTextAreaElement | null>; readonly text: string; readonly set: (text: string) => void };

/** The text beside the numbers of its lines; both scroll as one. */
function Text({ area, text, set }: TextProps) {
  const lines = text.split("\n");
  const widest = lines.reduce((most, line) => Math.max(most, line.length), 60);
  return (
    <div data-frame className="card max-h-[70dvh] min-w-0 overflow-auto font-mono text-xs leading-5 focus-within:border-accent">
      <div className="flex w-max min-w-full">
        <pre aria-hidden="true" className="sticky left-0 border-r border-line bg-sunken px-2.5 py-3 text-right text-faint select-none">
          {lines.map((_, index) => index + 1).join("\n")}
        </pre>
        <textarea
          ref={area}
          aria-label={words.text}
          className="grow resize-none overflow-hidden bg-transparent px-3 py-3 outline-none"
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          rows={lines.length}
          cols={widest}
          value={text}
          onChange={(event) => set(event.target.value)}
        />
      </div>
    </div>
  );
}
