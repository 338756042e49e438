/** The canned timeline of the room. */
import type { TimelineEntry } from "../../../src/views/room-shape.ts";
import type { Cited, Named } from "../../../src/views/view.ts";
import { ana, at, bo, chi, dee, eli, fay } from "./people.ts";
import { sitrep } from "./process.ts";

type Actor = TimelineEntry["actor"];

const person = (who: Named): Actor => ({ kind: "person", ...who });
const rule: Actor = { kind: "rule", id: "alerts", name: "The process" };
const alertmanager: Actor = { kind: "source", id: "alertmanager", name: "Alertmanager" };

const cites = (...ids: readonly string[]): readonly Cited[] => sitrep.sentences.filter((one) => ids.includes(one.id));

type Told = readonly [time: string, type: string, actor: Actor, sentence: string, data?: unknown, cited?: readonly Cited[]];

const say = (time: string, who: Named, text: string): Told => [time, "message-posted", person(who), `${who.name} wrote`, { text }];

const told: readonly Told[] = [
  ["09:05", "signals-attached", alertmanager, "LoginErrorsHigh began to fire.", {}],
  ["09:06", "reported", person(eli), "Reported: Customers cannot log in."],
  ["09:08", "declared", person(eli), "Declared severity 1, Critical.", {}, cites("SR-02")],
  ["09:08", "paged", rule, "Paged Demo Ana, Demo Bo, Demo Chi and Demo Eli by text message.", {}, cites("SR-02")],
  ["09:09", "role-assigned", person(eli), "Demo Eli is Incident Commander."],
  ["09:10", "page-answered", person(ana), "Demo Ana answered after 2 minutes."],
  ["09:12", "role-assigned", person(bo), "Demo Bo is Solutioneer.", {}, cites("SR-23")],
  say("09:13", bo, "Login service answers 500 on every attempt since 09:02. Nothing was deployed today."),
  say("09:14", bo, "Looking at its logs: https://logs.example.test/login"),
  say("09:15", eli, "Support has had 40 calls. Nobody can sign in, phone orders still work."),
  ["09:17", "attachment-added", person(bo), "Demo Bo attached login-errors.png."],
  ["09:20", "role-handed-over", person(eli), "Demo Eli handed command to Demo Ana: nothing found in the database, logs come next.", {}, cites("SR-12")],
  ["09:25", "role-assigned", person(fay), "Demo Fay is Solutioneer."],
  say("09:27", bo, "Found it. The certificate towards the identity provider expired at 09:00.\nA new one takes about twenty minutes."),
  ["09:28", "action-added", person(ana), "Demo Bo issues a new certificate for the login service."],
  ["09:29", "paged", person(ana), "Paged Demo Dee again: somebody must speak to customers.", {}, cites("SR-20")],
  ["09:31", "status-set", person(ana), "Status: The login certificate has expired; a new one is being issued.", {}, cites("SR-10")],
  ["09:32", "deviated", person(ana), "Two people repair at once, although only one was asked: “the second knows the store”.", {}, cites("SR-14")],
  ["09:33", "action-added", person(fay), "To find out: why did no reminder go out before it expired?"],
  ["09:34", "follow-up-added", person(bo), "Follow-up: an alarm 30 days before any certificate expires."],
  ["09:36", "page-answered", person(chi), "Demo Chi answered after 28 minutes."],
  say("09:36", chi, "Here now, sorry, no signal on the train. I can draft something for customers."),
  ["09:37", "customer-message-drafted", person(chi), "Demo Chi drafted a message to customers."],
  ["09:38", "duty-fell-due", { kind: "time", id: "tick", name: "Time" }, `${dee.name} has not answered; Demo Ana was told.`, {}, cites("SR-20")],
  say("09:40", bo, "Certificate is here. Putting it into the store."),
];

export const timeline: readonly TimelineEntry[] = told.map(([time, type, actor, sentence, data = {}, cited = []], index) => ({
  seq: index + 1,
  at: at(time),
  type,
  sentence,
  actor,
  onBehalfOf: null,
  data,
  cites: cited,
  hash: (index + 1).toString(16).padStart(64, "0"),
}));
