/** The call sheet: whom to call, by their own clock, and what came of it. */
import { Clock3, PhoneCall } from "lucide-react";
import { useState } from "react";
import type { OutsideView } from "../../src/views/outside.ts";
import { useNow } from "../clock.ts";
import { outside } from "../text/en-outside.ts";
import { timeIn } from "../when.ts";
import { Button } from "./button.tsx";
import { Do } from "./commands.tsx";
import { Tag } from "./marks.tsx";
import { Panel, Row } from "./panel.tsx";
import { Ago } from "./time.tsx";

const words = outside.calls;
type Customer = NonNullable<OutsideView["calls"]>["customers"][number];

/** So many customers are shown at first. */
const shown = 12;

/** The sheet. */
export function CallSheet({ of: { calls, heardAt } }: { readonly of: OutsideView }) {
  const [all, setAll] = useState(false);
  if (calls === null) return null;
  const { customers, window, said } = calls;
  return (
    <>
      <Panel
        title={words.title}
        count={customers.length}
        action={<Do name="set-affected-customers" look="quiet" label={words.who} />}
        empty={customers.length === 0 ? words.empty : undefined}
      >
        <li className="bg-sunken px-3 py-1.5 text-xs text-soft">
          {heardAt === null ? (
            <strong className="font-semibold text-ink">{words.never}</strong>
          ) : (
            <>
              {words.heard} <Ago at={heardAt} />.
            </>
          )}{" "}
          {words.window[window]} {!said && words.notSaid}
        </li>
        {(all ? customers : customers.slice(0, shown)).map((one) => (
          <CustomerRow key={one.id} of={one} />
        ))}
      </Panel>
      {!all && customers.length > shown && (
        <Button look="quiet" className="-mt-4 mb-6 -ml-3" onClick={() => setAll(true)}>
          {words.more(customers.length - shown)}
        </Button>
      )}
    </>
  );
}

function CustomerRow({ of: one }: { readonly of: Customer }) {
  const now = useNow();
  return (
    <Row>
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="font-medium">{one.name}</span>
            {one.affected && <Tag>{words.hit}</Tag>}
          </p>
          <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-soft" title={one.zone}>
            <Clock3 size={12} aria-hidden="true" />
            <span data-figures>{timeIn(one.zone, now)}</span>
            <span>{one.opensAt === null ? words.now : `${words.from} ${timeIn(one.zone, Date.parse(one.opensAt))}`}</span>
            {one.owner && <span>· {words.keeps(one.owner.name)}</span>}
          </p>
          {one.last && (
            <p className="text-xs">
              {words.outcome[one.last.outcome]} {words.how[one.last.how]}, <Ago at={one.last.at} />
              {one.last.note && `: ${one.last.note}`}
            </p>
          )}
        </div>
        <Do
          name="record-customer-contact"
          input={{ customer: one.id }}
          look="quiet"
          label={words.note}
          icon={<PhoneCall size={14} aria-hidden="true" />}
          className="-my-1.5 -mr-2"
        />
      </div>
    </Row>
  );
}
