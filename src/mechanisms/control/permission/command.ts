/** Shell code taken apart: every command in it that can run, wherever it stands. */
import type { Carried } from "./carried.ts";
import { baseName, carriedBy } from "./carrier.ts";
import { openShellGrammar, type Parse, type Syntax } from "./grammar.ts";
import { shellCall } from "./shell-call.ts";
import { isForeign, readWord, readWords, valueOf } from "./word.ts";
import { unknown } from "./wildcard.ts";

/** One command that shell code may run. */
export interface Part {
  /** Its words without quotes; what is only known when it runs is `unknown`. A variable that is set is one word, `NAME=value`. */
  readonly words: readonly string[];
  /** It does nothing that needs a rule: a carrier of other parts, `cd`, a variable of no importance. */
  readonly harmless: boolean;
}

/** All that shell code may run, as far as it can be read. */
export interface Commands {
  readonly parts: readonly Part[];
  /** Why it may run more than its parts; absent when all of it was understood. */
  readonly unclear?: string;
  /** Names of files and other words that no part holds: where its input comes from and its output goes. */
  readonly redirects: readonly string[];
}

/** Code inside of code inside of code: deeper than this nobody writes. */
const deepest = 6;
/** Longer code is a file in disguise. Characters. */
const longest = 100_000;

const shells = /^(?:ba|da|z|k|mk|a|fi|rba|c|tc)?sh$/;
const quiet: ReadonlySet<string> = new Set([
  "cd",
  "pwd",
  ":",
  "true",
  "false",
  "echo",
  "exit",
  "return",
  "break",
  "continue",
  "shift",
  "wait",
  "set",
  "test",
  "[",
]);
/** Variables that decide nothing about which programs run. Lower-case names without a hyphen are a script's own. */
const plainVariable =
  /^(?:[a-z][a-z0-9]*|CI|NODE_ENV|NO_COLOR|FORCE_COLOR|LANG|LC_ALL|TZ|RUST_BACKTRACE|PYTHONUNBUFFERED|COLUMNS)\+?=/;
/** Variables whose value is a command that some program runs. */
const commandVariable =
  /^(?:\w*PAGER|\w*EDITOR|VISUAL|BROWSER|GIT_EXTERNAL_DIFF|GIT_SSH(?:_COMMAND)?|\w*ASKPASS|GIT_PROXY_COMMAND|PROMPT_COMMAND|LESSOPEN|LESSCLOSE|\w+_WRAPPER|PS[0-4])\+?=/;
/** Builtins that compute what stands in their arguments, even in quotes. */
const computing: ReadonlySet<string> = new Set([
  "let",
  "declare",
  "typeset",
  "local",
  "readonly",
  "export",
  "unset",
  "printf",
  "read",
  "test",
  "mapfile",
]);
const computed = /test_command|arithmetic_expansion|declaration_command|unset_command|c_style_for/;

/** Takes shell code apart. Loads the parser when it is first called. */
export async function readCommands(code: string): Promise<Commands> {
  const parse = await openShellGrammar();
  const reading = new Reading(parse);
  reading.read(code, 0);
  const { parts, redirects, unclear } = reading;
  return { parts, redirects, ...(unclear !== undefined && { unclear }) };
}

class Reading {
  readonly parts: Part[] = [];
  readonly redirects: string[] = [];
  unclear: string | undefined;
  readonly #parse: Parse;

  constructor(parse: Parse) {
    this.#parse = parse;
  }

  read(code: string, depth: number): void {
    if (depth > deepest) return this.#doubt("it is nested too deeply");
    if (code.length > longest) return this.#doubt("it is too long to be read");
    if (isForeign(code)) this.#doubt("a part of it is only known when it runs");
    // bash would join these lines into one word, and the parser does not.
    if (/[^\s\\](?:\\\\)*\\\n\S/.test(code)) this.#doubt("a line ends in the middle of a word");
    // To bash this begins a command; to the parser it goes on with the line before.
    if (/(?:^|\n)[^\S\n]*\\\n/.test(code)) this.#doubt("a line begins with its own continuation");
    const quotedCode = /'[^']*(?:\$\(|`)/.test(code);
    const { root, broken } = this.#parse(code);
    if (broken) this.#doubt("it cannot be parsed");
    this.#walk(root, depth, quotedCode);
  }

  #doubt(reason: string): void {
    this.unclear ??= reason;
  }

  #walk(node: Syntax, depth: number, quotedCode: boolean): void {
    if (node.type === "command") this.#command(node, depth, quotedCode);
    if (node.type === "variable_assignment") this.#assign(node.text, depth, valueOf(node));
    if (node.field === "variable" && node.parent?.type === "for_statement")
      this.#assign(`${node.text}=`, depth);
    if (node.field === "destination") this.redirects.push(...readWord(node));
    // In quotes and out of sight of the parser, but a shell that computes `a[$(x)]` runs x.
    if (quotedCode && computed.test(node.type)) this.#doubt("it computes with code in quotes");
    if (node.type === "command_substitution" && node.text.startsWith("`") && node.text.includes("\\`"))
      this.#doubt("backticks stand in backticks");
    if (node.type === "word" && /(?<!\\)(?:\\\\)*(?:`|\$\()/.test(node.text))
      this.#doubt("it holds backticks that the parser does not follow");
    if (node.type === "expansion" && node.text.includes("@P"))
      this.#doubt("it expands a variable as a prompt");
    for (const child of node.children) this.#walk(child, depth, quotedCode);
  }

  #assign(text: string, depth: number, value = text.slice(text.indexOf("=") + 1)): void {
    this.parts.push({ words: [text], harmless: plainVariable.test(text) });
    if (commandVariable.test(text) && value !== "") this.read(value, depth + 1);
  }

  #command(node: Syntax, depth: number, quotedCode: boolean): void {
    const own = node.children.filter(({ type, field }) => type === "variable_assignment" || field !== null);
    if (own.some(isRestOf)) this.#doubt("the parser takes one word for two");
    const words = readWords(node.children.filter(({ field }) => field === "name" || field === "argument"));
    if (words.length === 0) return;
    if (quotedCode && computing.has(words[0] ?? "")) this.#doubt("it computes with code in quotes");
    this.#run(words, depth, node);
  }

  /** One command by its words. `node` is where it stands, when it stands in this code. */
  #run(words: readonly string[], depth: number, node?: Syntax): void {
    const [first = ""] = words;
    if (first.includes(unknown) || first === "")
      this.#doubt("the name of a command is only known when it runs");
    const name = baseName(first);
    if (shells.test(name)) return this.#shell(words, depth, node);
    if (name === "eval" || name === "trap" || name === "alias") return this.#words(words, depth);
    if ((name === "source" || name === ".") && (words[1] ?? unknown).includes(unknown))
      this.#doubt("what it sources is only known when it runs");
    const carried = carriedBy(words);
    const clear =
      carried.length > 0 &&
      carried.every(({ transparent, hidden }) => transparent === true && hidden === undefined);
    this.parts.push({
      words,
      harmless: clear || quiet.has(first),
    });
    for (const each of carried) this.#carried(each, depth);
  }

  #carried({ words, code, hidden, assignments = [] }: Carried, depth: number): void {
    if (hidden !== undefined) this.#doubt(hidden);
    for (const assignment of assignments) this.#assign(assignment, depth);
    if (depth > deepest) return this.#doubt("it is nested too deeply");
    if (words !== undefined) this.#run(words, depth + 1);
    if (code !== undefined) this.read(code, depth + 1);
  }

  /** `eval`, `trap` and `alias` make code of their arguments. */
  #words(words: readonly string[], depth: number): void {
    const [name, ...rest] = words;
    this.parts.push({ words, harmless: true });
    const code =
      name === "eval"
        ? [rest.join(" ")]
        : name === "trap"
          ? rest.slice(0, 1)
          : rest.map((word) => word.slice(word.indexOf("=") + 1));
    for (const each of code) this.read(each, depth + 1);
  }

  #shell(words: readonly string[], depth: number, node: Syntax | undefined): void {
    const { code, script, stdin, strange } = shellCall(words);
    this.parts.push({ words, harmless: script === undefined });
    if (strange) this.#doubt("the options of a shell are not all known");
    if (script?.includes(unknown)) this.#doubt("the script that a shell runs is only known when it runs");
    if (code !== undefined) return this.read(code, depth + 1);
    if (!stdin) return;
    const texts = node ? fedTo(node) : [];
    for (const text of texts) this.read(text.code, depth + 1);
    if (texts.length === 0 || texts.some(({ direct }) => !direct))
      this.#doubt("a shell reads its commands from its input");
  }
}

/** No space lies between two pieces that the parser holds for words of their own, as in `a=#{ rm`. */
function isRestOf({ field, start }: Syntax, at: number, pieces: readonly Syntax[]): boolean {
  const before = pieces[at - 1];
  const words =
    before?.type === "variable_assignment" || before?.field === "name" || before?.field === "argument";
  return words && before.end === start && (field === "name" || field === "argument");
}

/** Text in the code itself that a shell reads as its input; `direct` when nothing stands between. */
function fedTo(command: Syntax): readonly { readonly code: string; readonly direct: boolean }[] {
  const fed: { code: string; direct: boolean }[] = [];
  const herestring = command.children
    .find((child) => child.type === "herestring_redirect")
    ?.children.findLast((child) => child.named);
  if (herestring) fed.push({ code: readWord(herestring).join(" "), direct: true });
  let direct = true;
  for (let at: Syntax | undefined = command.parent; at; at = at.parent) {
    if (at.type === "pipeline" || at.type === "heredoc_redirect") direct = false;
    const redirect =
      at.type === "heredoc_redirect" ? at : at.children.find((child) => child.type === "heredoc_redirect");
    const body = redirect?.children.find((child) => child.type === "heredoc_body");
    if (!body) continue;
    const start = redirect?.children.find((child) => child.type === "heredoc_start")?.text ?? "";
    // In a body whose end is not quoted the outer shell expands first.
    const expands = !/['"\\]/.test(start) && /[$`\\]/.test(body.text);
    fed.push({ code: body.text, direct: direct && !expands });
  }
  return fed;
}
