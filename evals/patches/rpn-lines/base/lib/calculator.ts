/** The calculator; the README says what its words do. */
import { CalculatorError, stepsOf, wordsOf, type Step } from "./line.ts";
import { operators, orders } from "./operators.ts";

/** How many lines can be undone. */
const remembered = 20;

export class Calculator {
  #stack: number[] = [];
  #memories = new Map<string, number>();
  #definitions = new Map<string, readonly Step[]>();
  /** What the last operator has found on top. */
  #last: number | undefined;
  /** The stacks before the last lines, the latest at the end. */
  #past: (readonly number[])[] = [];

  /** The numbers, that on top at the end. */
  get stack(): readonly number[] {
    return [...this.#stack];
  }

  /** What is kept under each name. */
  get memories(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#memories);
  }

  /** Does what a line says and gives the number on top, if there is one. */
  enter(line: string): number | undefined {
    const words = wordsOf(line);
    if (words.length === 1 && words[0] === "undo") this.#undo();
    else if (words.length > 0) this.#run(words);
    return this.#stack.at(-1);
  }

  #run(words: readonly string[]): void {
    const before = [...this.#stack];
    for (const step of stepsOf(words)) {
      try {
        this.#perform(step);
      } catch (error) {
        throw new CalculatorError(step.word, (error as Error).message);
      }
    }
    this.#past.push(before);
    if (this.#past.length > remembered) this.#past.shift();
  }

  #undo(): void {
    const before = this.#past.pop();
    if (before === undefined) throw new CalculatorError("undo", "there is no line before");
    this.#stack = [...before];
  }

  #perform(step: Step): void {
    if (step.kind === "number") this.#stack.push(step.value);
    else if (step.kind === "memory") this.#useMemory(step.word, step.name);
    else if (step.kind === "define") this.#define(step.name, step.body);
    else this.#performWord(step.word);
  }

  #performWord(word: string): void {
    const operator = operators.get(word);
    const order = orders.get(word);
    const definition = this.#definitions.get(word);
    if (operator) {
      const numbers = this.#take(operator.takes);
      this.#last = numbers.at(-1);
      const result = operator.does(...numbers);
      if (!Number.isFinite(result)) throw new RangeError("there is no result");
      this.#stack.push(result);
    } else if (order) this.#stack.push(...order.puts(this.#take(order.takes)));
    else if (word === "clear") this.#stack.length = 0;
    else if (word === "last") {
      if (this.#last === undefined) throw new RangeError("there was no operator");
      this.#stack.push(this.#last);
    } else if (definition) for (const step of definition) this.#perform(step);
    else throw new RangeError("there is no such word");
  }

  #useMemory(word: "sto" | "rcl" | "add", name: string): void {
    const kept = this.#memories.get(name);
    if (word === "rcl") {
      if (kept === undefined) throw new RangeError(`nothing is kept in ${name}`);
      this.#stack.push(kept);
      return;
    }
    const top = this.#stack.at(-1);
    if (top === undefined) throw new RangeError("the stack is empty");
    this.#memories.set(name, word === "sto" ? top : (kept ?? 0) + top);
  }

  /** Keeps some steps under a name, with those of other definitions written out. */
  #define(name: string, body: readonly Step[]): void {
    if (isTaken(name)) throw new RangeError(`${name} means something else`);
    const steps = body.flatMap((step) => {
      const known = step.kind === "word" ? this.#definitions.get(step.word) : undefined;
      if (step.kind === "word" && known === undefined && !isTaken(step.word)) throw new RangeError(`there is no word ${step.word}`);
      return known ?? [step];
    });
    this.#definitions.set(name, steps);
  }

  #take(count: number): number[] {
    if (this.#stack.length < count) throw new RangeError("there are too few numbers");
    return this.#stack.splice(-count);
  }
}

const isTaken = (name: string): boolean => operators.has(name) || orders.has(name) || ["clear", "last"].includes(name);
