/** What a kernel may say to the host. Everything in it is hostile until it has this shape. */
import type { CellError } from "../../core/cell.ts";

export type GuestFrame =
  | { readonly type: "ready" }
  | { readonly type: "output"; readonly text: string }
  | {
      readonly type: "call";
      readonly cell: string;
      readonly call: number;
      readonly tool: string;
      readonly arguments: readonly unknown[];
    }
  | {
      readonly type: "done";
      readonly cell: string;
      readonly status: "ok" | "error" | "interrupted";
      readonly value?: string;
      readonly error?: CellError;
      readonly alive?: readonly string[];
    };

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
  return { type: "call", cell, call, tool, arguments: sent.map((box: readonly unknown[]) => box[0]) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function readDone(cell: string, fields: Fields): GuestFrame | undefined {
  const { status, value, error, alive } = fields;
  if (status !== "ok" && status !== "error" && status !== "interrupted") return undefined;
  if (has(fields, "value") && !isText(value)) return undefined;
  const read = isFields(error) ? readError(error) : undefined;
  if (has(fields, "error") && read === undefined) return undefined;
  const names = Array.isArray(alive) ? alive.filter(isText) : undefined;
  return {
    type: "done",
    cell,
    status,
    ...(isText(value) ? { value } : {}),
    ...(read ? { error: read } : {}),
    ...(names ? { alive: names } : {}),
  };
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
