/** Searches of one session: each is written into its journal as it goes, so that it can be read, stopped, resumed and built on. */
import { createHash } from "node:crypto";
import type { Attempt } from "../../core/attempt.ts";
import type { Fact, FactOf } from "../../core/fact.ts";
import type { Journal } from "../../core/journal.ts";
import type { Explore, ExploreLimits, Field } from "../exploration.ts";
import { explore, type Ledger } from "./explore.ts";

export interface Planner {
  /** A search on behalf of a call. Cut off and called again, or named by `resume`, it goes on where its record ends. */
  explorer(about: About): Explore;
}

export interface About {
  readonly cell: string;
  readonly call: string;
  readonly resume?: string;
}

/** Attempts are written down so many at a time, or after so many milliseconds. */
const batch = { size: 25, milliseconds: 500 };
/** What is kept of a piece of an attempt that failed. */
const longest = 160;

/** The planner of a session. */
export function createPlanner(journal: Pick<Journal, "facts" | "append" | "keep">): Planner {
  return {
    explorer: (about) => async (field, limits, settle) => {
      const { search, known } = open(journal, field, { about, limits });
      const writer = openWriter(journal, search, known);
      let told: { readonly found?: string; readonly tried: number; readonly why: string } | undefined;
      try {
        const explored = await explore(field, limits, settle, writer.record);
        const { attempt, tried, over } = explored;
        // Stopped by the user, it stays open and is carried on by whoever resumes the session.
        if (over === undefined || !/interrupted/.test(over))
          told = {
            tried,
            why: attempt === undefined ? (over ?? ending(explored.generated, tried, limits)) : "found",
            ...(attempt !== undefined && { found: attempt }),
          };
        return explored;
      } finally {
        writer.flush();
        if (told) journal.append({ type: "search.closed", search, ...told });
      }
    },
  };
}

const ending = (generated: number, tried: number, { attempts }: ExploreLimits): string =>
  tried >= attempts ? `the limit of ${attempts} attempts` : `all ${generated} were tried`;

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Opens a search, or one that the journal holds already. Throws an Error for the cell when there is none to resume. */
function open<W>(
  journal: Pick<Journal, "facts" | "append">,
  { base, failing }: Field<W>,
  { about, limits }: { readonly about: About; readonly limits: ExploreLimits },
): { readonly search: string; readonly known: readonly Attempt[] } {
  const { cell, call, resume } = about;
  const files = Object.fromEntries([...base].map(([file, text]) => [file, sha(text)]));
  const opened = journal.facts.filter((fact) => fact.type === "search.opened");
  const same = cutOff(journal.facts, call) ?? resume;
  if (same === undefined) {
    const search = `s${opened.length + 1}`;
    const { policy, workers, attempts: limit } = limits;
    journal.append({
      type: "search.opened",
      search,
      cell,
      call,
      policy,
      workers,
      limit,
      base: files,
      failing,
    });
    return { search, known: [] };
  }
  const old = opened.find(({ search }) => search === same);
  if (!old) throw new Error(`there is no search ${same}; search.tree() lists them`);
  const changed = Object.entries(files).find(([file, hash]) => old.base[file] !== hash);
  if (changed)
    throw new Error(
      `${same} cannot go on: ${changed[0]} is not as it was; search anew, or take the change back`,
    );
  journal.append({ type: "search.continued", search: same, cell, call, limit: limits.attempts });
  const tried = journal.facts.filter(
    (fact): fact is FactOf<"attempts.tried"> => fact.type === "attempts.tried" && fact.search === same,
  );
  return { search: same, known: tried.flatMap(({ attempts }) => attempts) };
}

/** The search that this call began before the harness was stopped. */
function cutOff(facts: readonly Fact[], call: string): string | undefined {
  const begun = facts.findLast(
    (fact) => (fact.type === "search.opened" || fact.type === "search.continued") && fact.call === call,
  );
  return begun && "search" in begun ? begun.search : undefined;
}

function openWriter(
  journal: Pick<Journal, "append" | "keep">,
  search: string,
  known: readonly Attempt[],
): { readonly record: Ledger; flush(): void } {
  const nameOf = (parent: string, key: string, again: boolean): string => `${parent}\n${key}\n${again}`;
  const before = new Map(
    known.map((attempt) => [nameOf(attempt.parent, attempt.key, attempt.again === true), attempt]),
  );
  let count = known.length;
  let waiting: Attempt[] = [];
  let since = performance.now();
  const flush = (): void => {
    if (waiting.length > 0) journal.append({ type: "attempts.tried", search, attempts: waiting });
    waiting = [];
    since = performance.now();
  };
  return {
    flush,
    record: {
      search,
      known: (parent, key, again) => before.get(nameOf(parent, key, again)),
      add(attempt, texts) {
        const id = `${search}.${(count += 1)}`;
        waiting.push(whole(attempt) ? { ...attempt, id, texts: kept(journal, texts) } : short(attempt, id));
        if (waiting.length >= batch.size || performance.now() - since > batch.milliseconds) flush();
        return id;
      },
    },
  };
}

/** More may follow from what is better than its parent, and from what a model has thought of. */
const whole = ({ outcome, failing }: Omit<Attempt, "id">): boolean =>
  outcome === "passed" || outcome === "partial" || failing !== undefined;

const kept = (
  journal: Pick<Journal, "keep">,
  texts: ReadonlyMap<string, string | null>,
): Readonly<Record<string, string | null>> =>
  Object.fromEntries([...texts].map(([file, text]) => [file, text === null ? null : journal.keep(text)]));

function short(attempt: Omit<Attempt, "id">, id: string): Attempt {
  const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);
  const pieces = attempt.pieces.map((piece) => ({
    ...piece,
    before: cut(piece.before),
    after: cut(piece.after),
  }));
  return { ...attempt, id, pieces };
}
