/** One place where a program can be changed, and what an operator family may know about it. */
import type { Syntax } from "../syntax.ts";

/** A first-order change: the text between two offsets becomes another. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly operator: string;
}

/** How a language says the things that operators need to say. */
export interface Speech {
  readonly language: "javascript" | "python";
  not(expression: string): string;
  readonly and: string;
  readonly or: string;
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  /** Ends a statement. */
  readonly stop: string;
  length(expression: string): string;
  /** True of nothing, zero, an empty text or list. */
  empty(expression: string): string;
  /** A statement that is run under a condition, on one line. */
  when(condition: string, statement: string): string;
}

/** A condition, and the names it asks about. */
export interface Question {
  readonly text: string;
  readonly names: readonly string[];
}

/** What is known of the function, or else the file, that a node stands in. */
export interface Surrounding {
  readonly names: readonly string[];
  /** Those that are given a value and never asked for it: something that is missing may want them. */
  readonly idle: readonly string[];
  /** Of the outermost function. */
  readonly parameters: readonly string[];
  /** Functions that are defined inside it, itself included. */
  readonly helpers: readonly string[];
  /** Small conditions made of its names. */
  readonly questions: readonly Question[];
  /** Constants that an early return may give. */
  readonly answers: readonly string[];
  /** Names that are given a constant, with the first one. */
  readonly flags: readonly (readonly [string, string])[];
  readonly functions: readonly string[];
  readonly numbers: readonly string[];
  readonly strings: readonly string[];
  readonly conditions: readonly string[];
  readonly expressions: readonly string[];
  readonly properties: readonly string[];
}

export interface Site {
  readonly node: Syntax;
  readonly text: string;
  readonly speech: Speech;
  readonly around: Surrounding;
}

/** One family of operators: the changes that it proposes at a site. */
export type Operator = (site: Site) => Iterable<Change>;

/** The text of a node. */
export function textOf(site: { readonly text: string }, node: Syntax): string {
  return site.text.slice(node.start, node.end);
}

/** A change of one whole node. */
export function swap(node: Syntax, text: string, operator: string): Change {
  return { start: node.start, end: node.end, text, operator };
}

/** Text that can stand as an operand: in brackets unless it is simple. */
export function operand(text: string): string {
  return /^[\w$.]+$|^[\w$.]+\([^()]*\)$|^[\w$.]+\[[^[\]]*\]$|^\([^()]*\)$/.test(text) ? text : `(${text})`;
}

const javascript: Speech = {
  language: "javascript",
  not: (expression) => `!${operand(expression)}`,
  and: "&&",
  or: "||",
  none: "null",
  yes: "true",
  no: "false",
  stop: ";",
  length: (expression) => `${operand(expression)}.length`,
  empty: (expression) => `!${operand(expression)} || ${operand(expression)}.length === 0`,
  when: (condition, statement) => `if (${condition}) ${statement};`,
};

const python: Speech = {
  language: "python",
  not: (expression) => `not ${operand(expression)}`,
  and: "and",
  or: "or",
  none: "None",
  yes: "True",
  no: "False",
  stop: "",
  length: (expression) => `len(${expression})`,
  empty: (expression) => `not ${operand(expression)}`,
  when: (condition, statement) => `if ${condition}: ${statement}`,
};

export const speeches = { javascript, python } as const;
