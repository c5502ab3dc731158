/** Guards what programs on the host obey (git's own files, editors' and agents' settings) and files that hold secrets. */
import type { Change, Intent, Verdict } from "../../../core/effect.ts";
import { guardOf } from "../../../interface/environment/guarded.ts";
import type { Secrets } from "../../../interface/environment/secrets.ts";
import { bareChanges } from "./bare.ts";
import type { Mechanism, Session } from "../../mechanism.ts";

/** What the user has opened by rules of their own. */
export interface Opened {
  opens(
    intent: Extract<Intent, { readonly type: "change" }>,
    session: Session,
  ): Promise<(path: string) => boolean>;
}

/** Rules on changes by their paths; one that is refused drops all that its cell has staged. */
export function createProtection(
  { masked, hidden }: Secrets,
  opened: Opened,
  isThere: (path: string) => boolean,
): Mechanism {
  return {
    name: "protection",
    brief: () => (masked.length === 0 ? undefined : maskedWords(masked)),
    judge: (intent, session) =>
      ruleOn(intent, { hidden, isThere, openedIn: (change) => opened.opens(change, session) }),
  };
}

function maskedWords(masked: readonly string[]): string {
  return `These may hold secrets or are not to be read; here they are empty, and cannot be written: ${listed(masked)}.`;
}

interface Known {
  readonly hidden: (path: string) => boolean;
  readonly isThere: (path: string) => boolean;
  readonly openedIn: (
    intent: Extract<Intent, { readonly type: "change" }>,
  ) => Promise<(path: string) => boolean>;
}

async function ruleOn(intent: Intent, { hidden, isThere, openedIn }: Known): Promise<Verdict> {
  if (intent.type !== "change") return { type: "allow" };
  const found = new Map<Ruling, string[]>();
  const bare = bareChanges(intent.changes, isThere);
  for (const change of intent.changes) {
    const ruling = rulingOf(change, hidden) ?? (bare.has(change.path) ? "bare" : undefined);
    if (ruling) found.set(ruling, [...(found.get(ruling) ?? []), change.path]);
  }
  for (const { type, ruling, words } of rulings) {
    const guarded = found.get(ruling);
    if (guarded === undefined) continue;
    const isOpen = type === "ask" ? await openedIn(intent) : () => false;
    const paths = guarded.filter((path) => !isOpen(path));
    if (paths.length > 0) return { type, reason: `${listed(paths)} ${words}` };
  }
  return { type: "allow" };
}

type Ruling = "git" | "secret" | "obeyed" | "bare" | "history";

/** The strictest first. */
const rulings: readonly {
  readonly ruling: Ruling;
  readonly type: "deny" | "ask";
  readonly words: string;
}[] = [
  { ruling: "git", type: "deny", words: "may not be changed: git on the host runs programs by it" },
  {
    ruling: "secret",
    type: "deny",
    words: "may hold secrets and may not be changed; --allow-secrets <glob> allows it",
  },
  { ruling: "obeyed", type: "ask", words: "would be changed: programs on the host obey it" },
  {
    ruling: "bare",
    type: "ask",
    words: "would be changed: git takes that folder for a repository and runs programs by it",
  },
  { ruling: "history", type: "ask", words: "would be changed: this is the repository's history" },
];

function rulingOf({ path, after }: Change, hidden: (path: string) => boolean): Ruling | undefined {
  const guard = guardOf(path);
  if (guard === undefined) return undefined;
  if (guard.type === "secret") return hidden(path) ? "secret" : undefined;
  const parts = path.toLowerCase().split("/");
  if (!parts.includes(".git")) return "obeyed";
  // A file or link in place of the folder leads git to another repository, and so does a link inside.
  const leadsAway = after.node === "link" || (parts.at(-1) === ".git" && after.node === "file");
  return guard.forbidden || leadsAway ? "git" : "history";
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).join(", ");
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}
