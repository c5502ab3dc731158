/** From the words of a command line to what is wanted. */
import { parseArgs } from "node:util";
import { limitsOf, oneOf, wrong, type Complaint } from "./flag-values.ts";
import { flags, listens, talks, type Command, type Flag } from "./flags.ts";
import { isPast, parsePast, pastCommands } from "./past-arguments.ts";
import { runWish } from "./run-arguments.ts";
import { suggest } from "./suggest.ts";
import type { Format, RulesWish, UndoWish, Wish, Wrong } from "./wish.ts";

const commands: readonly string[] = [...new Set([...Object.keys(listens), ...pastCommands])];
const formats = ["text", "json", "stream-json"] as const;

interface Given {
  readonly values: ReadonlyMap<Flag, string>;
  /** The values of flags that may be given more than once. */
  readonly lists: ReadonlyMap<Flag, readonly string[]>;
  readonly words: readonly string[];
}

/** What the arguments (without `node` and the script) ask for, or what is wrong with them. Throws nothing. */
export function parseArguments(argv: readonly string[]): Wish | Wrong {
  if (isPast(argv)) {
    const past = parsePast(argv);
    return past.type === "wrong" ? { ...past, format: formatGiven(argv) } : past;
  }
  const { tokens } = parseArgs({
    args: [...argv],
    options: flags,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<Flag, string>();
  const lists = new Map<Flag, readonly string[]>();
  const words: string[] = [];
  const format = formatGiven(argv);
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const mistake = mistakeIn(token);
    if (mistake) return { ...mistake, format };
    if (!isFlag(token.name)) continue;
    values.set(token.name, token.value ?? "");
    lists.set(token.name, [...(lists.get(token.name) ?? []), token.value ?? ""]);
  }
  if (values.has("help")) return { type: "help", ...(words[0] === "run" && { of: "run" }) };
  if (values.has("version")) return { type: "version" };
  const wish = understand({ values, lists, words });
  return wish.type === "wrong" ? { ...wish, format } : wish;
}

function isFlag(name: string): name is Flag {
  return Object.hasOwn(flags, name);
}

function isCommand(word: string): word is Command {
  return Object.hasOwn(listens, word);
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function mistakeIn({ name, rawName, value, inlineValue }: OptionToken): Complaint | undefined {
  if (!isFlag(name)) {
    const near = suggest(name, Object.keys(flags));
    return wrong(
      `unknown flag ${rawName}`,
      near ? `did you mean --${near}?` : "tackle --help lists the flags",
    );
  }
  if (flags[name].type === "boolean")
    return value === undefined ? undefined : wrong(`${rawName} takes no value`, `leave out "=${value}"`);
  if (value === undefined || value === "")
    return wrong(`${rawName} needs a value`, "tackle --help shows which");
  // `--model --verify x` has forgotten the model; a value that does begin with a dash is given with an equals sign.
  if (value.startsWith("-") && inlineValue !== true)
    return wrong(`${rawName} needs a value, and ${value} looks like a flag`, `write ${rawName}=${value}`);
  return undefined;
}

function understand({ values, lists, words }: Given): Wish | Complaint {
  const [first = "", ...rest] = words;
  // Flags that only a task can have stand for the verb.
  const printing = ["print", "continue", "resume", "input-format"].some(
    (flag) => isFlag(flag) && values.has(flag),
  );
  if (words.length === 0 && [...values.keys()].every((flag) => talks.includes(flag))) {
    const wish = runWish("", { values, lists }, "text");
    return wish.type === "run" ? { ...wish, type: "interactive", bare: values.size === 0 } : wish;
  }
  const command = printing ? "run" : first;
  if (!isCommand(command)) return unknownCommand(command, words);
  for (const flag of values.keys())
    if (!listens[command].includes(flag))
      return wrong(`${command} does not take --${flag}`, "tackle --help shows what goes together");
  const format = oneOf("--output-format", values.get("output-format") ?? "text", formats);
  if (typeof format !== "string") return format;
  // `tackle -p run "x"` and `tackle run -p "x"` both mean the task x.
  const task = (printing && first !== "run" ? words : rest).join(" ");
  if (command === "run") return runWish(task, { values, lists }, format);
  if (format === "stream-json" && command !== "resume")
    return wrong(`${command} has no stream`, "use --output-format json");
  return otherWish(command, rest, { values, format });
}

function otherWish(
  command: Exclude<Command, "run">,
  rest: readonly string[],
  { values, format }: { readonly values: Given["values"]; readonly format: Format },
): Wish | Complaint {
  if (command === "rules") return rulesWish(rest, format);
  const [session, ...more] = rest;
  const extra = ["sessions", "doctor", "trust", "models"].includes(command) ? session : more[0];
  if (extra !== undefined)
    return wrong(
      `${command} does not know what to do with "${extra}"`,
      "tackle --help shows how it is called",
    );
  if (command === "login" || command === "logout") {
    if (session === undefined)
      return wrong(`${command} needs a provider`, `such as: tackle ${command} anthropic`);
    return { type: command, provider: session, format };
  }
  if (command === "sessions" || command === "models") return { type: command, format };
  if (command === "doctor") {
    const cwd = values.get("cwd");
    return { type: command, compare: values.has("compare"), format, ...(cwd !== undefined && { cwd }) };
  }
  if (command === "trust") {
    const cwd = values.get("cwd");
    return { type: command, format, ...(cwd !== undefined && { cwd }) };
  }
  if (command === "undo") return undoWish(session, values, format);
  if (session === undefined)
    return wrong(`${command} needs a session`, `tackle sessions lists them; then: tackle ${command} s-…`);
  const cell = values.get("cell");
  if (command === "show") return { type: command, session, format, ...(cell !== undefined && { cell }) };
  if (command === "diff" || command === "evidence") return { type: command, session, format };
  const limits = limitsOf((flag) => values.get(flag));
  return "type" in limits ? limits : { type: command, session, limits, format };
}

/** `tackle rules`, `tackle rules add deny "Bash(git push *)"`, `tackle rules edit "Bash(git push *)" "Bash(git *)"`, `tackle rules delete "Bash(git *)"`. */
function rulesWish([action = "list", ...words]: readonly string[], format: Format): RulesWish | Complaint {
  const known = oneOf("rules", action, ["list", "add", "edit", "delete"]);
  if (typeof known !== "string") return known;
  if (known !== "list" && words.length === 0)
    return wrong(`rules ${known} needs a rule`, `such as: tackle rules ${known} deny "Bash(git push *)"`);
  if (known === "edit" && words.length !== 2)
    return wrong(
      "rules edit needs the rule as it is and as it is to be",
      'such as: tackle rules edit "Bash(git push *)" "Bash(git push origin *)"',
    );
  return { type: "rules", action: known, words, format };
}

function undoWish(
  session: string | undefined,
  values: Given["values"],
  format: Format,
): UndoWish | Complaint {
  const [from, cwd] = [values.get("from"), values.get("cwd")];
  if (from !== undefined && !/^c\d+$/.test(from))
    return wrong(`--from needs a cell, not "${from}"`, "such as --from c3; tackle show names the cells");
  return {
    type: "undo",
    format,
    ...(session !== undefined && { session }),
    ...(from !== undefined && { from }),
    ...(cwd !== undefined && { cwd }),
  };
}

function unknownCommand(command: string, words: readonly string[]): Complaint {
  if (command === "") return wrong("no command was given", 'try: tackle run "<task>"');
  // A sentence is a task whose author forgot the verb.
  if (/\s/.test(command) || words.length > 2)
    return wrong(`unknown command "${command}"`, `to do a task: tackle run "${words.join(" ")}"`);
  const near = suggest(command, commands);
  return wrong(
    `unknown command "${command}"`,
    near ? `did you mean tackle ${near}?` : `the commands are ${commands.join(", ")}`,
  );
}

/** The format that a program asked for, read leniently, so that it gets JSON even when the rest is wrong. */
function formatGiven(argv: readonly string[]): Format {
  const text = argv.find(
    (word, index) => argv[index - 1] === "--output-format" || word.startsWith("--output-format="),
  );
  const value = text?.replace(/^--output-format=/, "");
  return formats.find((candidate) => candidate === value) ?? "text";
}
