/** Rooms and webhooks as administrators set them up: the address is kept masked, a signing secret is shown once, a button tries it out. */
import type { Effect } from "../../core/kernel/effect.ts";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { stale } from "../../store/directory/change.ts";
import {
  addEndpoint,
  allEndpoints,
  changeEndpoint,
  type EndpointKind,
  type EndpointRow,
  endpointById,
  removeEndpoint,
} from "../../store/directory/endpoints.ts";
import { policiesNaming } from "../../store/directory/escalations.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";

/** An endpoint as the API shows it. */
export type EndpointView = EndpointRow & { readonly usedBy: readonly { readonly id: string; readonly title: string }[] };

async function viewOf(parts: Parts, row: EndpointRow): Promise<EndpointView> {
  const channel = parts.channels.find(({ name }) => name === row.channel);
  return { ...row, address: channel?.mask(row.address) ?? "•••", usedBy: await policiesNaming(parts.db, { endpoint: row.id }) };
}

/** All endpoints. */
export async function listEndpoints(parts: Parts): Promise<EndpointView[]> {
  return Promise.all((await allEndpoints(parts.db)).map((row) => viewOf(parts, row)));
}

/** What an administrator gives. */
export type EndpointInput = { readonly name: string; readonly kind: EndpointKind; readonly channel: string; readonly address: string };

/** Adds an endpoint; the secret that signs what goes there is shown this once. */
export async function createEndpoint(
  parts: Parts,
  identity: Identity,
  input: EndpointInput,
  from: From,
): Promise<(EndpointView & { readonly secret: string | null }) | Refusal> {
  const address = addressIn(parts, input.channel, input.address);
  if (typeof address !== "string") return address;
  const id = parts.world.id();
  const secret = secretFor(parts, input.channel);
  const added = await addEndpoint(parts.db, byPerson(parts, identity.person, from), { id, ...input, address, secrets: secret && sealed(parts, id, secret) });
  return "refused" in added ? added : { ...(await viewOf(parts, added)), secret };
}

function addressIn(parts: Parts, name: string, given: string): string | Refusal {
  const channel = parts.channels.find((one) => one.name === name);
  if (channel === undefined) return refuse("invalid_value", `There is no channel ${name}.`, { pointer: "/channel" });
  const address = channel.address.safeParse(given);
  return address.success ? address.data : refuse("invalid_value", address.error.issues[0]!.message, { pointer: "/address" });
}

function secretFor(parts: Parts, name: string): string | null {
  const signs = parts.channels.find((one) => one.name === name)?.addressSecret !== undefined;
  return signs ? `whsec_${Buffer.from(parts.world.random(32)).toString("base64")}` : null;
}

const sealed = (parts: Parts, id: string, secret: string) => parts.keys.seal(JSON.stringify([secret]), `endpoint/${id}`);

/** Changes name or address; `newSecret` makes another secret, which is shown this once. */
export async function patchEndpoint(
  parts: Parts,
  identity: Identity,
  change: {
    readonly id: string;
    readonly version: number;
    readonly name?: string | undefined;
    readonly address?: string | undefined;
    readonly newSecret: boolean;
  },
  from: From,
): Promise<(EndpointView & { readonly secret: string | null }) | Refusal> {
  const { id, name, newSecret } = change;
  const before = await endpointById(parts.db, id);
  if (before === null) return stale(false);
  const address = change.address === undefined ? before.address : addressIn(parts, before.channel, change.address);
  if (typeof address !== "string") return address;
  const secret = newSecret ? secretFor(parts, before.channel) : null;
  const fields = { ...(name === undefined ? {} : { name }), address, ...(secret === null ? {} : { secrets: sealed(parts, id, secret) }) };
  const changed = await changeEndpoint(parts.db, byPerson(parts, identity.person, from), change, fields);
  return "refused" in changed ? changed : { ...(await viewOf(parts, changed)), secret };
}

/** Removes an endpoint that no policy calls. */
export function deleteEndpoint(
  parts: Parts,
  identity: Identity,
  which: { readonly id: string; readonly version: number },
  from: From,
): Promise<{ readonly removed: string } | Refusal> {
  return removeEndpoint(parts.db, byPerson(parts, identity.person, from), which);
}

/** Sends a test message there, now; its id leads to what became of it. */
export async function testEndpoint(parts: Parts, identity: Identity, id: string): Promise<{ readonly message: string } | Refusal> {
  const endpoint = await endpointById(parts.db, id);
  if (endpoint === null) return stale(false);
  const message = parts.world.id();
  const effect: Effect = {
    ...{ key: `endpoint-test/${message}`, to: { contact: id }, template: "test-message", urgency: "notice", always: true, cites: [] },
    params: { by: identity.person, channel: endpoint.channel },
  };
  await parts.jobs.enqueue({ id: message, effect, person: null, contact: id });
  return { message };
}
