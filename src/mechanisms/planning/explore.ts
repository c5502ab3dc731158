/** Best-first search over branches with one budget: what is better than the snapshot is built on, what fails is left behind. */
import type { Attempt, Standing } from "../../core/attempt.ts";
import type { Exploration, ExploreLimits, Field, Idea, Judged, Settle } from "../exploration.ts";
import { createContest } from "./contest.ts";
import { createFrontier, type Branch, type Pick } from "./frontier.ts";
import { createPolicy } from "./policy.ts";

/** What a search writes down, and knows from before. */
export interface Ledger {
  readonly search: string;
  /** How this stood when it was tried in an earlier run of the same search. */
  known(parent: string, key: string, again: boolean): Attempt | undefined;
  /** Writes an attempt down, with the texts of its branch where more may follow, and gives it its id. */
  add(attempt: Omit<Attempt, "id" | "texts">, texts: ReadonlyMap<string, string | null>): string;
}

/** Attempts that ran out of what they may use, and are tried once more with ample when all others have failed. */
const secondChances = 15;
/** Branches that are built on. */
const mostBranches = 12;
/** Changes on top of one another. */
const deepest = 3;

/**
 * Searches until an attempt passes, nothing is left, or a limit is met. Attempts that `record` knows are not made again and count as made,
 * so that a search that was stopped goes on where it was: with one worker, exactly there.
 */
export async function explore<W>(
  field: Field<W>,
  limits: ExploreLimits,
  settle: Settle<W> = () => Promise.resolve(0),
  record: Ledger = unrecorded(),
): Promise<Exploration<W>> {
  const policy = createPolicy(limits.policy);
  const frontier = createFrontier<W>(policy);
  const labels: { [label: string]: number } = {};
  const again: Pick<W>[] = [];
  const better: { readonly path: readonly W[]; readonly score: number }[] = [];
  const contest = createContest<W>(limits);
  let tried = 0;
  let over: string | undefined;
  const attempt = async (
    { branch, idea }: Pick<W>,
    worker: number,
    ample: boolean,
  ): Promise<{ readonly id: string; readonly judged: Judged } | undefined> => {
    const known = record.known(branch.id, idea.key, ample);
    if (known) return { id: known.id, judged: known };
    const judged = await field.attempt(branch.path, idea.work, { worker, ample });
    if (!judged) return undefined;
    const told = { ...attemptOf(field, { branch, idea }, judged), ...(ample && { again: true }) };
    const id = record.add(told, field.texts([...branch.path, idea.work]));
    return { id, judged };
  };

  const deepen = async (id: string, { branch, idea }: Pick<W>, judged: Standing): Promise<void> => {
    const path = [...branch.path, idea.work];
    better.push({ path, score: judged.score });
    if (!policy.deepens || path.length >= deepest || better.length > mostBranches) return;
    frontier.open({ id, path }, await field.ideas(path), judged);
  };

  const work = async (worker: number): Promise<void> => {
    while (over === undefined && contest.isOpen(tried)) {
      over = limits.over();
      const pick = over === undefined ? frontier.take() : undefined;
      if (!pick) return;
      tried += 1;
      const made = await attempt(pick, worker, false);
      if (!made) {
        tried -= 1;
        continue;
      }
      labels[pick.idea.label] = (labels[pick.idea.label] ?? 0) + 1;
      const { id, judged } = made;
      policy.learn(pick.idea.traits, judged);
      if (judged.outcome === "passed") {
        contest.add({ id, path: [...pick.branch.path, pick.idea.work], position: tried });
        frontier.open(pick.branch, field.akin?.(pick.branch.path, pick.idea.work) ?? []);
      }
      if (judged.outcome === "exhausted" && again.length < secondChances) again.push(pick);
      if (judged.outcome === "partial" && !contest.begun()) await deepen(id, pick, judged);
    }
  };

  frontier.open({ id: record.search, path: [] }, await field.ideas([]));
  await Promise.all(Array.from({ length: limits.workers }, (_, worker) => work(worker)));
  for (const pick of again) {
    over ??= limits.over();
    if (contest.begun() || over !== undefined) break;
    const made = await attempt(pick, 0, true);
    if (made?.judged.outcome === "passed")
      contest.add({ id: made.id, path: [...pick.branch.path, pick.idea.work], position: tried });
  }
  const found = await contest.chosen(settle);
  return {
    search: record.search,
    found: found?.path,
    attempt: found?.id,
    position: found?.position ?? tried,
    tried,
    generated: frontier.size(),
    labels,
    over: found === undefined ? over : undefined,
    partial: better.toSorted((a, b) => b.score - a.score).map(({ path }) => path),
  };
}

function unrecorded(): Ledger {
  let count = 0;
  return { search: "s", known: () => undefined, add: () => `s.${(count += 1)}` };
}

function attemptOf<W>(
  field: Field<W>,
  { branch, idea }: { readonly branch: Branch<W>; readonly idea: Idea<W> },
  { outcome, score, effect, failing }: Judged,
): Omit<Attempt, "id" | "texts"> {
  return {
    parent: branch.id,
    key: idea.key,
    label: idea.label,
    pieces: field.pieces(branch.path, idea.work),
    outcome,
    score,
    effect,
    ...(failing && { failing }),
  };
}
