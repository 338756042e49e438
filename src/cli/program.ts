/** The command line: what runs on this machine is handed in by main, everything else goes through the server's API. */
import { Argument, Command } from "commander";
import { completion, type Shell, shells } from "./completion.ts";
import { addLogin } from "./login.ts";
import { addPlaces } from "./places.ts";
import { addView, verbOf } from "./read.ts";
import { exits } from "./refusal.ts";
import { addResources } from "./resources.ts";
import { addCommand } from "./send.ts";
import { type Terminal, thisTerminal } from "./terminal.ts";
import { verbs } from "./verbs.ts";

/** What needs the machine itself, carried out by main. Each resolves with the exit code. */
export type LocalCommands = {
  /** Runs the server until it is told to stop. */
  readonly serve: () => Promise<number>;
  /** The same with a clock moved by hand and channels that end in sinks. */
  readonly rehearse: () => Promise<number>;
  readonly setupToken: () => Promise<number>;
  readonly resetPassword: (email: string) => Promise<number>;
  readonly backup: (file: string) => Promise<number>;
  readonly restore: (file: string) => Promise<number>;
  readonly paging: (to: "resume" | "hold" | "show") => Promise<number>;
  /** Says what forgetting somebody would change; changes it where `yes`. */
  readonly erasePerson: (idOrEmail: string, yes: boolean) => Promise<number>;
  /** Checks settings, data folder, database and channels, a line each. */
  readonly doctor: () => Promise<number>;
};

/** Builds the whole command line. */
export function program(local: LocalCommands, version: string, terminal: Terminal = thisTerminal()): Command {
  const root = new Command("quarterdeck")
    .description("Runs your organisation's incident process, exactly, every time.")
    .version(version)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride((error) => terminal.exit(error.exitCode === 0 ? exits.done : exits.usage))
    .showHelpAfterError("(quarterdeck --help says what there is)");
  root.commandsGroup("On this machine:");
  addLocal(root, local, terminal);
  root.commandsGroup("With a server:");
  addRemote(root, terminal);
  root
    .command("completion")
    .addArgument(new Argument("<shell>").choices(shells))
    .description("print completion for a shell: source <(quarterdeck completion bash)")
    .action((shell: Shell) => terminal.out(completion(root, shell)));
  return root;
}

function addLocal(root: Command, local: LocalCommands, terminal: Terminal): void {
  const run = (work: () => Promise<number>) => async () => terminal.done(await work());
  root.command("serve").description("run the server").action(run(local.serve));
  root.command("rehearse").description("run a server whose clock you move and whose messages go nowhere").action(run(local.rehearse));
  root.command("setup-token").description("print a new token for the first setup").action(run(local.setupToken));
  root
    .command("backup <file>")
    .description("write everything to a file")
    .action(async (file: string) => run(() => local.backup(file))());
  root
    .command("restore <file>")
    .description("read a backup into an empty data folder; paging is then held")
    .action(async (file: string) => run(() => local.restore(file))());
  root
    .command("paging")
    .addArgument(new Argument("<what>").choices(["show", "hold", "resume"]))
    .description("whether messages leave")
    .action(async (to: "show" | "hold" | "resume") => run(() => local.paging(to))());
  root.command("doctor").description("check this installation").action(run(local.doctor));
  root
    .command("erase-person <id-or-email>")
    .option("--yes", "do it: without this, only what would change is said")
    .description("forget somebody who has left: their name, addresses, and both in every text")
    .action(async (who: string, { yes = false }: { yes?: boolean }) => run(() => local.erasePerson(who, yes))());
  const admin = root.command("admin").description("what an administrator does on the machine");
  admin
    .command("reset-password <email>")
    .description("print a link to choose a new password")
    .action(async (email: string) => run(() => local.resetPassword(email))());
}

function addRemote(root: Command, terminal: Terminal): void {
  addLogin(root, terminal);
  const incident = root.command("incident").description("look at incidents and work on them");
  const process = root.command("process").alias("pack").description("the agreed process");
  const groups: Readonly<Record<string, Command>> = { incident, process };
  incident.commandsGroup("Look:");
  for (const view of verbs.views) addView(groups[verbOf(view).group ?? ""] ?? root, view, terminal);
  incident.commandsGroup("Do:");
  for (const verb of verbs.commands) {
    if (verb.opens) addCommand(root, verb, terminal, "title");
    if (verb.on) addCommand(incident, verb, terminal, "id");
  }
  addPlaces(root, process, terminal);
  addResources(root, terminal);
}
