/** Inputs on which candidates can be compared: the calls that the tests make with literal arguments, and slight variations of them. */
import { argumentsOf, calls, functions } from "../operators/kinds.ts";
import { childOf, walk, type Syntax } from "../syntax.ts";
import type { Source } from "../sources.ts";
import { readLiteral, usualOf, varyLiteral, writeLiteral, type Literal } from "./literal.ts";

/** One call, as text of the test's language. */
export interface Probe {
  readonly code: string;
  /** True for a call that the tests make themselves. */
  readonly own: boolean;
}

interface Call {
  readonly callee: string;
  readonly literals: readonly Literal[];
  readonly spread: boolean;
}

/** Variations in all, and calls of the tests that are used. */
const mostVariations = 48;
const mostCalls = 16;

/** The probes of one test file; the same file gives the same probes. */
export function probesOf(test: Source, programs: readonly Source[]): Probe[] {
  const names = new Set(programs.flatMap((program) => functionNames(program)));
  const found = [...walk(test.tree)].flatMap((node) => readCall(node, test, names)).slice(0, mostCalls);
  if (found.length === 0) return [];
  const usual = usualOf(found.flatMap(({ literals }) => literals));
  const pick = numbers();
  const codes = new Map<string, boolean>(found.map((call) => [write(call), true]));
  for (let turn = 0; codes.size < found.length + mostVariations && turn < mostVariations * 3; turn += 1) {
    const call = found[turn % found.length];
    if (!call || call.literals.length === 0) continue;
    const rounds = 1 + pick(2);
    let literals = call.literals;
    for (let round = 0; round < rounds; round += 1) {
      const at = pick(literals.length);
      const one = literals[at];
      if (one) literals = literals.with(at, vary(one));
    }
    const code = write({ ...call, literals });
    if (!codes.has(code)) codes.set(code, false);
  }
  return [...codes].map(([code, own]) => ({ code, own }));

  function vary(one: Literal): Literal {
    return varyLiteral(one, usual, pick);
  }
}

/** A plain generator: the same sequence every time (numerical recipes' constants). */
function numbers(): (n: number) => number {
  let state = 20_261_128;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

function write({ callee, literals, spread }: Call): string {
  const given = literals.map(writeLiteral).join(", ");
  return spread ? `${callee}(*${given})` : `${callee}(${given})`;
}

function readCall(node: Syntax, { text }: Source, names: ReadonlySet<string>): Call[] {
  const called = calls.has(node.type) ? childOf(node, "function") : undefined;
  if (!called) return [];
  const callee = text.slice(called.start, called.end);
  if (!/^[\w$]+(?:\.[\w$]+)?$/.test(callee) || !names.has(callee.replace(/^.*\./, ""))) return [];
  const given = argumentsOf(node);
  const spread = given.length === 1 && given[0]?.type === "list_splat";
  const parts = spread ? (given[0]?.children.filter(({ named }) => named) ?? []) : given;
  const literals = parts.map((part) => readLiteral(part, text)).filter((one) => one !== undefined);
  return literals.length === parts.length ? [{ callee, literals, spread }] : [];
}

function functionNames({ tree, text }: Source): string[] {
  return [...walk(tree)].flatMap((node) => {
    if (!functions.has(node.type)) return [];
    const name =
      childOf(node, "name") ??
      (node.parent?.type === "variable_declarator" ? childOf(node.parent, "name") : undefined);
    return name ? [text.slice(name.start, name.end)] : [];
  });
}
