/** A process of its own that starts the embedded database, says where it is, and stops it when its input ends. Tests kill it. */
import { startEmbedded } from "../../src/store/embedded.ts";

const [dataFolder = "", packageFolder] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const log = { info: () => undefined, warn: () => undefined, error: (fields: object, message: string) => say({ logged: message, ...fields }) };

try {
  const database = await startEmbedded({ dataFolder, log, ...(packageFolder === undefined ? {} : { packageFolder }) });
  say({ serverPid: database.pid(), config: database.config });
  process.stdin.resume().on("end", () => {
    void database.stop().then(() => process.exit(0));
  });
} catch (error) {
  say({ refused: String(error) });
  process.exitCode = 1;
}
