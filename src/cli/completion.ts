/** Completion for shells, made from the commands themselves. */
import type { Command, Option } from "commander";

/** Shells it is made for. */
export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** One place on the line: the words before it, what may follow, and which of that takes a value. */
type Place = { readonly path: string; readonly verbs: readonly { readonly name: string; readonly says: string }[]; readonly options: readonly Option[] };

function placesOf(command: Command, path: readonly string[] = []): Place[] {
  const inner = command.commands.filter((one) => one.name() !== "help");
  const verbs = inner.flatMap((one) => [one.name(), ...one.aliases()].map((name) => ({ name, says: one.summary() || one.description() })));
  const options = command.options.filter((one) => !one.hidden);
  const below = inner.flatMap((one) => [one.name(), ...one.aliases()].flatMap((name) => placesOf(one, [...path, name])));
  return [{ path: path.join(" "), verbs, options }, ...below];
}

/** The script for a shell; `source <(quarterdeck completion bash)`. */
export function completion(root: Command, shell: Shell): string {
  const places = placesOf(root);
  switch (shell) {
    case "bash":
      return bash(places);
    case "zsh":
      return `#compdef quarterdeck\nautoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bash(places)}`;
    case "fish":
      return places.flatMap(fish).join("");
  }
}

function bash(places: readonly Place[]): string {
  const cases = places.map(
    ({ path, verbs, options }) => `    "${path}") echo "${[...verbs.map(({ name }) => name), ...options.map(({ long }) => long)].join(" ")}" ;;`,
  );
  return `_quarterdeck_words() {
  case "$1" in
${cases.join("\n")}
    *) return 1 ;;
  esac
}
_quarterdeck() {
  local path="" word next at
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    [[ $word == -* ]] && continue
    next="\${path:+$path }$word"
    _quarterdeck_words "$next" >/dev/null && path="$next"
  done
  COMPREPLY=($(compgen -W "$(_quarterdeck_words "$path")" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _quarterdeck quarterdeck
`;
}

/** A text in fish's single quotes. */
const quoted = (text: string) => `'${text.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`;

function fish({ path, verbs, options }: Place): string[] {
  const seen = path.split(" ").filter((word) => word !== "");
  const here = seen.length === 0 ? "__fish_use_subcommand" : seen.map((word) => `__fish_seen_subcommand_from ${word}`).join("; and ");
  const deeper = verbs.length === 0 || seen.length === 0 ? here : `${here}; and not __fish_seen_subcommand_from ${verbs.map(({ name }) => name).join(" ")}`;
  return [
    ...verbs.map(({ name, says }) => `complete -c quarterdeck -f -n ${quoted(deeper)} -a ${name} -d ${quoted(says)}\n`),
    ...options.map(
      ({ long, description, required }) =>
        `complete -c quarterdeck -n ${quoted(here)} -l ${(long ?? "").slice(2)}${required ? " -r" : ""} -d ${quoted(description)}\n`,
    ),
  ];
}
