import assert from "node:assert/strict";
import { test } from "node:test";
import { Calculator } from "../lib/calculator.ts";
import { CalculatorError } from "../lib/line.ts";

let seed = 1972;
const next = (n: number): number => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;

/** All there is at one time. Nothing of it is ever changed: each word gives a new one. */
interface Now {
  readonly stack: readonly number[];
  readonly memories: Readonly<Record<string, number>>;
  readonly names: Readonly<Record<string, string>>;
  readonly last?: number;
}
const nothing: Now = { stack: [], memories: {}, names: {} };
const failed = (word: string): { readonly failed: string } => ({ failed: word });
type Outcome = Now | { readonly failed: string };

function operate(word: string, a: number, b: number): number {
  switch (word) {
    case "+": return a + b;
    case "-": return a - b;
    case "*": return a * b;
    case "/": return a / b;
    case "mod": return a - b * Math.floor(a / b);
    case "^": return a ** b;
    case "neg": return -b;
    case "abs": return Math.abs(b);
    default: return Math.sqrt(b);
  }
}
function step(now: Now, words: readonly string[]): { now: Now; used: number } | undefined {
  const [word, name] = words as [string, string];
  const [b, a] = [now.stack.at(-1), now.stack.at(-2)];
  const rest = (count: number): readonly number[] => now.stack.slice(0, now.stack.length - count);
  const to = (stack: readonly number[], more: Partial<Now> = {}, used = 1): { now: Now; used: number } => ({ now: { ...now, stack, ...more }, used });
  if (!Number.isNaN(Number(word))) return to([...now.stack, Number(word)]);
  if (["+", "-", "*", "/", "mod", "^", "neg", "abs", "sqrt"].includes(word)) {
    const count = ["neg", "abs", "sqrt"].includes(word) ? 1 : 2;
    if (b === undefined || (count === 2 && a === undefined)) return undefined;
    const result = operate(word, a ?? NaN, b);
    return Number.isFinite(result) ? to([...rest(count), result], { last: b }) : undefined;
  }
  if (word === "clear") return to([]);
  if (word === "last") return now.last === undefined ? undefined : to([...now.stack, now.last]);
  if (word === "rcl") return now.memories[name] === undefined ? undefined : to([...now.stack, now.memories[name]], {}, 2);
  if (["dup", "drop", "sto", "add"].includes(word)) {
    if (b === undefined) return undefined;
    if (word === "dup") return to([...now.stack, b]);
    if (word === "drop") return to(rest(1));
    return to(now.stack, { memories: { ...now.memories, [name]: word === "sto" ? b : (now.memories[name] ?? 0) + b } }, 2);
  }
  if (a === undefined || b === undefined) return undefined;
  return to(word === "swap" ? [...rest(2), b, a] : [...now.stack, a]);
}
const own = ["dup", "drop", "swap", "over", "clear", "last", "+", "-", "*", "/", "mod", "^", "neg", "abs", "sqrt", "sto", "rcl", "add"];

/** What some words come to. A name is put in the place of its words as text. */
function run(now: Now, words: readonly string[]): Outcome {
  let rest = words;
  while (rest.length > 0) {
    const word = rest[0]!;
    if (word === ":") {
      const end = rest.indexOf(";");
      const body = rest.slice(2, end);
      const isKnown = (one: string, at: number): boolean =>
        now.names[one] !== undefined || own.includes(one) || !Number.isNaN(Number(one)) || ["sto", "rcl", "add"].includes(body[at - 1] ?? "");
      if (own.includes(rest[1]!) || !body.every(isKnown)) return failed(":");
      const text = body.map((one, at) => (["sto", "rcl", "add"].includes(body[at - 1] ?? "") ? one : (now.names[one] ?? one))).join(" ");
      now = { ...now, names: { ...now.names, [rest[1]!]: text } };
      rest = rest.slice(end + 1);
    } else if (now.names[word] !== undefined) {
      const inner = run(now, now.names[word].split(" ").filter((one) => one !== ""));
      if ("failed" in inner) return failed(word);
      now = inner;
      rest = rest.slice(1);
    } else {
      const done = own.includes(word) || !Number.isNaN(Number(word)) ? step(now, rest) : undefined;
      if (done === undefined) return failed(word);
      now = done.now;
      rest = rest.slice(done.used);
    }
  }
  return now;
}
const wordsAtHand = ["+", "-", "*", "/", "mod", "neg", "abs", "sqrt", "dup", "drop", "swap", "over", "last"];
const names = ["a", "b", "c"];

function anyWords(count: number): string[] {
  return Array.from({ length: count }, () => {
    const kind = next(20);
    if (kind < 7) return `${pick([0, 1, 2, 3, 4, 9, -5])}`;
    if (kind < 13) return pick(wordsAtHand);
    if (kind < 17) return `${pick(["sto", "sto", "add", "rcl"])} ${pick(names)}`;
    return pick([...names, "clear", "what"]);
  });
}
const anyLine = (): string => [...(next(4) === 0 ? [`: ${pick([...names, ...names, "dup"])} ${anyWords(next(4)).join(" ")} ;`] : []), ...anyWords(next(6))].join(" ");

function assertSame(calculator: Calculator, now: Now, said: string): void {
  assert.equal(JSON.stringify(calculator.stack), JSON.stringify(now.stack), said);
  const sorted = (memories: Readonly<Record<string, number>>): string => JSON.stringify(Object.entries(memories).sort());
  assert.equal(sorted(calculator.memories), sorted(now.memories), said);
}
test("agrees with one that never changes anything", () => {
  const counts = { done: 0, failed: 0 };
  for (let round = 0; round < 400; round++) {
    const calculator = new Calculator();
    const lines: string[] = [];
    let now = nothing;
    let past: (readonly number[])[] = [];
    for (let i = 0; i < 30; i++) {
      const line = next(7) === 0 ? "undo" : anyLine();
      lines.push(line);
      const said = lines.join("\n");
      if (line === "undo") {
        const before = past.at(-1);
        if (before === undefined) assert.throws(() => calculator.enter("undo"), CalculatorError, said);
        else {
          now = { ...now, stack: before };
          past = past.slice(0, -1);
          assert.equal(JSON.stringify(calculator.enter("undo") ?? null), JSON.stringify(before.at(-1) ?? null), said);
        }
      } else {
        const words = line.split(" ").filter((word) => word !== "");
        const outcome = run(now, words);
        if ("failed" in outcome) {
          assert.throws(() => calculator.enter(line), (error) => error instanceof CalculatorError && error.word === outcome.failed, said);
          counts.failed += 1;
        } else {
          assert.equal(JSON.stringify(calculator.enter(line) ?? null), JSON.stringify(outcome.stack.at(-1) ?? null), said);
          if (words.length > 0) past = [...past, now.stack].slice(-20);
          now = outcome;
          counts.done += 1;
        }
      }
      assertSame(calculator, now, said);
    }
  }
  assert.ok(counts.done > 2000 && counts.failed > 2000, JSON.stringify(counts));
});
function afterFailing(lines: readonly string[], wrong: string): Calculator {
  const calculator = new Calculator();
  for (const line of lines) calculator.enter(line);
  assert.throws(() => calculator.enter(wrong), CalculatorError);
  return calculator;
}
test("what a line that fails has defined is gone", () => {
  assert.equal(afterFailing([": up 1 + ;"], ": up 2 + ; 5 up what").enter("5 up"), 6);
  assert.throws(() => afterFailing([], ": two 2 ; two 0 /").enter("two"), CalculatorError);
  assert.throws(() => afterFailing([], ": two 2 ; : three four ;").enter("two"), CalculatorError);
});
test("what a line that fails has kept is gone", () => {
  assert.deepEqual(afterFailing(["1"], "sto a add b what").memories, {});
  assert.deepEqual(afterFailing(["3 sto a"], "add a add a sto b what").memories, { a: 3 });
  assert.throws(() => afterFailing(["1"], "sto a what").enter("rcl a"), CalculatorError);
});
test("last is what it was before a line that fails", () => {
  assert.equal(afterFailing(["8 4 /"], "3 + what").enter("last"), 4);
  assert.equal(afterFailing(["8 4 /"], "0 /").enter("last"), 4);
  assert.throws(() => afterFailing(["1"], "2 + what").enter("last"), CalculatorError);
});
test("lines that fail are not counted among those that can be undone", () => {
  for (let lines = 18; lines < 24; lines++)
    for (const wrong of ["what", "clear 1 0 /", "1 sto", ": up 1 +"]) {
      const calculator = new Calculator();
      for (let i = 0; i < lines; i++) calculator.enter(`${i}`);
      for (let i = 0; i < 3; i++) assert.throws(() => calculator.enter(wrong), CalculatorError);
      for (let left = Math.min(20, lines); left > 0; left--) calculator.enter("undo");
      assert.deepEqual(calculator.stack, Array.from({ length: Math.max(0, lines - 20) }, (_, at) => at));
      assert.throws(() => calculator.enter("undo"), CalculatorError);
    }
});
test("what was given out does not change, and changes nothing", () => {
  const calculator = new Calculator();
  calculator.enter("1 2 sto a");
  const { stack, memories } = calculator;
  calculator.enter("+ add a");
  assert.deepEqual([stack, memories], [[1, 2], { a: 2 }]);
  calculator.enter("undo");
  calculator.enter("drop");
  assert.throws(() => calculator.enter("drop what"), CalculatorError);
  assert.deepEqual([calculator.stack, calculator.memories], [[1], { a: 5 }]);
});
test("numbers in all their ways", () => {
  for (const [word, value] of [["1.5", 1.5], ["+2", 2], ["-.5", -0.5], ["3e2", 300], ["1E-1", 0.1]] as const) assert.equal(new Calculator().enter(`  ${word}\t`), value);
  for (const word of ["1x", "0x10", "e", "--1", "Infinity", ";"]) assert.throws(() => new Calculator().enter(word), CalculatorError);
  for (const line of ["-1 sqrt", "1e300 1e300 *", "5 0 mod", "0 0 /"]) assert.throws(() => new Calculator().enter(line), CalculatorError);
  for (const line of ["1 sto", "1 sto 2", ": ;", ": 1 2 ;", "undo 1"]) assert.throws(() => new Calculator().enter(line), CalculatorError);
});
