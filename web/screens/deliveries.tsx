/** Messages out over all incidents: one's own, and for administrators everybody's. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { DeliveryView } from "../../src/views/room-shape.ts";
import { get, query } from "../api.ts";
import { DeliveryRow } from "../parts/delivery-row.tsx";
import { Choice } from "../parts/field.tsx";
import { Empty, Loading, Page } from "../parts/states.tsx";
import { Ago } from "../parts/time.tsx";
import { sessionQuery } from "../queries.ts";
import type { Items } from "../shapes.ts";
import { t } from "../text/en.ts";

const words = t.reach.deliveries;

/** How many are shown; the newest first. */
const most = 200;

/** The page at `/deliveries`. */
export function Deliveries() {
  const { all } = useSearch({ from: "/app/deliveries" });
  const navigate = useNavigate();
  const person = useQuery(sessionQuery).data?.person;
  const everybody = all === true && person?.admin === true;
  const to = everybody ? undefined : person?.id;
  const sent = useQuery({
    queryKey: ["notifications", "to", to ?? "all"],
    enabled: person !== undefined,
    queryFn: () => get<Items<DeliveryView>>(`/notifications${query({ to, limit: most })}`),
  });
  const whose = [
    { value: "mine", label: words.mine },
    { value: "all", label: words.all },
  ];
  return (
    <Page title={words.title} says={words.says}>
      {person?.admin && (
        <div className="mb-4 w-fit">
          <Choice
            legend={words.whose}
            options={whose}
            value={everybody ? "all" : "mine"}
            onChange={(value) => void navigate({ to: "/deliveries", search: value === "all" ? { all: true } : {}, replace: true })}
          />
        </div>
      )}
      <div className="card max-w-3xl overflow-hidden">
        <Loading of={sent}>{({ items }) => (items.length === 0 ? <Empty title={words.none}>{words.noneSays}</Empty> : <Rows items={items} />)}</Loading>
      </div>
    </Page>
  );
}

function Rows({ items }: { readonly items: readonly DeliveryView[] }) {
  return (
    <ul className="divide-y divide-line">
      {items.map((one) => (
        <DeliveryRow
          key={one.id}
          delivery={one}
          aside={
            <span className="text-xs text-faint">
              <Ago at={one.queuedAt} />
            </span>
          }
        />
      ))}
    </ul>
  );
}
