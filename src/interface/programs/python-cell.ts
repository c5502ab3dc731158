/** A Python cell: one program on a stage, on top of the variables that earlier cells left, which the journal keeps. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Cell, CellError, Problem } from "../../core/cell.ts";
import type { Run } from "../environment/sandbox.ts";
import type { Prepared, Told } from "./program.ts";

let driver: string | undefined;

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64");

/** `root`: the workspace; `left`: what the last Python cell told. */
export function preparePython({ id, code }: Cell, root: string, left: Uint8Array | undefined): Prepared {
  driver ??= readFileSync(new URL("./python-driver.py", import.meta.url), "utf8");
  const aside = `.tackle-${randomBytes(8).toString("hex")}`;
  const stdin = [id, path.join(root, aside), base64(code), base64(left ?? ""), ""].join("\n");
  return { command: { argv: ["python3", "-c", driver], stdin }, aside, code };
}

/** What the driver told of a run. */
export function readPython(bytes: Uint8Array | undefined, { timedOut, interrupted }: Run): Told {
  const unchanged = "the Python variables are as they were before this cell";
  if (bytes === undefined)
    return { notes: timedOut || interrupted ? [unchanged] : [`it ended its process itself: ${unchanged}`] };
  const buffer = Buffer.from(bytes);
  const end = buffer.indexOf(10);
  const fields = fieldsOf(parse(buffer.toString("utf8", 0, end)));
  const { refused, value, error, lost } = fields;
  if (refused !== undefined) return { problem: problemOf(fieldsOf(refused)), notes: [] };
  const names = Object.entries(fieldsOf(lost)).map(([name, why]) => `${name} (${text(why, 200)})`);
  return {
    ...(typeof value === "string" && { value: text(value, valueLimit) }),
    ...(error !== undefined && { error: errorOf(fieldsOf(error)) }),
    ...(buffer.length > end + 1 && { left: buffer.subarray(end + 1) }),
    notes: names.length > 0 ? [`not kept for later Python cells: ${names.join(", ")}`] : [],
  };
}

const valueLimit = 300_000;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const text = (value: unknown, limit: number): string => String(value).slice(0, limit);

const count = (value: unknown): number => (Number.isSafeInteger(value) ? Number(value) : 1);

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // the cell wrote there itself
  }
}

function problemOf({ line, column, message }: Fields): Problem {
  return { line: count(line), column: count(column), code: "syntax", message: text(message, 600) };
}

function errorOf({ name, message, stack, line }: Fields): CellError {
  return {
    name: text(name, 200),
    message: text(message, 16_000),
    stack: text(stack, 20_000),
    ...(Number.isSafeInteger(line) && { line: count(line) }),
  };
}
