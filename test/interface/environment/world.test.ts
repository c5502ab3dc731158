/** A world runs programs on a stage and lands what they did, wholly or not at all. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../../src/core/clock.ts";
import { createJournal } from "../../../src/core/store.ts";
import { createGate } from "../../../src/interface/api/gate.ts";
import { createProcesses, type Processes } from "../../../src/interface/environment/processes.ts";
import { runShell, shellArguments } from "../../../src/interface/environment/shell.ts";
import { createWorld, type World } from "../../../src/interface/environment/world.ts";
import { openPlace, type Place } from "./sandbox/backends.ts";

interface Ground extends Place {
  readonly world: World;
  readonly journal: ReturnType<typeof createJournal>;
  readonly processes: Processes;
  readonly shell: (command: string, timeLimit?: number) => ReturnType<typeof runShell>;
}

async function ground(): Promise<Ground> {
  const place = await openPlace("perl");
  const { root, scratch, sandbox } = place;
  const journal = createJournal(scratch, { id: "01", clock: systemClock });
  journal.append({
    type: "session.opened",
    task: "t",
    root,
    options: { model: "m", sandbox: "perl", budget: {} },
    tackle: "0",
  });
  const world = createWorld({ root, sandbox, gate: createGate([]), journal, keep: join(scratch, "kept") });
  const processes = createProcesses({ sandbox, journal, argumentsOf: shellArguments });
  onTestFinished(async () => {
    await processes.close();
    journal.close();
  });
  const { signal } = new AbortController();
  const shell: Ground["shell"] = (command, timeLimit) =>
    runShell(world, command, {
      cell: "c1",
      call: "c1.1",
      signal,
      ...(timeLimit !== undefined && { timeLimit }),
    });
  return { ...place, world, journal, processes, shell };
}

const actor = { cell: "c1", call: "c1.1" };

test("git add and git commit land as a whole, and the repository is sound", async () => {
  const { root, shell } = await ground();
  const git = (...words: readonly string[]): string =>
    execFileSync("git", ["-C", root, ...words], { encoding: "utf8" });
  git("init", "-q", "-b", "main");
  const commit =
    'git add -A && git -c user.name=n -c user.email=e@example.invalid commit -qm "$0" && git status --short';
  expect(await shell(commit.replace("$0", "first one").replace("git add", "echo a > a; git add"))).toEqual({
    exit: 0,
    output: "",
  });
  expect(await shell(`echo b >> a; mkdir d; echo c > d/c; ${commit.replace("$0", "second one")}`)).toEqual({
    exit: 0,
    output: "",
  });
  expect(await shell(`git checkout -q -b side HEAD~1 && cat a && git checkout -q main && git gc -q`)).toEqual(
    { exit: 0, output: "a\n" },
  );
  expect(git("log", "--format=%s")).toBe("second one\nfirst one\n");
  expect(git("status", "--short")).toBe("");
  expect(git("fsck", "--strict")).toBe("");
});

test("a command of a cell is ended at its time limit, and nothing of it counts", async () => {
  const { root, shell } = await ground();
  const ended = async (limit: number): Promise<string> =>
    shell("echo begun; echo x > made; sleep 600", limit).then(
      () => "it ended by itself",
      (thrown: unknown) => String(thrown),
    );
  // On a busy machine it may not have begun by then.
  let limit = 200;
  let words = await ended(limit);
  while (!words.includes("begun") && limit < 20_000) words = await ended((limit *= 4));
  expect(words).toMatch(/longer than [\d.]+ s[^]*begun/);
  expect(existsSync(join(root, "made"))).toBe(false);
});

test("commands that a cell asks for at once run one after another", async () => {
  const { root, shell } = await ground();
  await Promise.all(
    [1, 2, 3].map(async (index) => shell(`cat log 2>/dev/null; sleep 0.05; echo ${index} >> log`)),
  );
  expect(readFileSync(join(root, "log"), "utf8")).toBe("1\n2\n3\n");
});

test("long output keeps its head and its tail", async () => {
  const { shell } = await ground();
  const { output } = await shell("echo first; yes | head -c 3000000; echo last");
  expect(output.length).toBeLessThan(1_100_000);
  expect(output).toMatch(/^first\n[^]*last\n$/);
});

test("a started server is reached by commands, sees what they commit, and ends with a word in the journal", async () => {
  const { processes, shell, journal } = await ground();
  const { name, ready } = await processes.start("python3 -u -m http.server 8123", {
    ...actor,
    until: "Serving",
  });
  expect([name, ready]).toEqual(["p1", true]);
  await shell("echo shown > page");
  const { output } = await shell(
    `node -e 'fetch("http://localhost:8123/page").then((r) => r.text()).then(console.log)'`,
  );
  expect(output).toBe("shown\n\n");
  const { text, next, running } = processes.logs("p1");
  expect(text).toContain("GET /page");
  expect([processes.logs("p1", next).text, running]).toEqual(["", true]);
  await processes.stop("p1");
  expect(processes.notes()).toEqual([]);
  expect(journal.facts.filter(({ type }) => type.startsWith("process."))).toMatchObject([
    { type: "process.started", process: "p1", cell: "c1", call: "c1.1" },
    { type: "process.ended", process: "p1", by: "cell", signal: "SIGKILL" },
  ]);
});

test("a process that dies is told of once, with its last words, and cannot write to the workspace", async () => {
  const { processes, root } = await ground();
  const started = await processes.start("echo busy; echo x > made; echo y > /tmp/y && exit 3", {
    ...actor,
    name: "web",
    until: "never",
  });
  expect(started).toEqual({ name: "web", ready: false });
  const [note = "", ...more] = processes.notes();
  expect(note).toMatch(
    /^process web \(echo busy.* has ended with exit 3; its last output:\nbusy\n.*Read-only file system/,
  );
  expect([more, processes.notes(), existsSync(join(root, "made"))]).toEqual([[], [], false]);
  expect(processes.list()).toMatchObject([{ name: "web", running: false }]);
  expect(() => processes.logs("other")).toThrow("there are web");
});

test("programs that a crash took along are told of by the next process of the session", async () => {
  const { sandbox, journal, processes, root } = await ground();
  writeFileSync(join(root, "a"), "a");
  await processes.start("sleep 77", actor);
  const after = createProcesses({ sandbox, journal, argumentsOf: shellArguments });
  expect(after.notes()).toEqual(["process p1 (sleep 77) has ended with the interruption of this session"]);
  expect(journal.facts.at(-1)).toMatchObject({ type: "process.ended", process: "p1", by: "session" });
});
