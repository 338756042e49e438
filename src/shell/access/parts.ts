/** What access is made of: the database, chance, the key that seals, the queue of messages, and the ways to reach people. */
import type { Channel } from "../../channels/channel.ts";
import type { Instant } from "../../core/kernel/time.ts";
import type { Keyring } from "../../store/access/secrets.ts";
import type { By, Db } from "../../store/directory/tables.ts";
import type { Jobs } from "../../store/jobs.ts";
import type { Signals } from "../../store/signals.ts";
import type { World } from "../world.ts";

/** What access and the directory need of a channel. */
export type Reach = Pick<Channel, "name" | "title" | "wakes" | "address" | "mask" | "addressSecret" | "take">;

/** Handed in by main. */
export type Parts = {
  readonly db: Db;
  /** The same over a connection for what may take its time. */
  readonly slowDb: Db;
  readonly world: Pick<World, "random" | "id" | "http" | "monotonicMs" | "sleep">;
  readonly keys: Keyring;
  readonly jobs: Pick<Jobs, "enqueue">;
  readonly channels: readonly Reach[];
  /** Where people reach this server: every link is built from it. */
  readonly publicUrl: string;
  readonly node: string;
  readonly signals: Pick<Signals, "recent">;
  /** The store's time. */
  readonly now: () => Promise<Instant>;
  /** Watches a schedule that was just made; absent: the census finds it within a minute. */
  readonly watchSchedule?: (key: string) => Promise<void>;
  /** Has incidents follow a group that was just changed; absent: they do within a moment. */
  readonly followChanges?: () => Promise<void>;
  /** The roles a person holds in open incidents now: what is to be handed over when they leave. */
  readonly rolesOf: (person: string) => Promise<readonly { readonly incident: string; readonly role: string }[]>;
};

/** Where a request came from. */
export type From = { readonly ip: string; readonly agent: string | null };

/** `bytes` random bytes as URL-safe text. */
export function randomText(parts: { readonly world: Pick<World, "random"> }, bytes: number): string {
  return Buffer.from(parts.world.random(bytes)).toString("base64url");
}

/** A person acting from somewhere. */
export function byPerson(parts: Pick<Parts, "node">, person: string, from: Pick<From, "ip">): By {
  return { actor: `person:${person}`, ip: from.ip, node: parts.node };
}

/** Somebody unknown acting from somewhere. */
export function byNobody(parts: Pick<Parts, "node">, from: Pick<From, "ip">): By {
  return { actor: "anonymous", ip: from.ip, node: parts.node };
}
