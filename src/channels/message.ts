/** What is to be said, before any channel says it: one neutral shape that each channel renders in its own format. */

/** A message in parts. Every text is plain; a channel encodes it for its own sink. */
export type Message = {
  /** The same for every attempt of the same message: providers and receivers use it to see a repeat. */
  readonly idempotencyKey: string;
  readonly template: string;
  readonly urgency: "page" | "notice";
  /** The one line that must survive every channel: severity and topic (SR-19). */
  readonly headline: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** The main thing to do: for a page, the single-use answer link. */
  readonly action?: { readonly label: string; readonly url: string };
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /**
   * How a page is answered without its link: what a reply must carry to mean this page (a short code, or a long token for mail). Absent: it asks for no answer.
   * Never shown as what it is by a channel that cannot hear replies.
   */
  readonly answerable?: { readonly handle: string };
  /** Documents that go with it (mail attaches them, others link). A `text/calendar` with a `method` is an answer that calendar programs act on (RFC 6047). */
  readonly documents: readonly { readonly filename: string; readonly contentType: string; readonly content: string }[];
  /** In whose name it goes out, where it speaks for somebody; absent: the server's own. */
  readonly sender?: string;
  /** The incident it belongs to; null for messages about an account. */
  readonly incident: { readonly id: string; readonly number: number | null; readonly title: string; readonly severity: string | null } | null;
  readonly drill: boolean;
  readonly language: string;
};

/** Everything a message template may draw on. Names are already looked up; the core's params come as they are. */
export type TemplateInput = {
  readonly params: { readonly [name: string]: string | number | boolean | null | readonly string[] };
  readonly incident: {
    readonly id: string;
    readonly number: number | null;
    readonly title: string;
    readonly severityRank: number | null;
    readonly severityName: string | null;
    readonly url: string;
    readonly threadUrl: string;
    readonly process: string;
    /** Where to join call and chat, where calls of this process say so. */
    readonly join?: string | null;
  } | null;
  readonly recipientName: string;
  readonly organisation: string;
  readonly answerUrl: string | null;
  /** Names by person id, labels by role key. */
  readonly names: { readonly [id: string]: string };
  readonly documents: readonly { readonly filename: string; readonly contentType: string; readonly content: string }[];
  /** Where people reach this server, for links to its pages; absent: no links. */
  readonly publicUrl?: string;
  /** The recipient's IANA zone, in which times are said; absent: UTC. */
  readonly timeZone?: string;
};

/** One kind of message: how its words are made. */
export type Template = {
  readonly name: string;
  readonly title: string;
  /** For people outside the organisation: the message carries no incident number, severity or inner link. */
  readonly outside?: boolean;
  readonly compose: (input: TemplateInput) => Pick<Message, "headline" | "paragraphs" | "facts" | "action" | "links" | "documents" | "sender">;
  readonly example: TemplateInput;
};
