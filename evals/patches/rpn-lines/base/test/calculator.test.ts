import assert from "node:assert/strict";
import { test } from "node:test";
import { Calculator } from "../lib/calculator.ts";
import { CalculatorError } from "../lib/line.ts";

function after(...lines: string[]): Calculator {
  const calculator = new Calculator();
  for (const line of lines) calculator.enter(line);
  return calculator;
}

test("operators take numbers from the stack", () => {
  const calculator = new Calculator();
  assert.equal(calculator.enter("3 4 + 2 *"), 14);
  assert.equal(calculator.enter("5 -"), 9);
  assert.equal(calculator.enter("sqrt neg"), -3);
  assert.equal(calculator.enter("-7 3 mod 2 10 ^ +"), 1026);
  assert.deepEqual(calculator.stack, [-3, 1026]);
});

test("the stack is put in order", () => {
  assert.deepEqual(after("1 2 swap over").stack, [2, 1, 2]);
  assert.deepEqual(after("1 dup 3 drop").stack, [1, 1]);
  assert.equal(after("1 2 clear").enter(""), undefined);
});

test("memories keep numbers", () => {
  const calculator = after("5 sto five", "3 sto rest clear", "7 add rest add new");
  assert.deepEqual(calculator.memories, { five: 5, rest: 10, new: 7 });
  assert.equal(calculator.enter("rcl five rcl rest *"), 50);
});

test("what the last operator has found on top", () => {
  assert.deepEqual(after("10 4 / last").stack, [2.5, 4]);
  assert.throws(() => after("4 last"), /last: there was no operator/);
});

test("words get names", () => {
  assert.equal(after(": sq dup * ; : cube dup sq * ;").enter("3 cube 2 sq +"), 31);
  assert.equal(after(": up 1 + ; : twice up up ;", ": up 10 + ;").enter("0 twice"), 2);
});

test("definitions that are wrong are refused", () => {
  assert.throws(() => after(": sq dup *"), /:: there is no ; to end it/);
  assert.throws(() => after(": dup 1 ;"), CalculatorError);
  assert.throws(() => after(": x y ;"), CalculatorError);
});

test("lines are undone", () => {
  const calculator = after("1 2", "+", "sto a 9 *");
  assert.equal(calculator.enter("undo"), 3);
  assert.deepEqual(calculator.memories, { a: 3 });
  calculator.enter("undo");
  assert.deepEqual(calculator.stack, [1, 2]);
  assert.equal(calculator.enter("undo"), undefined);
  assert.throws(() => calculator.enter("undo"), CalculatorError);
});

test("twenty lines can be undone", () => {
  const calculator = after(...Array.from({ length: 25 }, (_, at) => `${at}`));
  for (let i = 0; i < 20; i++) calculator.enter("undo");
  assert.deepEqual(calculator.stack, [0, 1, 2, 3, 4]);
  assert.throws(() => calculator.enter("undo"), /undo: there is no line before/);
});

test("the word that could not be done is told", () => {
  const isFor = (word: string) => (error: unknown) => error instanceof CalculatorError && error.word === word;
  assert.throws(() => after("1 0 /"), isFor("/"));
  assert.throws(() => after("1 swap"), isFor("swap"));
  assert.throws(() => after(": over2 over over ; 1 over2"), isFor("over2"));
  assert.throws(() => after("rcl x"), /rcl: nothing is kept in x/);
});

test("a line that fails leaves the stack as it was", () => {
  const calculator = after("1 2 3");
  assert.throws(() => calculator.enter("+ 4 * 0 /"), CalculatorError);
  assert.deepEqual(calculator.stack, [1, 2, 3]);
  assert.throws(() => calculator.enter("clear 4 what"), /what: there is no such word/);
  assert.equal(calculator.enter("+"), 5);
});

test("a line that fails keeps nothing in a memory", () => {
  const calculator = after("8 sto a");
  assert.throws(() => calculator.enter("1 + sto a +"), CalculatorError);
  assert.deepEqual(calculator.memories, { a: 8 });
  assert.equal(calculator.enter("rcl a"), 8);
});

test("a line that fails is not undone", () => {
  const calculator = after("1", "2");
  assert.throws(() => calculator.enter("+ +"), CalculatorError);
  calculator.enter("undo");
  assert.deepEqual(calculator.stack, [1]);
});
