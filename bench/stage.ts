/** What a stage costs by the size of the workspace and of the change: the command, finding what it left, committing it, taking it back. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { systemClock } from "../src/core/clock.ts";
import { createJournal } from "../src/core/store.ts";
import { createGate } from "../src/interface/api/gate.ts";
import { prepareCommit } from "../src/interface/environment/commit.ts";
import type { Sandbox } from "../src/interface/environment/sandbox.ts";
import { openSandbox } from "../src/interface/environment/sandbox/open.ts";
import { shellArguments } from "../src/interface/environment/shell.ts";
import { revertCommit } from "../src/interface/environment/undo.ts";
import { createWorld } from "../src/interface/environment/world.ts";
import { median, printFigure } from "./figure.ts";

const sizes = (process.env["TACKLE_STAGE_SIZES"] ?? "500,5000,50000").split(",").map(Number);
/** Megabytes in which changes are held while a command runs; 0 holds them on disk. */
const memory = process.env["TACKLE_STAGE_MEMORY"];
/** Of how many files a command changes, how often it is measured. */
const changes: readonly (readonly [files: number, samples: number])[] = [
  [0, 40],
  [5, 20],
  [5_000, 3],
];
const perFolder = 50;

/** A git repository in which two files of five are tracked, and the rest lies in `node_modules`, which is ignored. */
function plant(root: string, files: number): void {
  mkdirSync(root);
  const put = (folder: string, count: number): void => {
    for (let index = 0; index < count; index += 1) {
      const place = path.join(root, folder, String(Math.floor(index / perFolder)));
      if (index % perFolder === 0) mkdirSync(place, { recursive: true });
      writeFileSync(path.join(place, `${index % perFolder}.js`), `export const value = ${index};\n`);
    }
  };
  put("src", Math.round(files * 0.4));
  put("node_modules", Math.round(files * 0.6));
  writeFileSync(path.join(root, ".gitignore"), "node_modules/\n");
  const git = (...words: readonly string[]): unknown => execFileSync("git", ["-C", root, ...words]);
  git("init", "--quiet", "--template=");
  git("add", "--all");
  git(
    "-c",
    "user.name=bench",
    "-c",
    "user.email=bench@tackle.invalid",
    "commit",
    "--quiet",
    "--message=start",
  );
}

/** Appends to `count` files: of the tracked ones as many as there are, then new ones beside them. */
const commandFor = (count: number): readonly string[] =>
  count === 0
    ? ["true"]
    : shellArguments(
        `n=0; for f in src/*/*.js; do [ $n -ge ${count} ] && break; echo >> $f; n=$((n+1)); done; mkdir -p src/new; while [ $n -lt ${count} ]; do echo $n > src/new/$n; n=$((n+1)); done`,
      );

interface Place {
  readonly root: string;
  readonly folder: string;
  readonly sandbox: Sandbox;
}

/** A command, its capture, its commit and the undo of that, each timed; the workspace is as before afterwards. */
async function step(
  { root, folder, sandbox }: Place,
  count: number,
): Promise<Readonly<Record<string, number>>> {
  const since = Date.now();
  const run = await sandbox.run({ argv: commandFor(count) });
  const began = performance.now();
  const keep = path.join(folder, "scratch", "kept");
  const commit = prepareCommit(run.stage.entries, { root, keep, since });
  const clash = commit.apply();
  const committed = performance.now();
  if (clash !== undefined || commit.changes.length < count) throw new Error(clash ?? "nothing was committed");
  const conflicts = revertCommit(commit.undo, { root, keep, changes: commit.changes });
  const undone = performance.now();
  if (conflicts.length > 0) throw new Error(JSON.stringify(conflicts[0]));
  await run.stage.drop();
  rmSync(keep, { recursive: true, force: true });
  const { milliseconds, capture = Number.NaN } = run;
  return { command: milliseconds, capture, commit: committed - began, undo: undone - committed };
}

/** The whole of it, as a cell has it: journal and images too. Not undone. */
async function land({ root, folder, sandbox }: Place, count: number): Promise<number> {
  const journals = mkdtempSync(path.join(folder, "journal-"));
  const journal = createJournal(journals, { id: "s", clock: systemClock });
  const keep = path.join(folder, "scratch", "kept");
  const world = createWorld({ root, sandbox, gate: createGate([]), journal, keep });
  const began = performance.now();
  const { changed } = await world.run({ cell: "c1" }, { argv: commandFor(count) });
  const took = performance.now() - began;
  if (changed.length < count) throw new Error("nothing was committed");
  const intended = journal.facts.find((fact) => fact.type === "change.intended");
  if (intended) revertCommit(intended.undo, { root, keep, changes: intended.changes });
  journal.close();
  rmSync(journals, { recursive: true });
  rmSync(keep, { recursive: true, force: true });
  return took;
}

for (const size of sizes) {
  const folder = mkdtempSync(path.join(tmpdir(), "tackle-bench-"));
  const root = path.join(folder, "root");
  plant(root, size);
  mkdirSync(path.join(folder, "scratch"));
  const sandbox = await openSandbox("auto", {
    root,
    scratch: path.join(folder, "scratch"),
    path: process.env["PATH"] ?? "",
    ...(memory !== undefined && { memory: Number(memory) }),
  });
  const place = { root, folder, sandbox };
  const words = { command: "the command", capture: "capture alone", commit: "plan and commit", undo: "undo" };
  for (const [count, samples] of changes) {
    const what = `stage, ${size} files, ${count} changed`;
    await step(place, count);
    const steps = [];
    for (let sample = 0; sample < samples; sample += 1) steps.push(await step(place, count));
    for (const [key, name] of Object.entries(words)) {
      if (count === 0 && (key === "commit" || key === "undo")) continue;
      printFigure({
        name: `${what}: ${name}`,
        value: median(steps.map((each) => each[key] ?? Number.NaN)),
        unit: "ms",
        n: samples,
      });
    }
    const whole = [];
    for (let sample = 0; sample < samples; sample += 1) whole.push(await land(place, count));
    printFigure({
      name: `${what}: all of it, as a cell has it`,
      value: median(whole),
      unit: "ms",
      n: samples,
    });
  }
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}
