/** A model that plays replies from a file, for demos and tests. */
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { noUsage } from "../core/budget.ts";
import type { Draft, Language } from "../core/cell.ts";
import { Fault } from "../core/fault.ts";
import type { Message } from "../core/message.ts";
import type { Listener, Model } from "../core/model.ts";
import { interrupted } from "./interrupted.ts";

/** The model's own messages among these. */
export function countReplies(messages: readonly Message[]): number {
  return messages.filter((message) => message.role === "model").length;
}

/** One reply of a script. */
export interface Line {
  readonly text: string;
  readonly cells: readonly Draft[];
}

/** What a script pretends to hold, in tokens, so that a demo or a test can run out of it. */
export interface Limits {
  readonly window?: number;
  readonly output?: number;
  /** Milliseconds between the words of a reply, as of a model that takes its time. */
  readonly pace?: number;
}

export interface Script extends Limits {
  readonly replies: readonly Line[];
}

/**
 * A model that replies with `lines`, one a turn, and is silent when none is left. Which is next is the number of the
 * model's replies so far, so a resumed session goes on where it was.
 */
export function createScript(
  name: string,
  lines: readonly Line[],
  { window = 1_000_000, output = 100_000, pace = 0 }: Limits = {},
): Model {
  return {
    name,
    window,
    output,
    async reply({ messages, replies = countReplies(messages) }, { signal, onDelta }) {
      if (signal.aborted) throw interrupted(name);
      const line = lines[replies];
      if (line === undefined) return { text: "", cells: [], usage: noUsage, finish: "silent", cost: 0 };
      if (pace > 0) await speak(line.text, pace, { signal, ...(onDelta && { onDelta }) }, name);
      else if (line.text !== "") onDelta?.(line.text);
      return { ...line, usage: noUsage, finish: "stop", cost: 0 };
    },
  };
}

/** Gives a text word by word. */
async function speak(
  text: string,
  pace: number,
  { signal, onDelta }: Pick<Listener, "signal" | "onDelta">,
  name: string,
): Promise<void> {
  for (const word of text.match(/\s*\S+\s*$|\s*\S+/g) ?? []) {
    if (signal.aborted) throw interrupted(name);
    onDelta?.(word);
    await setTimeout(pace, undefined, { signal }).catch(() => undefined);
  }
  if (signal.aborted) throw interrupted(name);
}

/**
 * Reads a script: a JSON array of `{"text": "…", "cells": [{"language": "ts"|"sh"|"py", "code": "…"}]}`, both keys optional, or
 * `{"window": tokens, "output": tokens, "pace": milliseconds, "replies": [the array]}`, all but the replies optional.
 * @throws Fault `bad_usage`, which says which entry is wrong and how, or that there is no such file.
 */
export async function readScript(file: string): Promise<Script> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new Fault(
      "bad_usage",
      `cannot read the script ${file}: ${reason(error)}`,
      "give a path to a JSON file",
      error,
    );
  });
  return parseScript(text, file);
}

function parseScript(text: string, file: string): Script {
  const fail = (where: string, wrong: string): never => {
    throw new Fault(
      "bad_usage",
      `the script ${file} is malformed: ${where} ${wrong}`,
      'a script is [{"text": "…", "cells": [{"language": "ts", "code": "…"}]}, …]; both keys are optional',
    );
  };
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch (error) {
    return fail("it", `is not JSON (${reason(error)})`);
  }
  if (Array.isArray(entries)) return { replies: parseLines(entries, fail) };
  if (typeof entries !== "object" || entries === null || !("replies" in entries))
    return fail("it", "must be an array of replies");
  const { replies, window, output, pace } = record(
    entries,
    ["window", "output", "pace", "replies"],
    "it",
    fail,
  );
  if (!Array.isArray(replies)) return fail("it", "has replies that are no array");
  return {
    replies: parseLines(replies, fail),
    ...(window !== undefined && { window: parseTokens(window, "window", fail) }),
    ...(output !== undefined && { output: parseTokens(output, "output", fail) }),
    ...(pace !== undefined && { pace: parseTokens(pace, "pace", fail, "milliseconds") }),
  };
}

function parseLines(entries: readonly unknown[], fail: Fail): readonly Line[] {
  return entries.map((entry, index) => parseLine(entry, `reply ${index + 1}`, fail));
}

function parseTokens(value: unknown, key: string, fail: Fail, unit = "tokens"): number {
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
  return fail("it", `has a ${key} that is no whole number of ${unit}`);
}

type Fail = (where: string, wrong: string) => never;

function parseLine(entry: unknown, where: string, fail: Fail): Line {
  const { text = "", cells = [] } = record(entry, ["text", "cells"], where, fail);
  if (typeof text !== "string") return fail(where, "has a text that is no string");
  if (!Array.isArray(cells)) return fail(where, "has cells that are no array");
  return {
    text,
    cells: cells.map((cell: unknown, index) => parseCell(cell, `${where}, cell ${index + 1}`, fail)),
  };
}

function parseCell(entry: unknown, where: string, fail: Fail): Draft {
  const { language, code } = record(entry, ["language", "code"], where, fail);
  if (!isLanguage(language)) return fail(where, 'must have a language: "ts", "sh" or "py"');
  if (typeof code !== "string") return fail(where, "must have code, a string");
  return { language, code };
}

/** An object with no other keys than these: a misspelt key would otherwise be a reply that does nothing. */
function record(
  value: unknown,
  keys: readonly string[],
  where: string,
  fail: Fail,
): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail(where, "must be an object");
  const strange = Object.keys(value).find((key) => !keys.includes(key));
  if (strange !== undefined) return fail(where, `has the unknown key ${JSON.stringify(strange)}`);
  return { ...value };
}

const isLanguage = (value: unknown): value is Language => value === "ts" || value === "sh" || value === "py";

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
