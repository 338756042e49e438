/** The error of a store that must not be used: the message says what is wrong and what to do about it, for a person at a terminal. */

/** Why the store refused; stable words for tests and exit codes. */
export type StoreRefusal =
  | "folder-in-use"
  | "no-server-for-this-system"
  | "server-account"
  | "server-did-not-start"
  | "database-password"
  | "unsafe-setting"
  | "migration-changed"
  | "migration-files"
  | "schema-newer"
  | "restore-target"
  | "backup-damaged";

/** Thrown at start, migration, backup and restore. Nothing was half done when it is thrown. */
export class StoreRefused extends Error {
  readonly code: StoreRefusal;

  constructor(code: StoreRefusal, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = "StoreRefused";
    this.code = code;
  }
}
