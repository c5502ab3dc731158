/** What a cell threw, in the cell's own words and lines. */
import process from "node:process";
import { pathToFileURL } from "node:url";
import { types } from "node:util";
import { show } from "./show.mts";

export interface Failure {
  readonly name: string;
  readonly message: string;
  /** Frames of cells and of the workspace's own files, nothing of the driver. */
  readonly stack: string;
  readonly line?: number;
}

const root = `${process.cwd()}/`;
const rootUrl = pathToFileURL(root).href;
const place = /(?:\(|at |async )(c[\w.-]*)\.ts:(\d+):\d+\)?$/;

/** `cell` is the one that ran when it was thrown. */
export function explain(thrown: unknown, cell: string): Failure {
  if (!types.isNativeError(thrown)) {
    const message = typeof thrown === "string" ? thrown : `a cell threw ${show(thrown) ?? "undefined"}`;
    return { name: "Error", message, stack: `Error: ${message}` };
  }
  const { name, cause } = thrown;
  const message = thrown.message + (types.isNativeError(cause) ? ` (cause: ${cause.message})` : "");
  const told = String(thrown.stack);
  const frames = told.split("\n").filter((line) => /^\s+at /.test(line));
  const own = frames.filter((frame) => place.test(frame) || isOfWorkspace(frame)).slice(0, 10);
  const stack = [`${name}: ${message}`, ...own.map(shorten)].join("\n");
  const line = lineOf(frames, cell) ?? (name === "SyntaxError" ? syntaxLine(told, cell) : undefined);
  return { name, message, stack, ...(line === undefined ? {} : { line }) };
}

function isOfWorkspace(frame: string): boolean {
  return frame.includes(rootUrl) || (frame.includes(root) && !frame.includes("/node_modules/"));
}

function shorten(frame: string): string {
  return frame
    .replaceAll(rootUrl, "")
    .replaceAll(root, "")
    .replaceAll(/\?tackle=\d+/g, "");
}

function lineOf(frames: readonly string[], cell: string): number | undefined {
  const match = frames.map((frame) => place.exec(frame)).find((found) => found?.[1] === cell);
  return match ? Number(match[2]) : undefined;
}

/** V8 puts the place of a mistake in syntax above the message. */
function syntaxLine(told: string, cell: string): number | undefined {
  const line = /^([\w.-]+)\.ts:(\d+)/.exec(told);
  return line?.[1] === cell ? Number(line[2]) : undefined;
}
