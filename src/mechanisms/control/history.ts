/** What the turns of a task have brought so far, folded from its facts: repeats, errors of one kind, red tests, news. */
import type { Cell, Outcome } from "../../core/cell.ts";
import type { Fact } from "../../core/fact.ts";
import { createFootprint } from "./footprint.ts";
import { normaliseCode, normaliseText } from "./normalise.ts";
import { bestOf, testsOf, type Redness } from "./redness.ts";

export interface History {
  /** How often the cells of the last turn came out the same in the same tree, this time included: of the cell that did so least. */
  readonly repeats: number;
  /** The kind of error that the last cells ended with, and how many in a row did. */
  readonly sameError?: {
    readonly kind: string;
    readonly times: number;
    /** Files that the last of them names, and that the session has read or changed before. */
    readonly about: readonly string[];
  };
  /** Turns since something new: a tree that was not there before, other red tests; and in a tree not yet changed, anything not seen before. */
  readonly barren: number;
  /** Changes that were refused since the governor last narrowed what may change. */
  readonly violations: number;
  /** How often it was said that things got worse, since they were best. */
  readonly warned: number;
  /** What the check told, in order. */
  readonly redness: readonly Redness[];
  /** Some of it was told in the last turn. */
  readonly checkedNow: boolean;
}

/** Turns that are looked back on. */
const span = 60;

/** The history of the present task. Pure. */
export function readHistory(facts: readonly Fact[]): History {
  const begun = facts.findLastIndex((fact) => fact.type === "task.added") + 1;
  const reader = createReader(facts, begun);
  facts.forEach((fact, at) => reader.add(fact, at));
  return reader.history();
}

/** Reads the facts one after another. */
function createReader(
  facts: readonly Fact[],
  begun: number,
): { add(fact: Fact, at: number): void; history(): History } {
  const ends = facts.flatMap((fact, at) => (at >= begun && fact.type === "turn.ended" ? [at] : []));
  const from = ends.at(-span - 1) ?? begun;
  const footprint = createFootprint();
  const asked = new Set<string>();
  const running = new Set<string>();
  const redness: Redness[] = [];
  const cells = new Map<string, Cell>();
  const seen = new Map<string, number>();
  const trees = new Set<number>();
  const reds = new Set<string>();
  const errors: (string | undefined)[] = [];
  const refused = new Set<string>();
  const warnings: number[] = [];
  const known = new Set<string>();
  let about: readonly string[] = [];
  let [start, repeats, barren, checked] = [0, 0, 0, 0];
  let ran: { readonly cell: string; readonly outcome: Outcome }[] = [];

  const endTurn = (): void => {
    const tree = footprint.mark();
    const keys = ran.map(({ cell, outcome }) => keyOf(cells.get(cell), outcome, tree));
    const fresh = keys.some((key) => !seen.has(key));
    for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
    const times = keys.map((key) => seen.get(key) ?? 0);
    // To ask after a program that runs still, again and again, is how one waits.
    repeats = times.length === 0 || running.size > 0 ? 0 : Math.min(...times);
    const red = JSON.stringify(redness.at(-1)?.failing);
    const news = !trees.has(tree) || !reds.has(red) || (tree === start && fresh);
    barren = news ? 0 : barren + 1;
    trees.add(tree);
    reds.add(red);
    about = ran.flatMap(({ cell }) => namedIn(cells.get(cell)?.code ?? "", known)).slice(0, 3);
    errors.push(...ran.map(({ outcome }) => errorKind(outcome)));
    ran = [];
  };
  const read = (fact: Fact): void => {
    if (fact.type === "model.replied") for (const cell of fact.cells) cells.set(cell.id, cell);
    else if (fact.type === "cell.ran") ran.push(fact);
    else if (fact.type === "effect.refused" && isViolation(fact)) refused.add(fact.cell);
    else if (fact.type === "decision.made" && fact.decision.type === "narrow") refused.clear();
    else if (fact.type === "decision.made" && fact.decision.rule === "worse") warnings.push(fact.seq);
    else if (fact.type === "turn.ended") endTurn();
  };
  return {
    add(fact, at) {
      footprint.add(fact);
      if (at === begun) start = footprint.mark();
      for (const path of touched(fact)) known.add(path);
      if (fact.type === "process.started") running.add(fact.process);
      else if (fact.type === "process.ended") running.delete(fact.process);
      else if (fact.type === "call.made" && fact.tool === "checks.run") asked.add(fact.call);
      const tests = at >= begun || fact.type === "check.ran" ? testsOf(fact, asked) : undefined;
      if (tests) redness.push(telling(fact.seq, footprint.mark(), tests));
      if (at >= begun && tests) checked = ends.filter((end) => end < at).length + 1;
      if (at >= from) read(fact);
    },
    history() {
      const kind = errors.at(-1);
      const times = errors.length - 1 - errors.findLastIndex((each) => each !== kind);
      return {
        repeats,
        ...(kind !== undefined && { sameError: { kind, times, about } }),
        barren,
        violations: refused.size,
        warned: warnings.filter((seq) => seq > (bestOf(redness)?.seq ?? 0)).length,
        redness,
        checkedNow: checked > 0 && checked === ends.length,
      };
    },
  };
}

function telling(seq: number, tree: number, tests: NonNullable<ReturnType<typeof testsOf>>): Redness {
  const names = (wanted: string): readonly string[] =>
    tests.flatMap(({ name, state }) => (state === wanted ? [name] : []));
  return { seq, tree, failing: names("failed"), passing: names("passed") };
}

/** A change that something forbids; not one that nobody was there to allow, nor one that came too late. */
function isViolation({ what, reason }: { readonly what: string; readonly reason: string }): boolean {
  return (
    what.startsWith("changes to ") &&
    !reason.includes("by someone else") &&
    !/\bnobody (?:is|was) there\b/.test(reason)
  );
}

/** Files that a fact shows to have been read or changed. */
function touched(fact: Fact): readonly string[] {
  if (fact.type === "change.intended") return fact.changes.map(({ path }) => path);
  return fact.type === "call.returned" ? (fact.read ?? []).map(({ path }) => path) : [];
}

/** Those of the known files that a cell names, each once. */
function namedIn(code: string, known: ReadonlySet<string>): readonly string[] {
  const quoted = [...code.matchAll(/["'`]([^"'`\n]+)["'`]/g)].map(([, name = ""]) => name);
  return [...new Set(quoted)].filter((name) => known.has(name));
}

/** What was made of an outcome: the history is read anew each turn, and its outcomes stay what they were. */
const told = new WeakMap<Outcome, string>();

/** A cell, how it came out, and in which tree. */
function keyOf(cell: Cell | undefined, outcome: Outcome, tree: number): string {
  const { status, value = "", output, error, exit = 0 } = outcome;
  let words = told.get(outcome);
  if (words === undefined) {
    const parts = [value, output, error?.message ?? ""].map(normaliseText);
    words = [cell?.language, normaliseCode(cell?.code ?? ""), status, exit, ...parts].join("\n");
    told.set(outcome, words);
  }
  return `${words}\n${tree}`;
}

/** An error's kind: its name and words without what is particular to it; undefined where nothing went wrong. */
function errorKind({ status, error, problems, exit, output }: Outcome): string | undefined {
  if (status === "ok") return undefined;
  const [problem] = problems ?? [];
  if (status === "refused" && problem) return problem.code;
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  const words = error
    ? `${error.name}: ${error.message.split("\n")[0] ?? ""}`
    : `exit ${exit ?? status}: ${last}`;
  return normaliseText(words).slice(0, 120);
}
