/** The shape of the log that the embedded database writes to. */

/** What the store needs of a log; pino's loggers have this shape. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
