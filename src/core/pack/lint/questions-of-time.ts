/** Questions of hours: the night, breaks, shifts, and how soon and how often. */
import { firstOf, has, isWorked, mapIn, type Question, type Raw, type RawLevel, said, when } from "./raw.ts";

const windowOf = (pack: Raw, level: RawLevel) => mapIn(level.is, "contact").window ?? mapIn(pack, "contact").window;
const isPaused = ({ is }: RawLevel) => mapIn(is, "standdown").allowed === true;

/** Catalog section 6, questions 1 to 6, 11, 12 and 21. */
export const questionsOfTime: readonly Question[] = [
  {
    number: 1,
    asks: "When is the middle of the night?",
    stands: "22:00 to 07:00 by each person's own clock, unless the organisation or the person says otherwise.",
    instead: "Set the quiet hours in the settings of the organisation, or each person's own.",
    open: ({ pack, levels }) => firstOf(levels, "contact/window", (level) => windowOf(pack, level) === "waking"),
  },
  {
    number: 2,
    asks: "How long must a break be for the hours of command to begin anew?",
    stands: "One hour.",
    instead: "Another length, for example eight hours.",
    open: ({ pack }) => when(has(pack, "shift") && !has(pack.shift, "minBreak"), "/shift/minBreak"),
  },
  {
    number: 3,
    asks: "What happens when the hours of command are over and nobody has taken it?",
    stands: "Who could take it is called once.",
    instead: "Call them again and again, for example every five minutes.",
    open: ({ pack }) => when(has(pack.shift, "most") && !has(mapIn(pack, "shift").most, "again"), "/shift/most/again"),
  },
  {
    number: 4,
    asks: "How long is too long at a severity?",
    stands: "Nobody is asked whether it should be more severe.",
    instead: "Look at it again, for example after eight hours, or four.",
    open: ({ levels }) => firstOf(levels, "severity/review", (level) => isWorked(level) && level !== levels[0] && !has(level.is.severity, "review")),
  },
  {
    number: 5,
    asks: "How soon must somebody answer who is alerted?",
    stands: "They are alerted once, and not again while they are silent.",
    instead: "Alert again, for example after two minutes, and tell the commander after five.",
    open: ({ pack, levels }) =>
      firstOf(levels, "alert/again", (level) => {
        const alert = said(pack, level, "alert") as Raw | undefined;
        return isWorked(level) && alert !== undefined && alert.who !== "nobody" && !has(alert, "again");
      }),
  },
  {
    number: 6,
    asks: "How often does everybody hear how it stands?",
    stands: "Whenever somebody thinks of it: nothing falls due.",
    instead: "Set a rhythm, for example every five minutes, or every two hours.",
    open: ({ levels }) => firstOf(levels, "cadences", (level) => isWorked(level) && !has(level.is, "cadences") && !has(level.is.rounds, "every")),
  },
  {
    number: 11,
    asks: "How often does the room hear how the systems are, for as long as somebody wants it?",
    stands: "Only when somebody asks.",
    instead: "Every half minute, for example.",
    open: ({ pack }) => when(has(pack, "commander_page") && !has(pack, "status_watch"), "/status_watch"),
  },
  {
    number: 12,
    asks: "How long may one person command?",
    stands: "As long as they like: nobody is reminded to hand over.",
    instead: "Remind after an hour, or end the shift after eight.",
    open: ({ pack }) => when(!has(pack, "shift"), "/shift"),
  },
  {
    number: 21,
    asks: "Is a night at home a break for whoever commands?",
    stands: "Yes, when it is as long as a break must be: an hour.",
    instead: "Say how long a break must be.",
    open: ({ pack, levels }) => when(has(pack, "shift") && levels.some(isPaused) && !has(pack.shift, "minBreak"), "/shift/minBreak"),
  },
];
