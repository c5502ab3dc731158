/** Operations on documents; the README says what each does. */
import { isDeepStrictEqual } from "node:util";
import { isWithin, readPointer } from "./pointer.ts";

export type Operation =
  | { readonly op: "add" | "replace" | "test"; readonly path: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string }
  | { readonly op: "move" | "copy"; readonly path: string; readonly from: string };

type Container = unknown[] | Record<string, unknown>;

/** An operation that could not be done. `index` is its place in the list, `cause` tells why. */
export class PatchError extends Error {
  readonly index: number;

  constructor(index: number, cause: unknown) {
    super(`operation ${index} failed: ${(cause as Error).message}`, { cause });
    this.name = "PatchError";
    this.index = index;
  }
}

/** The document after all operations. Throws a PatchError when one of them cannot be done. */
export function apply(document: unknown, operations: readonly Operation[]): unknown {
  // The whole document is at the place "" of this, so that it has a parent like everything else.
  const root: Record<string, unknown> = { "": structuredClone(document) };
  for (const [index, operation] of operations.entries()) {
    try {
      perform(root, operation);
    } catch (error) {
      throw new PatchError(index, error);
    }
  }
  return root[""];
}

/** What is at a place of a document. Throws a RangeError when nothing is there. */
export function lookUp(document: unknown, path: string): unknown {
  return readPointer(path).reduce(child, document);
}

function perform(root: Container, operation: Operation): void {
  const path = placeOf(operation.path);
  switch (operation.op) {
    case "add":
      return insert(root, path, structuredClone(operation.value));
    case "remove":
      return void takeOut(root, path);
    case "replace":
      takeOut(root, path);
      return insert(root, path, structuredClone(operation.value));
    case "copy":
      return insert(root, path, structuredClone(valueAt(root, placeOf(operation.from))));
    case "move": {
      const from = placeOf(operation.from);
      if (isWithin(path, from)) throw new RangeError(`${operation.from} cannot be moved into itself`);
      insert(root, path, valueAt(root, from));
      return void takeOut(root, from);
    }
    case "test":
      if (isDeepStrictEqual(valueAt(root, path), operation.value)) return;
      throw new RangeError(`there is another value at ${operation.path}`);
    default:
      throw new TypeError(`there is no operation ${(operation as { op: string }).op}`);
  }
}

const placeOf = (pointer: string): string[] => ["", ...readPointer(pointer)];

const valueAt = (root: Container, place: readonly string[]): unknown => place.reduce<unknown>(child, root);

const parentOf = (root: Container, place: readonly string[]): unknown => valueAt(root, place.slice(0, -1));

function child(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[indexOf(key, value.length - 1)];
  if (typeof value === "object" && value !== null && Object.hasOwn(value, key)) return (value as Record<string, unknown>)[key];
  throw new RangeError(`there is nothing at ${key}`);
}

function insert(root: Container, place: readonly string[], value: unknown): void {
  const parent = parentOf(root, place);
  const key = place.at(-1)!;
  if (Array.isArray(parent)) parent.splice(key === "-" ? parent.length : indexOf(key, parent.length), 0, value);
  else if (typeof parent === "object" && parent !== null) (parent as Record<string, unknown>)[key] = value;
  else throw new RangeError(`nothing can be put at ${key}`);
}

function takeOut(root: Container, place: readonly string[]): unknown {
  const parent = parentOf(root, place);
  const key = place.at(-1)!;
  const value = child(parent, key);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete (parent as Record<string, unknown>)[key];
  return value;
}

function indexOf(key: string, last: number): number {
  if (!/^(?:0|[1-9]\d*)$/.test(key) || Number(key) > last) throw new RangeError(`there is no index ${key}`);
  return Number(key);
}
