/** Permission rules, in the grammar that coding agents share: `Bash(git *)`, `Edit(src/**)`, `WebFetch(domain:x)`, `mcp__server__tool`. */
import type { RuleTexts } from "../../../core/approval.ts";
import { Fault } from "../../../core/fault.ts";
import { fitText, type Fit } from "./wildcard.ts";

/** One rule, read. Without a `pattern` it means every use of the tool. */
export interface Rule {
  readonly text: string;
  readonly tool: string;
  readonly pattern?: string;
}

/** Rules of all layers: which layer a rule comes from does not matter, only that deny counts before ask before allow. */
export interface Rules {
  readonly allow: readonly Rule[];
  readonly ask: readonly Rule[];
  readonly deny: readonly Rule[];
}

/** Other names under which rules mean the same tool. */
const synonyms: Readonly<Record<string, string>> = {
  Write: "Edit",
  MultiEdit: "Edit",
  NotebookEdit: "Edit",
  Glob: "Read",
  Grep: "Read",
  LS: "Read",
  Shell: "Bash",
};

/** Reads one rule. Throws `Fault("bad_usage")` when it is not one. */
export function readRule(text: string): Rule {
  const found = /^\s*([A-Za-z][\w.*-]*)\s*(?:\(([^]*)\))?\s*$/.exec(text);
  const [, name = "", inside] = found ?? [];
  if (name === "" || inside?.trim() === "")
    throw new Fault(
      "bad_usage",
      `"${text}" is not a permission rule`,
      "write it as Bash, Bash(git *), Edit(src/**), Read(.env), WebFetch(domain:example.org) or mcp__server__tool",
    );
  const tool = synonyms[name] ?? name;
  const pattern = inside?.trim();
  const everything = pattern === undefined || pattern === "*" || (tool !== "Bash" && pattern === "**");
  return { text: text.trim(), tool, ...(everything ? {} : { pattern }) };
}

/** Reads layers of rules into one. Throws `Fault("bad_usage")`. */
export function readRules(layers: readonly RuleTexts[]): Rules {
  const list = (kind: keyof Rules): readonly Rule[] =>
    layers.flatMap((layer) => (layer[kind] ?? []).map(readRule));
  return { allow: list("allow"), ask: list("ask"), deny: list("deny") };
}

/** Several rules in one text, such as `Bash(git log *), Edit`: split at commas and spaces outside parentheses. */
export function splitRules(text: string): readonly string[] {
  const rules: string[] = [];
  let [depth, rule] = [0, ""];
  for (const character of text) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    const between = depth === 0 && /[\s,]/.test(character);
    if (between) {
      rules.push(rule);
      rule = "";
    } else rule += character;
  }
  return [...rules, rule].filter((one) => one !== "");
}

/** Whether a rule is about a tool of that name; `mcp__server` means all tools of the server. */
export function isAbout({ tool }: Rule, name: string): boolean {
  if (tool === name) return true;
  return tool.startsWith("mcp__") && (name.startsWith(`${tool}__`) || fitText(tool, name) === "yes");
}

/** How surely a Bash rule fits a command, given as its words. `git *` fits `git` alone too; `git:*` is the older way to write it. */
export function fitCommand({ pattern }: Rule, words: readonly string[]): Fit {
  if (pattern === undefined) return "yes";
  const plain = words.map(quoteWord).join(" ");
  const wanted = wordsOf(pattern.replace(/:\*$/, " *")).map(quoteWord).join(" ");
  const shorter = wanted.endsWith(" *") ? fitText(wanted.slice(0, -2), plain) : "no";
  const longer = fitText(wanted, plain);
  return shorter === "yes" || longer === "no" ? shorter : longer;
}

/** A word that holds what would split it, in quotes: one word must never look like two. */
export function quoteWord(word: string): string {
  return word === "" || /[\s'"]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word;
}

/** The words of a pattern; quotes hold together what they enclose. */
function wordsOf(pattern: string): readonly string[] {
  const words = pattern.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_whole, double, single) => String(double ?? single)),
  );
}
