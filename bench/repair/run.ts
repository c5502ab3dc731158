/** Runs tasks one after another through the whole harness, and judges each patch by the tests that were not shown. */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTask } from "../../src/index.ts";
import { explore } from "../../src/mechanisms/planning/explore.ts";
import { runSearch } from "../../src/mechanisms/tools/repair/search.ts";
import { launch } from "../../test/mechanisms/tools/repair/launch.ts";
import type { Options } from "./options.ts";
import { printRows, type Row } from "./table.ts";
import { layOut, type Task } from "./task.ts";

type Told = Pick<Row, "accepted" | "position" | "tried" | "how" | "end">;

/** The search alone. Its patch is written, as a later cell of the solver would. */
async function runDirect(folder: string, task: Task, candidates: number): Promise<Told> {
  const ground = { root: folder, launch, explore, check: task.check, signal: new AbortController().signal };
  const limits = { limit: candidates, seconds: Number.POSITIVE_INFINITY, exclude: [] };
  const { found, tried, position, why } = await runSearch(ground, limits);
  for (const { path: file, old, new: next } of found ? [found, ...(found.further ?? [])] : []) {
    const text = readFileSync(path.join(folder, file), "utf8");
    layOut(folder, { [file]: text.replace(old, () => next) });
  }
  const how = found
    ? [found, ...(found.further ?? [])]
        .map((one) => `${one.operator}: ${one.before.slice(0, 60)} → ${one.after.slice(0, 80)}`)
        .join("; ")
    : why;
  return {
    accepted: found !== null,
    tried,
    position,
    how: how.replaceAll("\n", "⏎"),
    end: found ? "found" : "none",
  };
}

/** Session, sandbox, journal, cells, gate, and a check that has to prove it. */
async function runHarness(folder: string): Promise<Told> {
  const state = mkdtempSync(path.join(tmpdir(), "repair-state-"));
  try {
    const { stop, view } = await runTask({
      task: "The tests of this repository fail. Repair it.",
      cwd: folder,
      model: "solver",
      sandbox: "auto",
      budget: {},
      surroundings: { state, path: process.env["PATH"] ?? "", keys: {}, version: "bench" },
      signal: new AbortController().signal,
    });
    // Each search of the solver tells how many candidates it ran, and at which of them it had what it found.
    const sum = (name: string): number =>
      [...view.outcomes.values()]
        .map(({ value = "" }) => Number(new RegExp(`"${name}":\\s*(\\d+)`).exec(value)?.[1] ?? 0))
        .reduce((all, one) => all + one, 0);
    const turnedDown = (view.evidence?.findings ?? []).map(({ sign = "", message }) => `${sign}: ${message}`);
    return {
      accepted: stop.reason === "verified",
      position: sum("position"),
      tried: sum("tried"),
      how: [stop.detail, ...(stop.reason === "verified" ? [] : turnedDown)]
        .map((text) => text.replaceAll("\n", "⏎").slice(0, 300))
        .join(" | "),
      end: stop.reason,
    };
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

/** True when all the set's tests pass on what the folder now holds. */
function passesHidden(folder: string, task: Task): boolean {
  layOut(folder, task.hidden);
  const [program = "", ...given] = task.command;
  return spawnSync(program, given, { cwd: folder, timeout: 60_000, stdio: "ignore" }).status === 0;
}

async function runOne(task: Task, options: Options): Promise<Row> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "repair-")));
  const from = performance.now();
  try {
    layOut(folder, task.files);
    const told = options.direct
      ? await runDirect(folder, task, options.candidates)
      : await runHarness(folder);
    const seconds = (performance.now() - from) / 1000;
    const right = told.accepted && passesHidden(folder, task);
    const { id, language, bug } = task;
    return { task: id, language, bug, ...told, right, seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const known = (out: string | undefined): Row[] =>
  out !== undefined && existsSync(out)
    ? readFileSync(out, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line): Row => JSON.parse(line))
    : [];

/** Runs what is asked for and not known yet, then prints a table. */
export async function runBench(name: string, tasks: readonly Task[], options: Options): Promise<void> {
  const before = known(options.out);
  const rows: Row[] = [];
  for (const task of tasks) {
    const { id, language, bug } = task;
    if (options.language !== undefined && !language.startsWith(options.language)) continue;
    if (options.bug !== undefined && options.bug !== bug) continue;
    if (options.tasks && !options.tasks.some((one) => id === one || id.endsWith(`/${one}`))) continue;
    const old = before.find((row) => row.task === id);
    const row = old ?? (await runOne(task, options));
    rows.push(row);
    if (old) continue;
    if (options.out !== undefined) appendFileSync(options.out, `${JSON.stringify(row)}\n`);
    if (options.json) continue;
    const mark = row.accepted ? (row.right ? "fixed" : "WRONG") : "  -  ";
    console.log(
      `${mark} ${id.padEnd(15)} ${String(row.position).padStart(5)} ${String(row.tried).padStart(5)} ${row.seconds.toFixed(1).padStart(6)} s  ${bug}: ${row.end}: ${row.how}`,
    );
  }
  printRows(name, rows, options);
}
