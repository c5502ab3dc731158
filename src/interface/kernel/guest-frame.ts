/** What a kernel may say to the host. Everything in it is hostile until it has this shape. */
import type { CellError, Problem } from "../../core/cell.ts";

export type GuestFrame =
  | { readonly type: "ready" }
  | { readonly type: "output"; readonly text: string }
  | { readonly type: "paused"; readonly busy: boolean }
  | {
      readonly type: "call";
      readonly cell: string;
      readonly call: number;
      readonly tool: string;
      readonly arguments: readonly unknown[];
      /** What was read from the clock since the call before. */
      readonly readings?: Readings;
    }
  | {
      readonly type: "done";
      readonly cell: string;
      readonly status: "ok" | "error" | "interrupted";
      readonly value?: string;
      readonly error?: CellError;
      readonly alive?: readonly string[];
      /** What the cell should be told, a line each. */
      readonly notes?: readonly string[];
      /** All that the cell read from the clock. */
      readonly readings?: readonly number[];
      /** Of a Python cell: why it never ran, its exit code, and how many bytes of state follow on the other channel. */
      readonly problem?: Problem;
      readonly exit?: number;
      readonly state?: number;
    };

/** Readings of the clock from the one of this number on, counted from 0. */
export interface Readings {
  readonly from: number;
  readonly values: readonly number[];
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isText = (value: unknown): value is string => typeof value === "string";
const has = (fields: Fields, name: string): boolean =>
  Object.hasOwn(fields, name) && fields[name] !== undefined;

/** The frame in its known fields only, copied one by one; undefined when it is not one. */
export function readGuestFrame(value: unknown): GuestFrame | undefined {
  if (!isFields(value)) return undefined;
  const { type, cell } = value;
  if (type === "ready") return { type };
  if (type === "output") return isText(value["text"]) ? { type, text: value["text"] } : undefined;
  if (type === "paused") return { type, busy: value["busy"] === true };
  if (!isText(cell)) return undefined;
  if (type === "call") return readCall(cell, value);
  return type === "done" ? readDone(cell, value) : undefined;
}

function readCall(cell: string, fields: Fields): GuestFrame | undefined {
  const { call, tool, json } = fields;
  if (!Number.isSafeInteger(call) || typeof call !== "number" || !isText(tool) || !isText(json))
    return undefined;
  const sent = parse(json);
  // Each argument comes in a box of its own, since JSON has no word for undefined: an empty box is undefined.
  if (!Array.isArray(sent) || sent.length > 64 || !sent.every((box) => Array.isArray(box))) return undefined;
  const readings = readReadings(fields["readings"]);
  const values = sent.map((box: readonly unknown[]) => box[0]);
  return { type: "call", cell, call, tool, arguments: values, ...(readings && { readings }) };
}

/** Undefined when there are none. */
function readReadings(value: unknown): Readings | undefined {
  if (!isFields(value)) return undefined;
  const { from } = value;
  const values = readNumbers(value["values"]);
  if (typeof from !== "number" || !Number.isSafeInteger(from) || from < 0 || !values) return undefined;
  return { from, values };
}

const readingLimit = 4096;

function readNumbers(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > readingLimit) return undefined;
  const numbers = value.filter((each) => typeof each === "number");
  return numbers.length === value.length ? numbers : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const noteLimit = 10;

function readDone(cell: string, fields: Fields): GuestFrame | undefined {
  const { status, value, error, alive } = fields;
  if (status !== "ok" && status !== "error" && status !== "interrupted") return undefined;
  if (has(fields, "value") && !isText(value)) return undefined;
  const read = isFields(error) ? readError(error) : undefined;
  if (has(fields, "error") && read === undefined) return undefined;
  const readings = readNumbers(fields["readings"]);
  const said = fields["notes"];
  const notes = Array.isArray(said)
    ? said
        .filter(isText)
        .slice(0, noteLimit)
        .map((note) => note.slice(0, 500))
    : [];
  const names = Array.isArray(alive) ? alive.filter(isText) : undefined;
  const { exit, state, problem } = fields;
  return {
    type: "done",
    cell,
    status,
    ...(isText(value) ? { value } : {}),
    ...(read ? { error: read } : {}),
    ...(names ? { alive: names } : {}),
    ...(notes.length > 0 ? { notes } : {}),
    ...(readings ? { readings } : {}),
    ...(isFields(problem) ? { problem: readProblem(problem) } : {}),
    ...(isCount(exit) && exit < 256 ? { exit } : {}),
    ...(isCount(state) ? { state } : {}),
  };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function readProblem({ line, column, message }: Fields): Problem {
  const at = (place: unknown): number => (isCount(place) && place > 0 ? place : 1);
  const words = isText(message) ? message.slice(0, 600) : "a mistake in its syntax";
  return { line: at(line), column: at(column), code: "syntax", message: words };
}

function readError(fields: Fields): CellError | undefined {
  const { name, message, stack, line } = fields;
  if (!isText(name) || !isText(message)) return undefined;
  return {
    name: name.slice(0, 200),
    message: message.slice(0, 16_000),
    ...(isText(stack) ? { stack: stack.slice(0, 20_000) } : {}),
    ...(typeof line === "number" && Number.isSafeInteger(line) ? { line } : {}),
  };
}
