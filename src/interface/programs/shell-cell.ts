/** A shell cell: one bash on a stage, in the folder and with the exported variables that the cells before it left. */
import { randomBytes } from "node:crypto";
import path from "node:path";
import type { Cell, Problem } from "../../core/cell.ts";
import type { Run } from "../environment/sandbox.ts";
import { shellArguments } from "../environment/shell.ts";
import type { Prepared, Told } from "./program.ts";

/** Where the next cell begins. `cwd` is relative to the workspace when it lies in it. */
export interface Place {
  readonly cwd: string;
  /** Exported variables that are not what every command has. */
  readonly set: Readonly<Record<string, string>>;
  readonly unset: readonly string[];
}

export const start: Place = { cwd: "", set: {}, unset: [] };

/** The bytes that a cell left, as a place. */
export function readPlace(bytes: Uint8Array | undefined): Place {
  if (bytes === undefined) return start;
  const place: Place = JSON.parse(Buffer.from(bytes).toString("utf8"));
  return place;
}

/** Words without which a cell cannot change where the next one begins; for all others nothing is looked at. */
const changing =
  /\b(?:cd|pushd|popd|export|declare|typeset|source|unset|set|eval|readonly|allexport)\b|(?:^|[\s;&|({])\.\s/m;
/** Variables that are the shell's own, or that would change what later programs are. */
const own = /^(?:_|SHLVL|PWD|OLDPWD|BASH_ENV|ENV|BASH_FUNC_.*|LD_.*|SHELLOPTS|BASHOPTS|PS4|IFS)$/;
const limit = 64 << 10;

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** `root`: the workspace. */
export function prepareShell({ code }: Pick<Cell, "code">, root: string, place: Place): Prepared {
  const isMoved = place.cwd !== "";
  const mayChange = changing.test(code);
  // What a cell teaches its shell would not be known to the parser.
  const isLong = code.trim().includes("\n") && !/\b(?:shopt|alias)\b/.test(code);
  const aside = mayChange || isLong ? `.tackle-${randomBytes(8).toString("hex")}` : undefined;
  const told = quote(path.join(root, aside ?? ""));
  const cwd = path.resolve(root, place.cwd);
  // All on the first line, so that the cell's lines keep their numbers.
  const before = [
    // A long cell is parsed as a whole before any of it runs, as the shell itself would not.
    isLong &&
      `_tackle=$(eval 'set -n'$'\\n'"$BASH_EXECUTION_STRING" 2>&1) || { printf 'refused\\n%s' "$_tackle" >${told}; exit 2; }`,
    place.unset.length > 0 && `unset -v ${place.unset.join(" ")}`,
    isMoved &&
      `cd -- ${quote(cwd)} 2>/dev/null || echo ${quote(`tackle: ${place.cwd} is gone; this cell runs in the workspace's own folder`)} >&2`,
    mayChange &&
      `{ /usr/bin/env -0; printf '\\0'; } >${told}; trap ${quote(`{ /usr/bin/env -0; printf '\\0%s' "$PWD"; } 2>/dev/null >>${told}`)} EXIT`,
  ].filter((part) => part !== false);
  return {
    command: {
      argv: shellArguments(before.length > 0 ? `${before.join("; ")}; ${code}` : code),
      env: place.set,
    },
    ...(aside !== undefined && { aside }),
    // Whoever rules on the cell must see where it runs.
    code: isMoved ? `cd ${quote(place.cwd)}\n${code}` : code,
  };
}

/** What the shell told of a run of this code. */
export function readShell(
  bytes: Uint8Array | undefined,
  run: Run,
  { code, root, place }: { readonly code: string; readonly root: string; readonly place: Place },
): Told {
  const told = bytes === undefined ? "" : Buffer.from(bytes).toString("utf8");
  const lines = code.split("\n").length;
  if (told.startsWith("refused\n")) return { problem: problemIn(told, lines, 2), notes: [] };
  // A mistake in its first line is found by the shell itself, before anything ran.
  if (run.exit === 2 && bytes === undefined && /^\/bin\/bash: -c: line \d+: /.test(run.output))
    return { problem: problemIn(run.output, lines, 0), notes: [] };
  const next = nextPlace(told, root, place);
  if (next === undefined || JSON.stringify(next) === JSON.stringify(place)) return { notes: [] };
  const left = Buffer.from(JSON.stringify(next));
  return left.length > limit
    ? { notes: ["its exported variables are too large to be kept for later shell cells"] }
    : { left, notes: [], ...declaredIn(next, place) };
}

function declaredIn(next: Place, before: Place): Pick<Told, "declared"> {
  const declared = Object.keys(next.set).filter((name) => next.set[name] !== before.set[name]);
  return declared.length > 0 ? { declared } : {};
}

function problemIn(words: string, lines: number, shift: number): Problem {
  const [, line = "1", message = "a mistake in its syntax"] = /line (\d+): (.*)/.exec(words) ?? [];
  const at = Math.min(Math.max(1, Number(line) - shift), lines);
  return { line: at, column: 1, code: "syntax", message };
}

/** Undefined when the cell told nothing: it replaced its shell, or the trap. */
function nextPlace(told: string, root: string, place: Place): Place | undefined {
  const [before, after, folder = ""] = told.split("\0\0");
  if (before === undefined || after === undefined || !path.isAbsolute(folder)) return undefined;
  const [old, now] = [variables(before), variables(after)];
  const set: Record<string, string> = { ...place.set };
  const unset = new Set(place.unset);
  for (const [name, value] of now) {
    if (old.get(name) === value) continue;
    set[name] = value;
    unset.delete(name);
  }
  for (const name of old.keys()) {
    if (now.has(name)) continue;
    delete set[name];
    unset.add(name);
  }
  const inside = path.relative(root, folder);
  const cwd = inside === ".." || inside.startsWith("../") ? folder : inside;
  return { cwd, set, unset: [...unset] };
}

function variables(list: string): ReadonlyMap<string, string> {
  const pairs = list.split("\0").map((pair): readonly [string, string] => {
    const at = pair.indexOf("=");
    return [pair.slice(0, Math.max(0, at)), pair.slice(at + 1)];
  });
  return new Map(pairs.filter(([name]) => /^[A-Za-z_]\w*$/.test(name) && !own.test(name)));
}
