/** The searches of a session, folded from its facts: what was tried, on top of what, how it stood, and what came of it. */
import type { Attempt, PolicyName } from "../../core/attempt.ts";
import type { Fact } from "../../core/fact.ts";
import { lineOf } from "../../core/line.ts";

export interface SearchView {
  readonly search: string;
  /** The cell that opened it. */
  readonly cell: string;
  readonly policy: PolicyName;
  readonly workers: number;
  readonly limit: number;
  readonly failing: readonly string[];
  readonly base: Readonly<Record<string, string>>;
  readonly attempts: readonly Attempt[];
  /** How often it was gone on with. */
  readonly continued: number;
  /** The attempt that every sensor was content with. */
  readonly found?: string;
  /** Why it ended; absent while it is open. */
  readonly why?: string;
}

/** All searches of a session's line, in order. */
export function viewSearches(facts: readonly Fact[]): readonly SearchView[] {
  const views = new Map<string, SearchView>();
  const change = (search: string, next: (view: SearchView) => SearchView): void => {
    const view = views.get(search);
    if (view) views.set(search, next(view));
  };
  for (const fact of lineOf(facts)) {
    if (fact.type === "search.opened") {
      const { search, cell, policy, workers, limit, failing, base } = fact;
      const opened = { search, cell, policy, workers, limit, failing, base, attempts: [], continued: 0 };
      views.set(search, opened);
    }
    if (fact.type === "search.continued")
      change(fact.search, ({ why: _why, ...view }) => ({
        ...view,
        limit: fact.limit,
        continued: view.continued + 1,
      }));
    if (fact.type === "attempts.tried")
      change(fact.search, (view) => ({ ...view, attempts: [...view.attempts, ...fact.attempts] }));
    if (fact.type === "search.closed") {
      const { found, why } = fact;
      change(fact.search, (view) => ({ ...view, why, ...(found !== undefined && { found }) }));
    }
  }
  return [...views.values()];
}

/** The attempts from the snapshot to this one, oldest first; empty when there is none of that id. */
export function pathTo(view: SearchView, id: string): readonly Attempt[] {
  const byId = new Map(view.attempts.map((attempt) => [attempt.id, attempt]));
  const path: Attempt[] = [];
  for (let at = byId.get(id); at && !path.includes(at); at = byId.get(at.parent)) path.unshift(at);
  return path;
}
