/** Text of strangers that a session has read: after it, what leaves the sandbox is asked about. */
import path from "node:path";
import type { Intent } from "../../../core/effect.ts";
import type { Fact } from "../../../core/fact.ts";
import { contractInForce, permits } from "../contract/in-force.ts";
import { takesCommand } from "./shell-tools.ts";

/**
 * What counts as read is what the journal shows: a text that was piped in below the task, files of dependencies and files that git ignores read by `files.read`, paths of
 * dependencies and addresses that the code of a cell names, and results of web and MCP tools. What a program reads without naming
 * it, or an issue that was pasted into the task's own words, is not seen.
 */
export interface Taint {
  /** The first source of a stranger's text that was read, such as `node_modules/x/README.md`; undefined while there is none. */
  source(facts: readonly Fact[]): string | undefined;
}

const dependency = /(?:^|\/)(?:node_modules|vendor|site-packages|\.venv|bower_components)\/(?!\.bin\/)/;
/** A path in code, as far as quotes and blanks delimit it. */
const named =
  /[^\s'"`(),;=<>|&]*(?:node_modules|vendor|site-packages|\.venv|bower_components)\/(?!\.bin\/)[^\s'"`(),;<>|&]+/;
const fetched = /\b(?:curl|wget|fetch|gh|urlopen|requests\.get)\b[^\n]*?(https?:\/\/[^\s'"`)]+)/;
const issue = /\bgh\s+(?:issue|pr|api)\s[^\n;|&]*/;

/** A taint over one session's facts, read on as they grow. `isIgnored` says which paths of the workspace git ignores. */
export function createTaint({
  root,
  isIgnored,
}: {
  readonly root: string;
  readonly isIgnored: (path: string) => boolean;
}): Taint {
  const codes = new Map<string, string>();
  let [seen, found]: [number, string | undefined] = [0, undefined];
  const read = (fact: Fact): string | undefined => {
    if (fact.type === "model.replied") for (const cell of fact.cells) codes.set(cell.id, cell.code);
    if (fact.type === "session.opened" || fact.type === "session.resumed")
      return fact.options?.piped ? "what was piped in" : undefined;
    if (fact.type === "cell.started") return inCode(codes.get(fact.cell) ?? "");
    if (fact.type !== "call.made") return undefined;
    const { tool, arguments: given } = fact;
    const [file, url, command] = [given["path"], given["url"], given["command"]];
    if (tool === "files.read" && typeof file === "string") {
      const inside = path.relative(root, path.resolve(root, file));
      return dependency.test(inside) || isIgnored(inside) ? inside : undefined;
    }
    if (takesCommand(tool) && typeof command === "string") return inCode(command);
    return /^(?:web\.|mcp(?:__|\.))/.test(tool) ? (typeof url === "string" ? url : tool) : undefined;
  };
  return {
    source(facts) {
      for (; found === undefined && seen < facts.length; seen += 1) {
        const fact = facts[seen];
        if (fact) found = read(fact);
      }
      return found;
    },
  };
}

function inCode(code: string): string | undefined {
  return fetched.exec(code)?.[1] ?? issue.exec(code)?.[0] ?? named.exec(code)?.[0];
}

/** Where an intent leads that is out of reach of stage and undo, or out of the contract; undefined when it stays inside. */
export function leaves(intent: Intent, facts: readonly Fact[]): string | undefined {
  if ("leaves" in intent && intent.leaves !== undefined) return intent.leaves;
  if (intent.type === "call" && intent.tool === "amend") return widening(intent.arguments["terms"], facts);
  const opened = facts.findLast((fact) => fact.type === "sandbox.opened");
  const free = opened?.type === "sandbox.opened" && opened.name === "none";
  const runs = intent.type === "program" || (intent.type === "call" && takesCommand(intent.tool));
  return free && runs ? "a program without a sandbox reaches the whole machine" : undefined;
}

/** A contract that lets more change than it did. */
function widening(terms: unknown, facts: readonly Fact[]): string | undefined {
  const given: unknown =
    typeof terms === "object" && terms !== null && "changes" in terms ? terms.changes : [];
  const kept = contractInForce(facts)?.contract.changes ?? ["**"];
  const globs = (Array.isArray(given) ? given : []).map(String);
  const more = globs.filter((glob) => !isWithin(kept, path.posix.normalize(glob)));
  return more.length === 0 ? undefined : `it widens what may change by ${more.join(", ")}`;
}

/** A pattern is within others that say it too, or all below its folder. */
const isWithin = (kept: readonly string[], glob: string): boolean =>
  kept.some(
    (each) => each === glob || each === "**" || (each.endsWith("/**") && glob.startsWith(each.slice(0, -2))),
  ) ||
  (!/[*?[{]/.test(glob) && permits(kept, glob));
