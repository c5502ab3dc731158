/** All first-order changes of one program, from every operator family, each once. */
import { fillUnchanged } from "./operators/accumulators.ts";
import {
  addBound,
  addOperand,
  addOwnClause,
  addSmallClause,
  addSmallFilter,
  askInstead,
  keepMapped,
  repeatClause,
  wrapModule,
} from "./operators/additions.ts";
import {
  addCondition,
  addEarlyAnswer,
  addElse,
  addLast,
  addShaping,
  repeatStep,
  setFlag,
} from "./operators/branches.ts";
import { borrow } from "./operators/borrow.ts";
import { changeArguments, nearName, takePart, unwrapCall, wrapCall } from "./operators/calls.ts";
import {
  addFilter,
  addSlice,
  changeChoice,
  changeIndex,
  changeRange,
  changeSlice,
  dropFilter,
  takeRest,
} from "./operators/indexes.ts";
import { speeches, type Change, type Operator, type Site } from "./operators/site.ts";
import { addGuard, copyStatement, insertStatement } from "./operators/insertions.ts";
import {
  changeAssignment,
  changeJump,
  changeReturn,
  deleteStatement,
  exchange,
  moveStatement,
  openStatement,
  turnAnswers,
} from "./operators/statements.ts";
import { homeOf, surroundingOf } from "./operators/surrounding.ts";
import {
  addClause,
  addUnary,
  dropOperand,
  negate,
  regroup,
  swapChain,
  swapOperator,
  turnAround,
} from "./operators/swaps.ts";
import {
  changeConstant,
  changeName,
  changeNumber,
  changeProperty,
  changeString,
  offByOne,
} from "./operators/values.ts";
import { walk, type Grammar, type Syntax } from "./syntax.ts";

const operators: readonly Operator[] = [
  swapOperator,
  swapChain,
  dropOperand,
  turnAround,
  regroup,
  negate,
  addClause,
  addUnary,
  changeNumber,
  offByOne,
  changeString,
  changeConstant,
  changeName,
  changeProperty,
  nearName,
  unwrapCall,
  wrapCall,
  changeArguments,
  takePart,
  borrow,
  changeSlice,
  addSlice,
  takeRest,
  changeIndex,
  changeRange,
  changeChoice,
  dropFilter,
  addFilter,
  deleteStatement,
  openStatement,
  exchange,
  moveStatement,
  changeReturn,
  turnAnswers,
  changeAssignment,
  changeJump,
  addGuard,
  insertStatement,
  copyStatement,
  addOperand,
  addBound,
  keepMapped,
  wrapModule,
  addSmallClause,
  addSmallFilter,
  repeatClause,
  askInstead,
  addOwnClause,
  addEarlyAnswer,
  addElse,
  addCondition,
  repeatStep,
  addLast,
  addShaping,
  setFlag,
  fillUnchanged,
];

/** A change with what ranking needs to know of it. */
export interface Mutation extends Change {
  /** Where its site begins. */
  readonly line: number;
  readonly column: number;
  /** How suspect its site is, above 0. */
  readonly suspicion: number;
  /** How many changes the same operator proposes at the same site, itself included. */
  readonly siblings: number;
  /** True when it asks for a name that the function gives a value and never asks for. */
  readonly wakes?: boolean;
}

/** Every change of the program's nodes that are suspect at all, in the order of the text. */
export function generate(
  text: string,
  tree: Syntax,
  grammar: Grammar,
  suspicionOf: (node: Syntax) => number,
): Mutation[] {
  const speech = speeches[grammar === "python" ? "python" : "javascript"];
  const surroundings = new Map<Syntax, Site["around"]>();
  const seen = new Set<string>();
  const mutations: Mutation[] = [];
  for (const node of walk(tree)) {
    const suspicion = suspicionOf(node);
    if (suspicion <= 0) continue;
    const home = homeOf(node);
    const around = surroundings.get(home) ?? surroundingOf(home, tree, text);
    surroundings.set(home, around);
    const site = { node, text, speech, around };
    for (const operator of operators) mutations.push(...fresh([...operator(site)], site, suspicion, seen));
  }
  return mutations;
}

const mentions = (text: string, name: string): boolean => text.match(/[\w$]+/g)?.includes(name) === true;

function fresh(
  changes: readonly Change[],
  { node, text, around }: Site,
  suspicion: number,
  seen: Set<string>,
): Mutation[] {
  const kept = changes.filter((change) => {
    const key = `${change.start}:${change.end}:${change.text}`;
    if (seen.has(key) || text.slice(change.start, change.end) === change.text) return false;
    seen.add(key);
    return true;
  });
  const counts = new Map<string, number>();
  for (const { operator } of kept) counts.set(operator, (counts.get(operator) ?? 0) + 1);
  return kept.map(({ start, end, text: next, operator }) => ({
    start,
    end,
    text: next,
    operator,
    line: node.line,
    column: node.column,
    suspicion,
    siblings: counts.get(operator) ?? 1,
    wakes: around.idle.some((name) => next.includes(name) && mentions(next, name)),
  }));
}
