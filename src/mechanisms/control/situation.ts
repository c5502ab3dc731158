/** Where a session stands when a turn has ended, folded from its facts. */
import type { Change, Version } from "../../core/effect.ts";
import type { Fact } from "../../core/fact.ts";
import type { Evidence } from "../../core/evidence.ts";
import { readHistory, type History } from "./history.ts";

/** What the governor reads: the turn that just ended, and the session so far. */
export interface Situation {
  /** The model's last reply held no cells. */
  readonly wordsOnly: boolean;
  /** The model had nothing more to say. */
  readonly silent: boolean;
  /** How the last reply ended. */
  readonly finish: "stop" | "length" | "refusal" | "silent";
  /** `done` was called in this turn, or words alone ended work that had changed something. */
  readonly claimed: boolean;
  /** Any `done` so far in the session. */
  readonly everClaimed: boolean;
  readonly abandoned?: string;
  /** Workspace paths that differ from the start of the session. */
  readonly changed: readonly string[];
  /** Something was changed for an earlier word of the user, and nothing since the last one. */
  readonly earlier?: true;
  /** What the last claim's check came to; only one that was judged in this turn can be proof. */
  readonly evidence?: Evidence;
  /** Claims turned down so far, this one included. */
  readonly rejections: number;
  /** Why something was refused that only a person could have allowed, when there was nobody to ask. */
  readonly unasked?: string;
  /** Why the last change of this task that was refused was; absent as soon as anything is changed. */
  readonly withheld?: string;
  /** No cell of the last turn that had any came through: it failed, or never ran. */
  readonly fruitless?: boolean;
  /** What the turns have brought; absent where only the last one counts. */
  readonly history?: History;
}

const same = (a: Version, b: Version): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * What the session's committed changes come to, one per path, in the order of their first change. Paths that are back as they were are
 * left out; of a change that was taken back only those count that had to be left alone.
 */
export function netChanges(facts: readonly Fact[]): readonly Change[] {
  const committed = new Set(facts.flatMap((fact) => (fact.type === "change.committed" ? [fact.change] : [])));
  const left = new Map(
    facts.flatMap((fact) => (fact.type === "change.undone" ? [[fact.change, new Set(fact.conflicts)]] : [])),
  );
  const net = new Map<string, Change>();
  for (const fact of facts) {
    if (fact.type !== "change.intended" || !committed.has(fact.change)) continue;
    for (const change of fact.changes)
      if (left.get(fact.change)?.has(change.path) !== false)
        net.set(change.path, { ...change, before: net.get(change.path)?.before ?? change.before });
  }
  return [...net.values()].filter(({ before, after }) => !same(before, after));
}

/** Why the last question since the session was taken up was refused unheard; undefined when all were answered. */
function refusedUnasked(facts: readonly Fact[]): string | undefined {
  const since = facts.slice(facts.findLastIndex((fact) => fact.type === "session.resumed") + 1);
  const alone = since.findLast((fact) => fact.type === "approval.given" && fact.answer === "nobody");
  if (alone?.type !== "approval.given") return undefined;
  const asked = facts.find((fact) => fact.type === "approval.asked" && fact.approval === alone.approval);
  if (asked?.type !== "approval.asked") return undefined;
  const { reason, always } = asked;
  const way = always
    ? `; to allow it: ${always.map((rule) => `--allowedTools ${JSON.stringify(rule)}`).join(" ")}`
    : "";
  return `nobody was there to say yes: ${reason}${way}`;
}

/** Why the last change that was refused was, where nothing has been changed. */
function withheldFrom(own: readonly Fact[], changed: readonly string[]): Pick<Situation, "withheld"> {
  if (changed.length > 0) return {};
  const refused = own.findLast(
    (fact) => fact.type === "effect.refused" && fact.what.startsWith("changes to "),
  );
  return refused?.type === "effect.refused"
    ? { withheld: `${refused.what} were refused: ${refused.reason}` }
    : {};
}

/** True when the last turn that ran cells brought none of them through. */
function cameToNothing(own: readonly Fact[]): boolean {
  const last = own.findLastIndex((fact) => fact.type === "cell.ran");
  const begun = own.findLastIndex((fact, at) => fact.type === "model.replied" && at < last);
  const ran = own.slice(begun + 1, last + 1).filter((fact) => fact.type === "cell.ran");
  return ran.length > 0 && ran.every(({ outcome }) => outcome.status !== "ok");
}

/** Whether all that was changed was for earlier words. */
const changedEarlier = (all: readonly Change[], own: readonly Change[]): Pick<Situation, "earlier"> =>
  own.length === 0 && all.length > 0 ? { earlier: true } : {};

/** The situation at the end of the last turn, with the evidence that was gathered last. Pure: a replay has the same. */
export function readSituation(facts: readonly Fact[]): Situation {
  const first = facts.findLastIndex((fact) => fact.type === "model.replied");
  const replied = facts[first];
  const turn = facts.slice(Math.max(first, 0));
  // A further word of the user is a task of its own: what was done before it is not claimed by an answer to it.
  const own = facts.slice(facts.findLastIndex((fact) => fact.type === "task.added") + 1);
  const all = netChanges(facts);
  const changes = own.some((fact) => fact.type === "change.committed") ? all : [];
  const changed = changes.map(({ path }) => path);
  const everClaimed = own.some((fact) => fact.type === "done.claimed");
  const silent = replied?.type === "model.replied" && replied.finish === "silent";
  const wordsOnly = replied?.type === "model.replied" && !silent && replied.cells.length === 0;
  const abandoned = turn.find((fact) => fact.type === "work.abandoned")?.reason;
  const unasked = refusedUnasked(facts);
  const evidence = facts.findLast((fact) => fact.type === "evidence.gathered")?.evidence;
  return {
    wordsOnly,
    silent,
    ...(unasked !== undefined && { unasked }),
    ...withheldFrom(own, changed),
    ...(silent && { fruitless: cameToNothing(own) }),
    finish: replied?.type === "model.replied" ? replied.finish : "stop",
    // Words alone, after something was changed or claimed, say that the work is finished: that is a claim too.
    claimed:
      turn.some((fact) => fact.type === "done.claimed") ||
      (wordsOnly && replied?.finish === "stop" && (changed.length > 0 || everClaimed)),
    everClaimed,
    ...(abandoned !== undefined && { abandoned }),
    changed,
    ...changedEarlier(all, changes),
    ...(evidence && { evidence }),
    history: readHistory(facts),
    rejections: own.filter((fact) => fact.type === "evidence.gathered" && !fact.evidence.proven).length,
  };
}
