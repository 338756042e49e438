/** A role that is offered to the viewer: who asks, their words, the brief, and a big yes or no. */
import { useQuery } from "@tanstack/react-query";
import { Handshake } from "lucide-react";
import { useState } from "react";
import type { Brief as BriefView } from "../../src/views/brief.ts";
import { viewQuery } from "../queries.ts";
import { run } from "../text/en-run.ts";
import { Brief } from "./brief.tsx";
import { Button } from "./button.tsx";
import { Do, useCommands } from "./commands.tsx";
import { Panel, Row } from "./panel.tsx";
import { Loading } from "./states.tsx";
import { Ago } from "./time.tsx";

const words = run.handover;
type Offer = BriefView["offers"][number];

const useBrief = () => {
  const { number, ability } = useCommands();
  return useQuery({ ...viewQuery<BriefView>(number, "brief"), enabled: ability("accept-handover") !== undefined });
};

/** One card for each offer to the viewer; nothing for anybody else. `due`: an answer of theirs is known to be owed. */
export function OfferCard({ due }: { readonly due: boolean }) {
  const found = useBrief();
  if (!found.data && !due) return null;
  return (
    <Loading of={found} lines={3}>
      {(brief) => brief.offers.filter((offer) => offer.mine).map((offer) => <Asked key={offer.id} offer={offer} brief={brief} />)}
    </Loading>
  );
}

function Asked({ offer, brief }: { readonly offer: Offer; readonly brief: BriefView }) {
  const { open, run: send } = useCommands();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    await send("accept-handover", { handover: offer.id });
    setBusy(false);
  };
  return (
    <section aria-labelledby={`offer-${offer.id}`} className="overflow-hidden rounded-[10px] border border-accent/40 bg-surface shadow-card">
      <div className="flex gap-3 bg-accent-soft px-4 py-2.5">
        <Handshake size={18} className="mt-0.5 shrink-0" aria-hidden="true" />
        <div className="min-w-0">
          <h2 id={`offer-${offer.id}`} className="text-base">
            {words.asks(offer.from.name, offer.label)}
          </h2>
          <p className="text-xs text-soft">
            <Ago at={offer.at} />
          </p>
        </div>
      </div>
      {offer.brief !== "" && <blockquote className="px-4 pt-3 whitespace-pre-line">{offer.brief}</blockquote>}
      <details className="group px-4">
        <summary className="control -mx-1 flex items-center rounded px-1 text-sm text-soft underline decoration-line underline-offset-2 hover:text-ink">
          {words.where}
        </summary>
        <div className="pb-2">
          <Brief of={brief} />
        </div>
      </details>
      <div className="grid gap-2 border-t border-line p-3 sm:grid-cols-2">
        <Button look="primary" className="min-h-11 text-base" disabled={busy} onClick={() => void take()}>
          {words.take}
        </Button>
        <Button className="min-h-11 text-base" onClick={() => open("decline-handover", { handover: offer.id })}>
          {words.refuse}
        </Button>
      </div>
    </section>
  );
}

/** The offers that wait for somebody else's yes; whoever may takes one back. */
export function OffersOnTheirWay() {
  const offers = useBrief().data?.offers.filter((offer) => !offer.mine) ?? [];
  if (offers.length === 0) return null;
  return (
    <Panel title={words.onItsWay}>
      {offers.map((offer) => (
        <Row key={offer.id}>
          <div className="flex items-start justify-between gap-2">
            <div>
              <p className="font-medium">{words.waits(offer.to.name, offer.label)}</p>
              <p className="text-xs text-soft">
                {words.asked} <Ago at={offer.at} />
              </p>
            </div>
            <Do name="withdraw-handover" input={{ handover: offer.id }} look="quiet" label={words.withdraw} direct mine />
          </div>
        </Row>
      ))}
    </Panel>
  );
}
