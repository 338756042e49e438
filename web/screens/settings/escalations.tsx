/** Escalation policies with where they are used, and the rooms and webhooks their steps may write to. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { get } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import type { Organisation } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { list } from "../../when.ts";
import { Endpoints } from "./endpoints.tsx";
import { ListPart, ListRow } from "./part.tsx";
import { conditionText, minutesOf, type Policy } from "./policy.ts";
import { PolicyForm, policiesPath } from "./policy-form.tsx";
import { useSmall } from "./small.ts";
import { Sure } from "./sure.tsx";
import { type Callable, targetName, useCallable } from "./targets.tsx";
import { Warnings } from "./warnings.tsx";

const words = t.escalation;

/** The part. */
export function Escalations({ admin }: { readonly admin: boolean }) {
  const callable = useCallable();
  return (
    <>
      <ListPart<Policy>
        title={t.settings.sections.escalations ?? ""}
        says={words.says}
        path={policiesPath}
        none={words.none}
        noneSays={words.noneSays}
        row={(policy, edit) => <PolicyRow key={policy.id} policy={policy} edit={edit} callable={callable} />}
        form={admin ? (done, item) => <PolicyForm item={item} done={done} /> : undefined}
      />
      {admin && <Endpoints />}
    </>
  );
}

/** A policy that nobody uses is a dead end: one press gives it to everybody. */
function Give({ policy }: { readonly policy: Policy }) {
  const client = useQueryClient();
  const organisation = useQuery({ queryKey: ["organisation"], queryFn: () => get<Organisation>("/organisation") });
  const small = useSmall(["list", policiesPath]);
  if (!organisation.data || organisation.data.escalation !== null) return null;
  const { version } = organisation.data;
  const give = async () => {
    await small("PATCH", "/organisation", { version, escalation: policy.id }, words.given);
    await client.invalidateQueries({ queryKey: ["organisation"] });
  };
  return (
    <Button className="mt-2" onClick={() => void give()}>
      {words.give}
      <span className="sr-only">: {policy.title}</span>
    </Button>
  );
}

type RowProps = { readonly policy: Policy; readonly edit: ReactNode; readonly callable: Callable };

function PolicyRow({ policy, edit, callable }: RowProps) {
  const [sure, setSure] = useState(false);
  const { usedBy } = policy;
  const places = [...(usedBy.organisation ? [words.organisation] : []), ...usedBy.areas.map(({ name }) => name)];
  return (
    <ListRow
      title={policy.title}
      says={places.length > 0 ? words.usedBy(list(places)) : words.unused}
      aside={
        edit && (
          <span className="flex shrink-0">
            {edit}
            <Button look="quiet" aria-expanded={sure} onClick={() => setSure(!sure)}>
              {sure ? t.common.cancel : t.common.remove}
              <span className="sr-only"> {policy.title}</span>
            </Button>
          </span>
        )
      }
    >
      <ol className="mt-1 space-y-0.5 text-sm text-soft">
        {policy.steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name than their place
          <li key={at} className="flex gap-2">
            <span data-figures className="w-20 shrink-0">
              {minutesOf(step.after) === 0 ? words.preview.start : `+ ${minutesOf(step.after)} min`}
            </span>
            <span className="min-w-0">
              <span className="text-ink">{list(step.to.map((one) => targetName(callable, one)))}</span> {conditionText(step.when)}
            </span>
          </li>
        ))}
      </ol>
      {edit && places.length === 0 && <Give policy={policy} />}
      {policy.warnings.length > 0 && (
        <div className="mt-2">
          <Warnings of={policy.warnings.map(({ detail }) => detail)} />
        </div>
      )}
      {sure && (
        <Sure
          path={`${policiesPath}/${encodeURIComponent(policy.id)}?version=${policy.version}`}
          method="DELETE"
          says={words.sureRemove(policy.title)}
          label={t.common.remove}
          renew={[["list", policiesPath]]}
          done={() => note(t.common.saved)}
        />
      )}
    </ListRow>
  );
}
