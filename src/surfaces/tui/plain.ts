/** The face of a terminal that is only added to: for screen readers, pipes and dumb terminals. Nothing moves, nothing is coloured. */
import type { Answer, Question } from "../../index.ts";
import type { Canvas } from "../canvas.ts";
import { answers, paintAction } from "../paint-question.ts";
import { Sanitizer, sanitizeLine } from "../sanitize.ts";
import { createStyle } from "../style.ts";
import type { Face, Person } from "./face.ts";
import { readLines, type Lines } from "./lines.ts";

/** What goes on longer than this is said, and then again after each of the next. Milliseconds. */
const silence = 10_000;
/** Lines of code and diff of an approval. */
const shown = 300;

type Input = Parameters<typeof readLines>[0];
type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

export class Plain implements Face {
  readonly canvas: Canvas = { style: createStyle(false), columns: 80, lines: 40 };
  readonly #output: Output;
  readonly #lines: Lines;
  #words = "";
  #sanitizer = new Sanitizer();
  #timer: NodeJS.Timeout | undefined;
  #queued = 0;

  constructor(input: Input, output: Output, person: Person, idle: () => Promise<void>) {
    this.#output = output;
    this.#lines = readLines(input, { word: person.say, end: person.leave, idle });
  }

  print(lines: readonly string[]): void {
    if (lines.length > 0) this.#output.write(`${lines.join("\n")}\n`);
  }

  tell(lines: readonly string[]): void {
    this.print(lines);
  }

  hear(words: string): void {
    const lines = (this.#words + this.#sanitizer.push(words)).split("\n");
    this.#words = lines.pop() ?? "";
    this.print(lines);
  }

  heard(): void {
    if (this.#words !== "") this.print([this.#words]);
    this.#words = "";
    this.#sanitizer = new Sanitizer();
  }

  show(): void {
    // It is in the cell's outcome, once.
  }

  doing(activity: string): void {
    clearInterval(this.#timer);
    if (activity === "") return;
    const since = Date.now();
    const tell = (): void => this.print([`${activity}, ${Math.round((Date.now() - since) / 1000)} s`]);
    this.#timer = setInterval(tell, silence);
  }

  meter(): void {
    // /cost tells when it is asked.
  }

  waiting(words: readonly string[]): void {
    if (words.length > this.#queued)
      this.print([`waits for the next turn: ${sanitizeLine(words.at(-1) ?? "")}`]);
    this.#queued = words.length;
  }

  async choose(title: string, labels: readonly string[]): Promise<number | undefined> {
    this.print([title, ...labels.map((label, index) => `  ${index + 1} ${label}`)]);
    const number = Number(await this.#next("a number, or Enter for none:"));
    return Number.isInteger(number) && number >= 1 && number <= labels.length ? number - 1 : undefined;
  }

  async ask(title: string, secret = false): Promise<string | undefined> {
    if (!secret) return this.#next(title);
    this.print([`${title} what is typed here would be seen; give it with: tackle login <provider>`]);
    return undefined;
  }

  async approve(question: Question, signal: AbortSignal): Promise<Answer> {
    this.print(paintAction(question, this.canvas.style, shown));
    for (;;) {
      const line = this.#next(`${answers(question)}, and why: n <words>.`);
      const stopped = new Promise<undefined>((resolve) => {
        signal.addEventListener("abort", () => resolve(undefined), { once: true });
      });
      const answer = await Promise.race([line, stopped]);
      signal.throwIfAborted();
      const [letter = "", ...rest] = (answer ?? "n").trim().split(/\s+/);
      if (letter === "y") return { type: "once" };
      if (letter === "a" && question.always) return { type: "always" };
      const words = rest.join(" ");
      if (letter === "n") return { type: "deny", ...(words !== "" && { words }) };
    }
  }

  call(): void {
    if (this.#output.isTTY === true) this.#output.write("\u{7}");
  }

  close(): void {
    clearInterval(this.#timer);
    this.#lines.close();
  }

  #next(prompt: string): Promise<string | undefined> {
    this.print([prompt]);
    return this.#lines.next();
  }
}
