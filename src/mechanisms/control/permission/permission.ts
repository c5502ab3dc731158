/** Permission, as the loop sees it: the user's rules, the tier of the session, and what it has read. */
import type { RuleTexts } from "../../../core/approval.ts";
import type { Intent, Verdict } from "../../../core/effect.ts";
import type { Mechanism, Session } from "../../mechanism.ts";
import { readCommands } from "./command.ts";
import { openedBy } from "./opened.ts";
import { fitCommand, quoteWord, readRule, readRules, type Rule, type Rules } from "./rule.ts";
import { hostOf, ruleOn } from "./ruling.ts";
import { createTaint, leaves } from "./taint.ts";
import { readMode, type Stance } from "./tier.ts";
import { unknown } from "./wildcard.ts";
import { takesCommand } from "./shell-tools.ts";

/** What permission stands on. Nothing of it is read from the outside here. */
export interface PermissionGiven {
  /** One of the modes in tier.ts. */
  readonly mode: string;
  /** Rules in layers: the user's, the project's, the command line's. */
  readonly rules: readonly RuleTexts[];
  /** The workspace, absolute and real. */
  readonly root: string;
  /** Whether git ignores a path of the workspace. */
  readonly isIgnored: (path: string) => boolean;
}

export interface Permission extends Mechanism {
  readonly stance: Stance;
  judge(intent: Intent, session: Session): Promise<Verdict>;
  /** True when the user allowed exactly this, so that nobody else's question about it needs to be put. */
  grants(intent: Intent): Promise<boolean>;
  /** Whether the user opened a guarded path that this would change. */
  opens(intent: Change, session: Session): Promise<(path: string) => boolean>;
  /** The rules that would allow exactly this from now on; undefined when none can say so. */
  rulesFor(intent: Intent): Promise<readonly string[] | undefined>;
  /** Allows from now on. */
  add(rules: readonly string[]): void;
  /** A stranger's text that the session has read. */
  source(session: Session): string | undefined;
}

type Change = Extract<Intent, { readonly type: "change" }>;

const allow: Verdict = { type: "allow" };
const ask = (reason: string): Verdict => ({ type: "ask", reason });

/** The permission mechanism. Throws `Fault("bad_usage")` for a rule or mode that cannot be read. */
export function createPermission({ mode, rules: layers, root, isIgnored }: PermissionGiven): Permission {
  const stance = readMode(mode);
  const taint = createTaint({ root, isIgnored });
  let rules = readRules(layers);
  const exact = (): Rules => ({ ...rules, allow: rules.allow.filter(isExact) });
  return {
    name: "permission",
    stance,
    brief: () => (stance.tier === "read-only" ? readOnlyWords : undefined),
    async judge(intent, session) {
      if (stance.tier === "read-only" && intent.type === "change")
        return { type: "deny", reason: readOnlyReason };
      const ruling = await ruleOn(rules, intent, root);
      if (ruling.type === "deny" || ruling.type === "ask") return ruling;
      if (stance.tier === "full-access") return allow;
      const { facts } = session.journal;
      const beyond = leaves(intent, facts);
      const source = beyond === undefined ? undefined : taint.source(facts);
      if (source !== undefined) return ask(`${beyond}, and ${source} was read before`);
      if (ruling.type === "allow" || stance.asks !== "always" || !isWeighty(intent, session)) return allow;
      return ask("in manual mode, what no rule allows is asked");
    },
    grants: async (intent) => (await ruleOn(exact(), intent, root)).type === "allow",
    opens: (intent, session) => openedBy(rules.allow, intent, session.journal.facts),
    rulesFor: async (intent) =>
      (await ruleOn(rules, intent, root)).type === "ask" ? undefined : rulesFor(intent),
    add: (texts) => void (rules = { ...rules, allow: [...rules.allow, ...texts.map(readRule)] }),
    source: (session) => taint.source(session.journal.facts),
  };
}

const readOnlyReason = "this session only reads (plan mode): say what you would change instead";
const readOnlyWords =
  "This session is read-only: programs may run, but whatever they or your calls change is dropped.";

/** In manual mode: code that changes nothing by itself is not asked about, and neither are the changes of a program that was. */
function isWeighty(intent: Intent, { journal }: Session): boolean {
  if (intent.type === "program") return intent.language !== "ts";
  if (intent.type === "call") return !/^(?:files\.|checks\.|repair\.|done$|giveUp$)/.test(intent.tool);
  const made = journal.facts.findLast((fact) => fact.type === "call.made" && fact.cell === intent.cell);
  return made?.type === "call.made" && made.tool !== "shell.run";
}

/** A rule that means one thing and not many. */
const isExact = ({ tool, pattern }: Rule): boolean =>
  pattern === undefined
    ? !/^(?:Bash|Edit|Read|WebFetch|Python|TypeScript)$|\*/.test(tool)
    : !/[*?]/.test(pattern);

async function rulesFor(intent: Intent): Promise<readonly string[] | undefined> {
  if (intent.type === "change") {
    const paths = [...intent.changes, ...(intent.ignored ?? [])].map(({ path }) => path);
    // A commit writes objects whose names nobody knows before; what decides for git stays forbidden.
    const places = [...new Set(paths.map((path) => path.replace(/^((?:.*\/)?\.git)\/.*/, "$1/**")))];
    const outer = places.filter((place) => !places.some((each) => place.startsWith(`${each}/`)));
    return outer.length > 5 || outer.some((place) => /[*?]/.test(place.replace(/\.git\/\*\*$/, "")))
      ? undefined
      : outer.map((place) => `Edit(/${place})`);
  }
  if (intent.type === "program") return intent.language === "sh" ? rulesForCommand(intent.code) : undefined;
  const { command, url } = intent.arguments;
  if (takesCommand(intent.tool)) return typeof command === "string" ? rulesForCommand(command) : undefined;
  const host = typeof url === "string" ? hostOf(url) : undefined;
  return [host === undefined ? intent.tool : `WebFetch(domain:${host})`];
}

async function rulesForCommand(code: string): Promise<readonly string[] | undefined> {
  const { parts, unclear } = await readCommands(code);
  const own = parts.filter(({ harmless }) => !harmless);
  const texts = own.map(({ words }) => `Bash(${words.map(quoteWord).join(" ")})`);
  const says = own.every(
    ({ words }, at) =>
      !/[*\0]/.test(words.join(" ")) && fitCommand(readRule(texts[at] ?? ""), words) === "yes",
  );
  return unclear !== undefined || own.length === 0 || texts.join("").includes(unknown) || !says
    ? undefined
    : [...new Set(texts)];
}
