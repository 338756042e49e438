/** What the incidents' routes are handed by main: the door, the views, and the ways in that are not the API. */
import type { FastifyRequest } from "fastify";
import type { Engine } from "../../core/kernel/engine.ts";
import type { Refusal } from "../../core/kernel/refusal.ts";
import type { Instant } from "../../core/kernel/time.ts";
import type { ChatLink } from "../../shell/access/chat-codes.ts";
import type { Dispatch } from "../../shell/dispatch.ts";
import type { Feed } from "../../shell/feed.ts";
import type { ReceiveMail } from "../../shell/hear/mail-in.ts";
import type { Receive } from "../../shell/hear/receive.ts";
import type { Intake } from "../../shell/ingest.ts";
import type { ClockPort } from "../../shell/rehearsal.ts";
import type { Sign } from "../../shell/watch/monitors.ts";
import type { ViewParts } from "../../views/view.ts";

/** Asked at every beat of an open feed, so that a revoked token or a closed account ends it (S3). */
export type StillMay = (request: FastifyRequest) => Promise<boolean>;

/** A source as its key opens it. */
export type KeyedSource = { readonly id: string; readonly kind: string; readonly settings: unknown; readonly perMinute: number; readonly burst: number };

/** What an answer link is about; `subject` is the incident's id and the page's, with a space between. */
export type PageLink = { readonly purpose: string; readonly person: string; readonly subject: string };

/** A file that was attached. */
export type KeptFile = { readonly id: string; readonly incident: string; readonly name: string; readonly mediaType: string; readonly sizeBytes: number };

/** Where files go. */
export type Files = {
  keep(file: {
    readonly incident: string;
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: Buffer;
    readonly person: string;
    readonly ip: string;
  }): Promise<KeptFile | Refusal>;
  get(id: string): Promise<(KeptFile & { readonly bytes: Buffer }) | null>;
};

/** Handed in by main. */
export type IncidentParts = {
  readonly engine: Engine;
  readonly dispatch: Dispatch;
  readonly views: ViewParts;
  readonly feed: Feed;
  /** Whether whoever opened a feed may still read; absent: the same credentials are looked up again. */
  readonly stillMay?: StillMay;
  readonly intake: {
    readonly accept: Intake;
    readonly waiting: () => number;
    /** For what comes beyond a source's quota. */
    readonly grouped: { readonly accept: Intake; readonly waiting: (source: string) => number };
    /** For signs of life. */
    readonly sign: Sign;
  };
  /** The source that a key opens; a revoked key may open it half a second longer. */
  readonly sourceOfKey: (key: string) => Promise<KeyedSource | null>;
  readonly links: { read(token: string): Promise<PageLink | Refusal>; use(token: string): Promise<PageLink | Refusal> };
  readonly files: Files;
  /** Null on every server but a rehearsal's: then there is no such route. */
  readonly clock: ClockPort | null;
  /** The next instant anything is due; null when nothing is. */
  readonly nextDue: () => Promise<Instant | null>;
  readonly receive: Receive;
  readonly receiveMail: ReceiveMail;
  /** Counts a guess at something, and from an address; a refusal where there were too many (S10). */
  readonly guessed: (what: string, ip: string) => Promise<Refusal | null>;
  /** Writes down that a file of data left. */
  readonly exported: (person: string, what: string, ip: string) => Promise<void>;
  /** The person a chat identity belongs to (null: nobody yet); who was never heard of is noted. */
  readonly personOfChat: (user: string, name: string) => Promise<string | null>;
  /** Makes a chat identity its person's by the code that was typed there. */
  readonly linkChat: (link: ChatLink, from: { readonly ip: string }) => Promise<{ readonly person: string } | Refusal>;
  readonly world: { monotonicMs(): number; id(): string };
};
