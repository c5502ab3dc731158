/** A process that lives on keeps the kernel of its session warm between two words, and through a rewind. */
import { readdirSync, readlinkSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  openReserve,
  resumeSession,
  rewindSession,
  runTask,
  type Fact,
  type Reserve,
  type Result,
} from "../../src/index.ts";
import { makeScene, type Line, type Scene } from "./scene.ts";

interface Talk {
  readonly reserve: Reserve;
  readonly facts: readonly Fact[];
  /** The first word begins the session. */
  say(word: string): Promise<Result>;
  rewind(to: string): ReturnType<typeof rewindSession>;
  /** What the last cell came to. */
  last(): string | undefined;
}

/** A session in this process, as the terminal has one; `facts` are those that came since it was opened. */
async function talk(scene: Scene, lines: readonly Line[]): Promise<Talk> {
  const reserve = await openReserve(scene.state);
  onTestFinished(() => reserve.close());
  const model = scene.script(lines);
  const surroundings = { state: scene.state, path: process.env["PATH"] ?? "", keys: {}, version: "0" };
  const facts: Fact[] = [];
  let session: string | undefined;
  const given = {
    surroundings,
    reserve,
    signal: new AbortController().signal,
    watch: { onFact: (fact: Fact) => void facts.push(fact) },
  };
  return {
    reserve,
    facts,
    async say(word) {
      const result =
        session === undefined
          ? await runTask({ ...given, task: word, cwd: scene.root, model, sandbox: "auto", budget: {} })
          : await resumeSession(session, { ...given, say: word });
      session = result.session;
      return result;
    },
    rewind: (to) =>
      rewindSession({
        state: scene.state,
        session: session ?? "",
        to,
        variables: { surroundings, reserve },
      }),
    last: () => facts.findLast((fact) => fact.type === "cell.ran")?.outcome.value,
  };
}

const ts = (code: string): Line => ({ cells: [{ language: "ts", code }] });
/** Something that no second run of its cell would give again: it tells a variable that was kept from one that was made anew. */
const mark = "const mark = process.hrtime.bigint();";
/** Processes that work in this folder, kernels among them. */
const processesIn = (root: string): number =>
  readdirSync("/proc").filter((name) => {
    try {
      return readlinkSync(`/proc/${name}/cwd`).startsWith(root);
    } catch {
      return false; // it has ended since, or is no process
    }
  }).length;

test("the next word finds the variables where they were, and no cell runs again", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  const run = await talk(scene, [
    ts(`${mark} let n = 1; mark`),
    { text: "One." },
    ts("n += 1; mark"),
    { text: "Two." },
    ts("n"),
    { text: "Three." },
  ]);
  await run.say("one");
  const first = run.last();
  await run.say("two");
  expect(run.last()).toBe(first);
  await run.say("three");
  expect(run.last()).toBe("2");
});

test("a rewind leaves the kernel with the variables of its place, and names those that did not come back", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  const run = await talk(scene, [
    ts("let n = 1; const all = new Map([['n', () => n]]); n"),
    ts("n += 1; await files.write('a.txt', `now ${n}`); n"),
    ts("n += 1; process.hrtime.bigint()"),
    { text: "So far." },
    ts("`${n} ${all.get('n')?.()}`"),
    { text: "Again." },
  ]);
  await run.say("one");
  const asItStands = await run.rewind("c3");
  expect(asItStands).toMatchObject({ variables: ["c1", "c2", "c3"], lost: ["c3"] });
  const back = await run.rewind("c1");
  expect(back).toMatchObject({ to: "c1", variables: ["c1"], lost: [] });
  expect(scene.read("a.txt")).toBe("a\n");
  const ran = run.facts.length;
  await run.say("and now?");
  // The model goes on from the first cell: what the script has for it is the second cell once more.
  expect(run.facts.slice(ran).some((fact) => fact.type === "cell.ran")).toBe(true);
  expect(scene.read("a.txt")).toBe("now 2");
});

test("a new secret file, another session and a close end what was kept, and nothing of it is left", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  const run = await talk(scene, [
    ts("let n = 1; n"),
    { text: "One." },
    {
      cells: [
        { language: "sh", code: "cat .env 2>&1; true" },
        { language: "ts", code: "n" },
      ],
    },
    { text: "Two." },
  ]);
  await run.say("one");
  expect(processesIn(scene.root)).toBeGreaterThan(0);
  scene.write(".env", "KEY=sesame\n");
  await run.say("two");
  expect(run.last()).toBe("1");
  expect(JSON.stringify(run.facts)).not.toContain("sesame");
  const other = await talk(makeScene({ "b.txt": "b\n" }), [ts("typeof n"), { text: "Other." }]);
  await other.say("one");
  await Promise.all([run.reserve.close(), other.reserve.close()]);
  while (processesIn(scene.root) > 0) await new Promise((wake) => setTimeout(wake, 20));
  const left = readdirSync(path.join(scene.state, "scratch")).flatMap((name) =>
    readdirSync(path.join(scene.state, "scratch", name)),
  );
  expect(left.filter((name) => name !== "kept")).toEqual([]);
});
