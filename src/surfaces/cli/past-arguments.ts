/** The words of commands about a session's past: rewind, fork, replay, compare, verify, forget, export, and finding sessions. */
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { wrong, type Complaint } from "./flag-values.ts";
import type { PastCommand, PastWish } from "./past-wish.ts";
import { suggest } from "./suggest.ts";

const flags = {
  to: { type: "string" },
  undo: { type: "boolean" },
  at: { type: "string" },
  into: { type: "string" },
  live: { type: "string" },
  head: { type: "string" },
  pattern: { type: "string" },
  search: { type: "string" },
  attempt: { type: "string" },
  all: { type: "boolean" },
  drop: { type: "boolean" },
  du: { type: "boolean" },
  "with-secrets": { type: "boolean" },
  format: { type: "string" },
  "output-format": { type: "string" },
} as const satisfies ParseArgsOptionsConfig;

type Flag = keyof typeof flags;

/** Each command: how many sessions it needs at least and takes at most, its flags, and how it is called. */
const commands = {
  rewind: { least: 1, most: 1, flags: ["to", "undo"], usage: "rewind <session> --to c3" },
  fork: { least: 1, most: 1, flags: ["at", "into"], usage: "fork <session> --at c3" },
  replay: { least: 1, most: 1, flags: ["live"], usage: "replay <session>" },
  compare: { least: 2, most: 2, flags: [], usage: "compare <session> <session>" },
  verify: { least: 1, most: 1, flags: ["head"], usage: "verify <session>" },
  forget: { least: 0, most: 1, flags: ["pattern"], usage: "forget <session>" },
  export: { least: 1, most: 1, flags: ["format", "with-secrets"], usage: "export <session> --format html" },
  tree: { least: 1, most: 1, flags: ["search", "attempt", "all"], usage: "tree <session>" },
  experience: { least: 0, most: 0, flags: ["drop"], usage: "experience" },
  sessions: { least: 0, most: 0, flags: ["search", "du"], usage: "sessions --search words" },
} as const satisfies Record<
  PastCommand,
  { least: number; most: number; flags: readonly Flag[]; usage: string }
>;

const isText = (name: string): boolean => !["undo", "du", "all", "drop", "with-secrets"].includes(name);
const isCommand = (word: string): word is PastCommand => Object.hasOwn(commands, word);

/** True when the words are for this file to understand. */
export function isPast([first = "", ...rest]: readonly string[]): boolean {
  if (rest.some((word) => word === "--help" || word === "-h")) return false;
  if (first === "sessions") return rest.some((word) => /^--(?:search|du)(?:=|$)/.test(word));
  return isCommand(first);
}

/** The names of its commands. */
export const pastCommands: readonly string[] = Object.keys(commands);

/** What the words ask for, or what is wrong with them. */
export function parsePast([name = "", ...given]: readonly string[]): PastWish | Complaint {
  const words = joinTurns(given);
  if (!isCommand(name)) return wrong(`unknown command "${name}"`, "tackle --help lists the commands");
  const { least, most, flags: own, usage } = commands[name];
  const allowed: readonly string[] = [...own, "output-format"];
  const { values, positionals, tokens } = parseArgs({
    args: [...words],
    options: flags,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    if (!allowed.includes(token.name)) {
      const near = suggest(token.name, allowed);
      return wrong(
        `${name} does not take ${token.rawName}`,
        near ? `did you mean --${near}?` : `such as: tackle ${usage}`,
      );
    }
    if (isText(token.name) && (token.value === undefined || token.value === ""))
      return wrong(`${token.rawName} needs a value`, `such as: tackle ${usage}`);
  }
  if (positionals.length > most)
    return wrong(`${name} does not know what to do with "${positionals[most]}"`, `such as: tackle ${usage}`);
  if (positionals.length < least)
    return wrong(
      `${name} needs ${least === 1 ? "a session" : "two sessions"}`,
      `tackle sessions lists them; then: tackle ${usage}`,
    );
  const text = (flag: Flag): string | undefined =>
    typeof values[flag] === "string" ? values[flag] : undefined;
  const format = text("output-format") ?? "text";
  if (format !== "text" && format !== "json")
    return wrong(`--output-format ${format}: ${name} knows text and json`, "");
  const texts = Object.fromEntries(
    (["to", "at", "into", "live", "head", "pattern", "search", "attempt"] as const).flatMap((flag) => {
      const value = text(flag);
      return value === undefined ? [] : [[flag, value]];
    }),
  );
  return {
    type: "past",
    command: name,
    sessions: positionals,
    undo: values.undo === true,
    du: values.du === true,
    all: values.all === true,
    drop: values.drop === true,
    secrets: values["with-secrets"] === true,
    form: text("format") ?? "",
    format,
    ...texts,
  };
}

/** `--to turn 2` is one place in two words. */
function joinTurns(words: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => {
    if (word === "turn" && words[at + 1] !== undefined) return [`turn ${words[at + 1]}`];
    return words[at - 1] === "turn" ? [] : [word];
  });
}
