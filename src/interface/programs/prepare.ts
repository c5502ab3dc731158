/** A shell cell made ready, on top of what the cells before it left. */
import type { Cell } from "../../core/cell.ts";
import type { Journal } from "../../core/journal.ts";
import type { Run } from "../environment/sandbox.ts";
import { findLeft } from "./left.ts";
import type { Prepared, Told } from "./program.ts";
import { prepareShell, readPlace, readShell } from "./shell-cell.ts";

/** A prepared cell, and the reader of what it tells. */
export type Program = Prepared & { readonly read: (bytes: Uint8Array | undefined, run: Run) => Told };

/** `root` is the workspace. */
export function prepareProgram(cell: Cell, root: string, journal: Journal): Program {
  const place = readPlace(findLeft(journal, "sh")?.read());
  const { code } = cell;
  return {
    ...prepareShell(cell, root, place),
    read: (bytes, run) => readShell(bytes, run, { code, root, place }),
  };
}
