/** `tackle rules`: lists, adds and deletes the user's permission rules. */
import { realpathSync } from "node:fs";
import { Fault, readRule } from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import { sanitizeLine } from "../sanitize.ts";
import { changeRules, kinds, projectSettings, readRules, userSettings, type Kind } from "./settings.ts";
import type { Terminal } from "./terminal.ts";
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
    case "delete":
      return remove(file, wish.words, terminal);
  }
}

function list(file: string, { format }: RulesWish, terminal: Terminal): number {
  const project = projectSettings(realpathSync("."));
  const [own, its] = [readRules(file), readRules(project)];
  if (format !== "text") {
    terminal.out(jsonLine({ user: own, project: its, file }));
    return 0;
  }
  const rows = (place: string, found: typeof own): readonly string[] =>
    kinds.flatMap((kind) =>
      (found[kind] ?? []).map((rule) => `${kind.padEnd(5)}  ${sanitizeLine(rule)}  (${place})`),
    );
  const told = [...rows(file, own), ...rows("this project", { ask: its.ask ?? [], deny: its.deny ?? [] })];
  const ignored = (its.allow ?? []).length;
  const notes = ignored > 0 ? [`${ignored} allow rules of this project do not count: it is not trusted`] : [];
  if (told.length === 0)
    terminal.out('no rules yet; add one with: tackle rules add deny "Bash(git push *)"\n');
  else terminal.out(`${told.join("\n")}\n`);
  for (const note of notes) terminal.out(`${note}\n`);
  return 0;
}

/** Takes the rule out of the list that is named, or out of all of them. */
function remove(file: string, words: readonly string[], terminal: Terminal): number {
  const named = kinds.find((kind) => kind === words[0] && words.length > 1);
  const rule = (named ? words.slice(1) : words).join(" ");
  const known = readRules(file);
  const holding = (named ? [named] : kinds).filter((kind) => known[kind]?.includes(rule));
  if (holding.length === 0)
    throw new Fault("bad_usage", `there is no rule ${rule} in ${file}`, "tackle rules lists them");
  for (const kind of holding) {
    changeRules(file, kind, (rulesNow) => rulesNow.filter((one) => one !== rule));
    terminal.out(`no longer: ${kind} ${sanitizeLine(rule)}\n`);
  }
  return 0;
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
