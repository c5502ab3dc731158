/** `tackle rules`: lists, adds, edits and deletes the user's permission rules. */
import { realpathSync } from "node:fs";
import { Fault, readRule, type RuleTexts } from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import { sanitizeLine } from "../sanitize.ts";
import {
  changeRules,
  kinds,
  localSettings,
  projectSettings,
  readRules,
  userSettings,
  type Kind,
} from "./settings.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";
import { trustOf } from "./trust.ts";
import type { RulesWish } from "./wish.ts";

/** Does it and returns the exit code. */
export function rules(wish: RulesWish, terminal: Terminal): number {
  const file = userSettings(process.env);
  switch (wish.action) {
    case "list":
      return list(file, wish, terminal);
    case "add": {
      const [kind, rule] = kindAndRule(wish.words);
      readRule(rule);
      changeRules(file, kind, (known) => (known.includes(rule) ? known : [...known, rule]));
      terminal.out(`${kind} ${sanitizeLine(rule)}\n`);
      return 0;
    }
    case "edit":
      return edit(file, wish.words, terminal);
    case "delete":
      return remove(file, wish.words, terminal);
  }
}

function list(file: string, { format }: RulesWish, terminal: Terminal): number {
  const root = realpathSync(".");
  const [own, its, local] = [file, projectSettings(root), localSettings(root)].map(readRules);
  const trusted = trustOf(root, readSurroundings(process.env).state).state === "trusted";
  if (format !== "text") {
    terminal.out(jsonLine({ user: own, project: its, local, trusted, file }));
    return 0;
  }
  const rows = (place: string, found: RuleTexts = {}, counting: readonly Kind[] = kinds): readonly string[] =>
    counting.flatMap((kind) =>
      (found[kind] ?? []).map((rule) => `${kind.padEnd(5)}  ${sanitizeLine(rule)}  (${place})`),
    );
  const strict: readonly Kind[] = ["ask", "deny"];
  const told = [
    ...rows(file, own),
    ...rows("this project", its, trusted ? kinds : strict),
    ...rows("yours, in this project", local, trusted ? kinds : strict),
  ];
  const ignored = trusted ? 0 : (its?.allow ?? []).length + (local?.allow ?? []).length;
  const notes =
    ignored > 0
      ? [`${ignored} allow rules of this project do not count: it is not trusted; to trust it: tackle trust`]
      : [];
  if (told.length === 0)
    terminal.out('no rules yet; add one with: tackle rules add deny "Bash(git push *)"\n');
  else terminal.out(`${told.join("\n")}\n`);
  for (const note of notes) terminal.out(`${note}\n`);
  return 0;
}

/** Puts another rule in the place of one, in whatever list it stands. */
function edit(file: string, [old = "", fresh = ""]: readonly string[], terminal: Terminal): number {
  readRule(fresh);
  for (const kind of kindsHolding(file, old, kinds)) {
    changeRules(file, kind, (rulesNow) => [...new Set(rulesNow.map((one) => (one === old ? fresh : one)))]);
    terminal.out(`${kind} ${sanitizeLine(fresh)} in place of ${sanitizeLine(old)}\n`);
  }
  return 0;
}

/** Takes the rule out of the list that is named, or out of all of them. */
function remove(file: string, words: readonly string[], terminal: Terminal): number {
  const named = kinds.find((kind) => kind === words[0] && words.length > 1);
  const rule = (named ? words.slice(1) : words).join(" ");
  for (const kind of kindsHolding(file, rule, named ? [named] : kinds)) {
    changeRules(file, kind, (rulesNow) => rulesNow.filter((one) => one !== rule));
    terminal.out(`no longer: ${kind} ${sanitizeLine(rule)}\n`);
  }
  return 0;
}

/** The lists that hold a rule; none is bad usage. */
function kindsHolding(file: string, rule: string, among: readonly Kind[]): readonly Kind[] {
  const known = readRules(file);
  const holding = among.filter((kind) => known[kind]?.includes(rule));
  if (holding.length > 0) return holding;
  throw new Fault("bad_usage", `there is no rule ${rule} in ${file}`, "tackle rules lists them");
}

function kindAndRule([first = "", ...rest]: readonly string[]): readonly [Kind, string] {
  const kind = kinds.find((one) => one === first);
  const rule = rest.join(" ");
  if (kind && rule !== "") return [kind, rule];
  throw new Fault(
    "bad_usage",
    "rules add needs a list and a rule",
    'such as: tackle rules add deny "Bash(git push *)"',
  );
}
