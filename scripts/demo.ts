/** The demo: a copy of a small project with a real bug, and tackle at work on it. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

const root = path.dirname(import.meta.dirname);
const tackle = path.join(root, "bin", "tackle");
const task = "make the failing tests pass";

/** A fresh copy of the project as a git repository of one commit, which asks nothing of the user's own git settings. */
function makeProject(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-demo-")));
  cpSync(path.join(root, "evals", "demo"), folder, { recursive: true });
  const identity = ["-c", "user.name=tackle demo", "-c", "user.email=demo@tackle.invalid"];
  const safe = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "commit.gpgSign=false"];
  for (const words of [
    ["init", "--quiet", "--initial-branch=main", "--template="],
    ["add", "--all"],
    ["commit", "--quiet", "--no-verify", "--message=A bicycle rental, with a bug in it"],
  ]) {
    const { status, stderr } = spawnSync("git", [...identity, ...safe, ...words], {
      cwd: folder,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`git ${words[0]} failed: ${stderr || "is git installed?"}`);
  }
  return folder;
}

interface Report {
  readonly entries: readonly { readonly subject: string; readonly ok: boolean }[];
}

/** Whether tackle can confine programs here, as its doctor sees it; where it cannot, the demo, whose programs are ours, runs without. */
function canConfine(): boolean {
  const { stdout } = spawnSync(tackle, ["doctor", "--output-format", "json"], { encoding: "utf8" });
  if (stdout === "") return true; // the run itself will say what is the matter
  const report: Report = JSON.parse(stdout);
  const sandboxes = report.entries.filter(({ subject }) => /sandbox|perl|bubblewrap/.test(subject));
  return sandboxes.length === 0 || sandboxes.some(({ ok }) => ok);
}

function showCommand(words: readonly string[]): string {
  return words.map((word) => (/^[\w./:=-]+$/.test(word) ? word : JSON.stringify(word))).join(" ");
}

const keep = process.argv.includes("--keep");
const folder = makeProject();
const words = ["run", task, "--model", "solver", "--cwd", folder];
if (!canConfine()) {
  console.log(
    "No sandbox works on this machine (tackle doctor says why); this demo runs our own code, so it goes without.",
  );
  words.push("--sandbox", "none");
}
console.log(
  `A copy of evals/demo, whose tests fail, is in ${folder}; the model is "solver", a repair search without a network.`,
);
console.log(`$ bin/tackle ${showCommand(words)}\n`);
// A bug that everybody's first run mends teaches nothing about theirs.
const env = { ...process.env, TACKLE_EXPERIENCE: "off" };
const { status } = spawnSync(tackle, words, { stdio: "inherit", env });
const code = status ?? 1;
if (code === 0 && !keep) rmSync(folder, { recursive: true, force: true });
else console.log(`\nThe demo's folder is kept: ${folder}`);
console.log(`
What to type next:
  npm start -- --keep                                keep the demo's folder and look around in it
  bin/tackle sessions                                every session is kept; tackle show <session> tells what happened
  bin/tackle run "<task>" --cwd <your repository>    the same on a repository of yours
  bin/tackle run "<task>" --model provider/name      with a model of yours; README.md says which`);
process.exitCode = code;
