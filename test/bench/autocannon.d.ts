/** The part of autocannon that the benches use; the package brings no types. */
declare module "autocannon" {
  type Request = { readonly method?: string; readonly path?: string; headers?: Record<string, string>; body?: string };
  type Options = {
    /** Requests a second over all connections; absent: as many as there can be. */
    readonly overallRate?: number;
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly requests: readonly { readonly setupRequest: (request: Request) => Request }[];
  };
  /** `latency` in milliseconds, `duration` in seconds. */
  type Result = {
    readonly duration: number;
    readonly "2xx": number;
    readonly non2xx: number;
    readonly errors: number;
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
  };
  function run(options: Options): Promise<Result>;

  // biome-ignore lint/style/noDefaultExport: it is how the package exports it
  export { type Request, run as default };
}
