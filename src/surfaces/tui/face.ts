/** What a person has in front of them, whether it can be drawn over or only be added to. */
import type { Answer, Question } from "../../index.ts";
import type { Canvas } from "../canvas.ts";

export interface Face {
  readonly canvas: Canvas;
  /** Lasting lines, sanitized. */
  print(lines: readonly string[]): void;
  /** The same for people: words are not broken at the edge. */
  tell(lines: readonly string[]): void;
  /** Words of the model as they come, as it gave them. */
  hear(words: string): void;
  /** The reply is over. */
  heard(): void;
  /** Output of a program as it comes, as it gave it; `cell` says whose. */
  show(cell: string, output: string): void;
  /** What is going on; the empty text is nothing. */
  doing(activity: string): void;
  /** What is known all the time: model, context, cost. */
  meter(text: string): void;
  /** Words that wait for the next turn. */
  waiting(words: readonly string[]): void;
  /** Lets one be picked of sanitized labels. */
  choose(title: string, labels: readonly string[]): Promise<number | undefined>;
  /** Asks for a line; a secret one is not shown. */
  ask(title: string, secret?: boolean): Promise<string | undefined>;
  /** Puts what will happen to the person. Rejects when the signal fires. */
  approve(question: Question, signal: AbortSignal): Promise<Answer>;
  /** Calls the person back to the terminal. */
  call(words: string): void;
  close(): void;
}

/** What the person at a face wants. */
export interface Person {
  /** A word, or a command that begins with `/` or `!`. */
  readonly say: (text: string) => void;
  /** The step that runs is to end; true when there was one. */
  readonly interrupt: () => boolean;
  /** Wants to leave. */
  readonly leave: () => void;
  /** Took the words that wait back; they are given. */
  readonly takeBack: () => string;
}
