/** The town of the simulation as Graceful Disasters needs it. */
import type { MemoryStore } from "../../src/store/memory.ts";
import { everybody, hoursIn } from "../organisation.ts";

/** What the process asks of the organisation: experts of the shop, who watches, who speaks, and whom it serves. */
export function tellGraceful(raw: Pick<MemoryStore, "setFact">): void {
  const group = (key: string, people: readonly string[], contacts: readonly string[] = []) => raw.setFact("group", key, { key, people, contacts });
  for (const key of ["executives", "vice_presidents", "client_managers", "management"]) group(key, ["eve"]);
  group("public_relations", ["dan"]);
  group("customers", [], ["customer-a"]);
  raw.setFact("area", "web", { id: "web", name: "Web shop", team: "response", experts: ["ana", "cleo"], escalation: null });
  raw.setFact("contact", "customer-a", { id: "customer-a", name: "Demo Customer A", kind: "customer", zone: null, owner: null });
  raw.setFact("process", "graceful", { key: "graceful", version: 1 });
  raw.setFact("organisation", "organisation", {
    ...{ hours: hoursIn("UTC"), defaultProcess: "graceful", staff: everybody, escalation: null },
    ...{ lastResort: ["ben"], admins: ["ben", "eve"] },
  });
}
