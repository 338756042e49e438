/** Me: the ways to reach me in the order in which they are tried, my rules, the weekly test page, my calendar, my zone and hours. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { get } from "../../api.ts";
import { buttonLook } from "../../parts/button.tsx";
import { Loading, Section } from "../../parts/states.tsx";
import { listQuery } from "../../queries.ts";
import type { ContactMethod, Person } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { AddMethod, path as methods } from "./add-method.tsx";
import { Methods } from "./methods.tsx";
import { OwnCalendarPart } from "./own-calendar.tsx";
import { PartHead } from "./part.tsx";
import { Personal } from "./personal.tsx";
import { Rules } from "./rules.tsx";
import { WeeklyTest } from "./test-page.tsx";

const words = t.settings.me;

/** The part. */
export function Me() {
  const me = useQuery({ queryKey: ["me"], queryFn: () => get<Person>("/me") });
  const list = useQuery(listQuery<ContactMethod>(methods));
  return (
    <>
      <PartHead
        title={t.settings.sections.me ?? ""}
        says={words.says}
        aside={
          <Link to="/deliveries" search={{}} className={buttonLook("plain")}>
            {t.reach.deliveries.link}
          </Link>
        }
      />
      <Section title={words.methods} aside={<span className="text-xs text-soft">{words.methodsSays}</span>}>
        <Loading of={list}>{(data) => <Methods items={data} />}</Loading>
        <div className="border-t border-line">
          <AddMethod />
        </div>
      </Section>
      <Section title={t.reach.rules.title}>
        <Loading of={list}>{(data) => <Rules methods={data} />}</Loading>
      </Section>
      <WeeklyTest />
      <OwnCalendarPart />
      <Section title={t.settings.personal}>
        <Loading of={me}>{(person) => <Personal person={person} />}</Loading>
      </Section>
    </>
  );
}
