/** What a channel may use to reach a provider: HTTP and mail, nothing else. The shell provides it, the simulation has a twin. */

/** An outgoing HTTP request; redirects are never followed and the whole exchange has one deadline. */
export type HttpRequest = {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly deadlineMs: number;
  /** `guarded` refuses every address that is not public unicast (user-given URLs); `provider` is an address from the configuration. */
  readonly trust: "guarded" | "provider";
  /** How much of the answer's body is read, in bytes; 64 KiB unless said. */
  readonly mostBytes?: number;
};

/** What came back. `body` is cut at `mostBytes`. */
export type HttpReply = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** A failed exchange: `sent` says whether the other side may have acted on it. */
export class ExchangeFailed extends Error {
  readonly sent: "no" | "unknown";
  constructor(message: string, sent: "no" | "unknown") {
    super(message);
    this.sent = sent;
  }
}

/** One mail as the mail channel composes it; addresses are plain, never with display-name syntax. */
export type Mail = {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly content: string }[];
  /** A message between calendar programs (RFC 6047), beside the words. */
  readonly calendar?: { readonly method: string; readonly content: string };
};

/** Where mail goes out. */
export type MailServer = { readonly host: string; readonly port: number; readonly secure: boolean; readonly user?: string; readonly password?: string };

/** The mail server said no: 4xx is worth another try, 5xx is for good. `about` says to what: only a no to the recipient speaks of the address. */
export class MailRefused extends Error {
  readonly smtpCode: number;
  readonly about: "recipient" | "other";
  constructor(message: string, smtpCode: number, about: "recipient" | "other" = "recipient") {
    super(message);
    this.smtpCode = smtpCode;
    this.about = about;
  }
}

/** The two ways out that channels have. */
export type Wire = {
  /** Throws ExchangeFailed when no reply was read. */
  http(request: HttpRequest): Promise<HttpReply>;
  /** Resolves with the server's acceptance line; throws ExchangeFailed, or MailRefused with the SMTP code. */
  mail(server: MailServer, mail: Mail): Promise<string>;
  /** Milliseconds since 1970, for timestamps in signatures. */
  nowMs(): number;
};
