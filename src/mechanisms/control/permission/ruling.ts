/** What the rules say of an intent: of its arguments before it happens, and of its effects before they count. */
import path from "node:path";
import type { Intent } from "../../../core/effect.ts";
import { baseName, isCarrier } from "./carrier.ts";
import { readCommands, type Commands, type Part } from "./command.ts";
import { plainGit } from "./git-command.ts";
import { fitCommand, isAbout, quoteWord, type Rule, type Rules } from "./rule.ts";
import { fitsPath, unknown, type Fit } from "./wildcard.ts";

/** `none`: no rule speaks of it. */
export type Ruling =
  | { readonly type: "allow" | "none" }
  | { readonly type: "ask" | "deny"; readonly reason: string };

const none: Ruling = { type: "none" };

/** Rules on an intent: deny before ask before allow. `root` is the workspace, absolute. */
export async function ruleOn(rules: Rules, intent: Intent, root: string): Promise<Ruling> {
  switch (intent.type) {
    case "change":
      return ruleOnPaths(
        rules,
        "Edit",
        [...intent.changes, ...(intent.ignored ?? [])].map((change) => change.path),
      );
    case "program":
      if (intent.language === "sh") return ruleOnCommand(rules, intent.code, root);
      return ruleOnName(rules, intent.language === "py" ? "Python" : "TypeScript");
    case "call":
      return strictest([ruleOnName(rules, intent.tool), await ruleOnArguments(rules, intent, root)]);
  }
}

async function ruleOnArguments(
  rules: Rules,
  intent: Intent & { readonly type: "call" },
  root: string,
): Promise<Ruling> {
  const given = (name: string): string => {
    const value = intent.arguments[name];
    return typeof value === "string" ? value : "";
  };
  switch (intent.tool) {
    case "shell.run":
    case "processes.start":
      return ruleOnCommand(rules, given("command"), root);
    case "files.read":
      return ruleOnPaths(rules, "Read", [inWorkspace(given("path"), root)]);
    case "files.list":
      return ruleOnPaths(rules, "Read", [inWorkspace(given("folder"), root)]);
    case "files.write":
    case "files.edit": {
      // Asking waits for the change itself: then its diff can be shown.
      const ruling = ruleOnPaths(rules, "Edit", [inWorkspace(given("path"), root)]);
      return ruling.type === "deny" || ruling.type === "allow" ? ruling : none;
    }
    default:
      return ruleOnAddress(rules, given("url"));
  }
}

const order: Record<Ruling["type"], number> = { none: 0, allow: 1, ask: 2, deny: 3 };
const strictest = (rulings: readonly Ruling[]): Ruling =>
  rulings.reduce((worst, each) => (order[each.type] > order[worst.type] ? each : worst), none);

const refusing = (type: "ask" | "deny", rule: Rule, what: string): Ruling => ({
  type,
  reason:
    type === "deny" ? `the rule ${rule.text} forbids ${what}` : `the rule ${rule.text} asks before ${what}`,
});

function ruleOnName(rules: Rules, name: string): Ruling {
  for (const type of ["deny", "ask"] as const) {
    const rule = rules[type].find((each) => each.pattern === undefined && isAbout(each, name));
    if (rule) return refusing(type, rule, name);
  }
  return {
    type: rules.allow.some((rule) => rule.pattern === undefined && isAbout(rule, name)) ? "allow" : "none",
  };
}

/** All of them must be allowed; one that is not is enough for the rest. */
function ruleOnPaths(rules: Rules, tool: "Edit" | "Read", paths: readonly string[]): Ruling {
  const covering = (list: readonly Rule[], one: string): Rule | undefined =>
    list.find((rule) => rule.tool === tool && (rule.pattern === undefined || fitsPath(rule.pattern, one)));
  for (const type of ["deny", "ask"] as const)
    for (const one of paths) {
      const rule = covering(rules[type], one);
      if (rule) return refusing(type, rule, `${tool === "Edit" ? "changes to" : "reading"} ${one}`);
    }
  return { type: paths.length > 0 && paths.every((one) => covering(rules.allow, one)) ? "allow" : "none" };
}

function ruleOnAddress(rules: Rules, url: string): Ruling {
  const host = hostOf(url);
  const fits = (rule: Rule): boolean =>
    rule.tool === "WebFetch" &&
    host !== undefined &&
    (rule.pattern === undefined || isHost(rule.pattern, host));
  for (const type of ["deny", "ask"] as const) {
    const rule = rules[type].find(fits);
    if (rule) return refusing(type, rule, `fetching from ${host}`);
  }
  return { type: rules.allow.some(fits) ? "allow" : "none" };
}

/** The host of an address; undefined when it is none. */
export function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname || undefined : undefined;
}

/** `domain:example.org` is that host alone, `domain:*.example.org` those below it. */
export function isHost(pattern: string, host: string): boolean {
  const wanted = pattern.replace(/^domain:/, "").toLowerCase();
  return wanted.startsWith("*.") ? host.endsWith(wanted.slice(1)) : host === wanted;
}

async function ruleOnCommand(rules: Rules, code: string, root: string): Promise<Ruling> {
  const isBash = (rule: Rule): boolean => rule.tool === "Bash";
  for (const type of ["deny", "ask"] as const) {
    const whole = rules[type].find((rule) => isBash(rule) && rule.pattern === undefined);
    if (whole) return refusing(type, whole, "shell commands");
  }
  const bash = {
    deny: rules.deny.filter(isBash),
    ask: rules.ask.filter(isBash),
    allow: rules.allow.filter(isBash),
  };
  const read = rules.deny.filter((rule) => rule.tool === "Read" && rule.pattern !== undefined);
  const everything = bash.allow.some(({ pattern }) => pattern === undefined);
  if (bash.deny.length + bash.ask.length + read.length === 0 && (everything || bash.allow.length === 0))
    return { type: everything ? "allow" : "none" };
  const commands = await readCommands(code);
  return strictest([
    refusal("deny", bash.deny, commands),
    refusal("ask", bash.ask, commands),
    mentions(read, commands, root),
    { type: everything || isAllowed(bash.allow, commands) ? "allow" : "none" },
  ]);
}

/** What stands against it: a rule that fits a part, or a doubt where a rule might. */
function refusal(type: "ask" | "deny", rules: readonly Rule[], { parts, unclear }: Commands): Ruling {
  let doubt: Ruling = none;
  for (const rule of rules)
    for (const part of parts) {
      const fit = fitAny(rule, part);
      if (fit === "yes") return refusing(type, rule, `\`${shown(part)}\``);
      if (fit === "maybe")
        doubt = {
          type: "ask",
          reason: `nobody can tell whether the rule ${rule.text} is about \`${shown(part)}\``,
        };
    }
  if (doubt.type !== "none" || unclear === undefined) return doubt;
  const [rule] = rules;
  return rule
    ? {
        type: "ask",
        reason: `nobody can tell whether the rule ${rule.text} is about this command: ${unclear}`,
      }
    : none;
}

/** A carrier with more words than this is not searched for a command in them. */
const longest = 300;

/** The parts that a rule may be about: by another path, with options of git before its command, or carried by another program. */
function fitAny(rule: Rule, { words }: Part): Fit {
  const name = baseName(words[0] ?? "");
  const plain = [name, ...words.slice(1)];
  const carries = isCarrier(words);
  if (carries && words.length > longest) return "maybe";
  const later = carries ? words.map((_, at) => [baseName(words[at] ?? ""), ...words.slice(at + 1)]) : [];
  const forms = [words, plain, ...(name === "git" ? [plainGit(words)] : []), ...later];
  const fits = new Set(forms.map((each) => fitCommand(rule, each)));
  if (fits.has("yes")) return "yes";
  return fits.has("maybe") ? "maybe" : "no";
}

/** Whether rules for shell commands cover all of it. */
export const isAllowed = (rules: readonly Rule[], { parts, unclear }: Commands): boolean =>
  unclear === undefined &&
  parts.length > 0 &&
  parts.every(
    (part) =>
      part.harmless ||
      rules.some((rule) => !part.words[0]?.includes(unknown) && fitCommand(rule, part.words) === "yes"),
  );

/** A file that may not be read, named by a command. */
function mentions(rules: readonly Rule[], { parts, redirects }: Commands, root: string): Ruling {
  const words = [...parts.flatMap((part) => part.words.slice(1)), ...redirects];
  for (const rule of rules)
    for (const word of words) {
      const named = inWorkspace(word.replace(/^-[^=]*=/, ""), root);
      if (fitsPath(rule.pattern ?? "", named)) return refusing("deny", rule, `a command that names ${named}`);
    }
  return none;
}

/** A path as rules name it: relative to the workspace when it lies there. */
function inWorkspace(name: string, root: string): string {
  const place = path.resolve(root, name);
  const relative = path.relative(root, place);
  return relative === ".." || relative.startsWith("../") ? place : relative;
}

const shown = ({ words }: Part): string =>
  words.map((word) => (word.includes(unknown) ? word.replaceAll(unknown, "…") : quoteWord(word))).join(" ");
