/** Answers of GSM8K, each calculated by a cell: how often the answer cites its cell, and how often a wrong one is caught. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openPerl } from "../src/interface/environment/sandbox/perl.ts";
import { openKernel } from "../src/interface/kernel/open.ts";
import { trace } from "../src/mechanisms/control/calculation/trace.ts";
import { printFigure } from "./figure.ts";

const file = path.join(process.env["TACKLE_DATA"] ?? "../shared/data", "gsm8k/test-200.jsonl");
if (!existsSync(file)) {
  console.log(`skipped: ${file} is absent (set TACKLE_DATA to the folder that holds gsm8k/)`);
  process.exit(0);
}

interface Problem {
  readonly question: string;
  readonly answer: string;
}

const problems = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line): Problem => JSON.parse(line));

/** The data's own steps (`<<16-3-4=9>>`) as the program that a model would have written: a line each, the last one its value. */
function programOf(answer: string): string | undefined {
  const steps = [...answer.matchAll(/<<([^=>]+)=/g)].map(([, step = ""]) =>
    step
      .replaceAll(/(\d),(?=\d{3})/g, "$1")
      .replaceAll(/(\d+(?:\.\d+)?)%/g, "($1/100)")
      .replaceAll(/[$ ]/g, "")
      .replaceAll(/(?<![\d.])0+(?=\d)/g, ""),
  );
  const isPlain = steps.length > 0 && steps.every((step) => /^[-+*/().\d]+$/.test(step));
  return isPlain
    ? steps.map((step, at) => `const step${at + 1} = ${step};`).join("\n") + `\nstep${steps.length}`
    : undefined;
}

const place = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-bench-")));
const [root, scratch] = [path.join(place, "workspace"), path.join(place, "scratch")];
for (const folder of [root, scratch]) mkdirSync(folder);
const sandbox = openPerl({ root, scratch, path: "/usr/bin:/bin" });
const kernel = await openKernel({ sandbox, root, tools: [], call: () => Promise.resolve() });
const limits = { timeLimit: 10_000, signal: new AbortController().signal };
const count = { run: 0, right: 0, cited: 0, prose: 0, caught: 0, wrong: 0 };
const missed: string[] = [];
for (const [at, { question, answer }] of problems.entries()) {
  const code = programOf(answer);
  const final = /#### (.+)$/.exec(answer)?.[1]?.trim() ?? "";
  if (code === undefined) continue;
  const cell = { id: `c${at + 1}`, language: "ts" as const, code };
  const { problems: mistakes } = await kernel.check(cell);
  if (mistakes.length > 0) throw new Error(JSON.stringify({ code, mistakes }));
  const { value, output } = await kernel.run(cell, limits);
  count.run++;
  const number = Number(final.replaceAll(",", ""));
  if (Math.abs(Number(value) - number) > 0.005) continue; // its steps do not end with its answer
  count.right++;
  const sources = [{ cell: cell.id, output, ...(value !== undefined && { value }) }];
  const told = trace(`The answer is ${final}.`, question, sources);
  if (told.contradiction === undefined && told.numbers.some((each) => each.cell === cell.id)) count.cited++;
  else missed.push(`not cited: ${question} ${final}`);
  // The data's own solution in words: nothing in it is wrong.
  const prose = answer.replaceAll(/<<[^>]*>>/g, "").replace(/#### .+$/, `The answer is ${final}.`);
  if (trace(prose, question, sources).contradiction === undefined) count.prose++;
  else missed.push(`flagged, though right: ${prose}`);
  for (const wrong of [number + 1, number * 2, -number, number + 0.5].filter((each) => each !== number)) {
    count.wrong++;
    if (trace(`The answer is ${wrong}.`, question, sources).contradiction !== undefined) count.caught++;
    else missed.push(`not caught: ${question} ${wrong} for ${final}`);
  }
}
await kernel.close();
await sandbox.close();
rmSync(place, { recursive: true, force: true });
if (!process.argv.includes("--json")) for (const line of missed) console.log(line);
const { run, right, cited, prose, caught, wrong } = count;
printFigure({ name: "gsm8k: programs run", value: run, unit: `of ${problems.length}`, n: problems.length });
printFigure({ name: "gsm8k: programs that end with the answer", value: right, unit: `of ${run}`, n: run });
printFigure({
  name: "gsm8k: right answers that cite their cell",
  value: cited,
  unit: `of ${right}`,
  n: right,
});
printFigure({
  name: "gsm8k: solutions in words that are not flagged",
  value: prose,
  unit: `of ${right}`,
  n: right,
});
printFigure({ name: "gsm8k: wrong answers that are flagged", value: caught, unit: `of ${wrong}`, n: wrong });
