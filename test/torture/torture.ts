/** One session of many kinds of effects, killed somewhere and resumed, and whether it came out as one that was not. */
import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Language, Outcome } from "../../src/core/cell.ts";
import type { Fact } from "../../src/core/fact.ts";
import { readJournal } from "../../src/core/reader.ts";
import { verifySession } from "../../src/core/verify.ts";
import { tellTree } from "../interface/environment/tree.ts";
import type { Order } from "./order.ts";

interface Line {
  readonly cells: readonly { readonly language: Language; readonly code: string }[];
}

const setUp = `let count = 1; const bump = () => ++count; const read = () => count;
class Box<T> { held: T; constructor(held: T) { this.held = held } get(): T { return this.held } }
const box = new Box(bump), alias = box, kept = new Map([["box", box]]), settled = Promise.resolve(42);
const chance = Math.random(), moment = Date.now(); const list: number[] = [];
[chance, moment]`;
const report =
  "JSON.stringify([count, read(), kept.get('box')?.get() === bump, alias === box, box instanceof Box, await settled, list, chance, moment])";

/** Each leaves a trace that would show a second time. */
const kinds: readonly ((n: number) => { readonly language: Language; readonly code: string })[] = [
  (n) => ({ language: "sh", code: `echo sh${n} >> log.txt; mkdir -p d; echo ${n} > d/${n}; sleep 0.05` }),
  (n) => ({
    language: "ts",
    code: `bump(); list.push(Math.floor(Math.random() * 1e6)); await files.write("n${n}.txt", "count " + count);
await shell.run("echo call${n} >> log.txt"); await files.edit("n${n}.txt", "count", "counted");`,
  }),
  (n) => ({
    language: "py",
    code: `import os, time\nopen('log.txt','a').write('py${n}\\n'); os.symlink('log.txt', 'link${n}'); time.sleep(0.05)`,
  }),
  (n) => ({
    language: "ts",
    code: `for (let i = 0; i < 3; i++) await shell.run("echo loop${n}." + i + " >> log.txt"); list.push(Date.now() - moment);`,
  }),
  (n) => ({
    language: "sh",
    code: `mv link${n - 2} moved${n} 2>/dev/null; chmod 600 d/1 2>/dev/null; rm -f n${n - 3}.txt; exit 1`,
  }),
  (n) => ({ language: "ts", code: `bump(); throw new Error("thrown ${n} at " + count)` }),
];

/** A script of so many cells, two a turn: first the variables, last what became of them. */
export function story(cells: number): readonly Line[] {
  const all = [
    { language: "ts" as const, code: setUp },
    ...Array.from(
      { length: cells - 2 },
      (_, index) => kinds[index % kinds.length]?.(index + 1) ?? { language: "sh" as const, code: "true" },
    ),
    { language: "ts" as const, code: report },
  ];
  return Array.from({ length: Math.ceil(all.length / 2) }, (_, turn) => ({
    cells: all.slice(turn * 2, turn * 2 + 2),
  }));
}

/** What a session comes to, without times and names that differ from run to run. */
export interface Ending {
  readonly tree: readonly string[];
  readonly chat: readonly string[];
  readonly stop: string;
  readonly commits: number;
}

/** A folder of its own for each run. */
export interface Arena {
  readonly order: Order;
  readonly base: string;
  close(): void;
}

export function openArena(lines: readonly Line[]): Arena {
  const base = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-torture-")));
  const root = path.join(base, "project");
  mkdirSync(root);
  writeFileSync(path.join(root, "log.txt"), "");
  writeFileSync(path.join(base, "script.json"), JSON.stringify(lines));
  const git = (...given: readonly string[]): void =>
    void execFileSync("git", ["-C", root, ...given], { stdio: "ignore" });
  git("init", "-q");
  git("add", "-A");
  git("-c", "user.name=t", "-c", "user.email=t@example.invalid", "commit", "-qm", "start");
  const order = { root, state: path.join(base, "state"), model: `script:${path.join(base, "script.json")}` };
  return { order, base, close: () => rmSync(base, { recursive: true, force: true }) };
}

const program = path.join(import.meta.dirname, "session.ts");

/** Runs the program to its end, or kills it after so many milliseconds. Undefined when it was killed. */
export function runProgram(
  order: Order,
  killAfter?: number,
): Promise<{ readonly commits: number } | undefined> {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (err += text));
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (signal === "SIGKILL") resolve(undefined);
      else if (code === 0) resolve(JSON.parse(out));
      else reject(new Error(`the session broke: ${err}`));
    });
  });
}

/** The journals that the state holds, but for those that were killed before there was a fact. */
export function journalsOf(state: string): readonly string[] {
  const folder = path.join(state, "sessions");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".db"))
    .map((name) => path.join(folder, name))
    .filter((found) => readJournal(found).facts.length > 0);
}

/** Goes on until it is over, and tells what it came to. Throws when the journal is not what was written. */
export async function finish({ order }: Arena): Promise<Ending> {
  const found = journalsOf(order.state)[0];
  const session = found === undefined ? undefined : path.basename(found, ".db");
  await runProgram({ ...order, ...(session !== undefined && { session }) });
  const journal = journalsOf(order.state)[0] ?? "";
  const { facts } = readJournal(journal);
  const { damage } = verifySession(order.state, path.basename(journal, ".db"));
  if (damage) throw damage;
  const ended = facts.findLast((fact) => fact.type === "session.ended");
  return {
    tree: tellTree(order.root).filter((line) => !line.startsWith(".git")),
    chat: facts.flatMap((fact) => words(fact, facts)),
    stop: ended?.type === "session.ended" ? ended.stop.reason : "none",
    commits: facts.length,
  };
}

function words(fact: Fact, facts: readonly Fact[]): readonly string[] {
  if (fact.type === "model.replied") return fact.cells.map(({ id, code }) => `${id} ${code}`);
  return fact.type === "cell.ran" ? [`${fact.cell} ${outcomeWords(fact.outcome, facts)}`] : [];
}

/** What this session read from clock and chance is told by name: it must be the same from its first cell to its last. */
function outcomeWords(
  { status, value = "", output, error, exit, changed = [] }: Outcome,
  facts: readonly Fact[],
): string {
  const first = facts.find((fact) => fact.type === "cell.ran");
  const read: readonly unknown[] = first?.type === "cell.ran" ? JSON.parse(first.outcome.value ?? "[]") : [];
  const [chance, moment] = read.map(String);
  const told = value
    .replaceAll(chance ?? "-", "<chance>")
    .replaceAll(moment ?? "-", "<moment>")
    .replaceAll(/\[(?:\d+,?)+\](?=,<chance>)/g, (list) => `<${list.split(",").length} numbers>`);
  return [status, exit ?? "", told, output, error?.message ?? "", changed.join(",")].join("|");
}

/** Where a session is killed: at a share of its commits, right before or after one, or so many milliseconds after its start. */
export type Kill =
  | { readonly type: "commit"; readonly share: number; readonly side: "before" | "after" }
  | { readonly type: "moment"; readonly after: number };

/** What a session of these cells comes to that is killed there and resumed; `commits` are those of a whole one. */
export async function killedAt(kill: Kill, lines: readonly Line[], commits: number): Promise<Ending> {
  const arena = openArena(lines);
  try {
    if (kill.type === "moment") await runProgram(arena.order, kill.after);
    else {
      const commit = Math.max(1, Math.round(commits * kill.share));
      await runProgram({ ...arena.order, kill: { commit, side: kill.side } });
    }
    return await finish(arena);
  } finally {
    arena.close();
  }
}

/** What must be the same. */
export const compared = ({ tree, chat, stop }: Ending): Omit<Ending, "commits"> => ({ tree, chat, stop });
