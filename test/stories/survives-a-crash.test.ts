/** A session that is killed anywhere goes on where it was, and nothing is done twice. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ending, makeScene, sumProject, type Ended, type Line, type Scene } from "./scene.ts";

/** Every kind of effect, with pauses in which to be killed; each leaves a trace that would show a second time. */
const script: readonly Line[] = [
  {
    cells: [
      {
        language: "ts",
        code: "let count = 1; const read = () => count; const kept = new Map([['read', read]]);",
      },
      { language: "sh", code: "echo one >> log.txt; sleep 0.2" },
    ],
  },
  {
    cells: [
      {
        language: "ts",
        code: [
          'await files.write("note.txt", "noted " + count);',
          "count += 1;",
          "await new Promise((resolve) => setTimeout(resolve, 300));",
          'await shell.run("echo two >> log.txt");',
          'await files.edit("sum.js", "a - b", "a + b");',
        ].join("\n"),
      },
      { language: "py", code: "import time\nopen('log.txt', 'a').write('three\\n')\ntime.sleep(0.2)" },
    ],
  },
  {
    cells: [
      { language: "ts", code: "`${count} ${kept.get('read')?.()}`" },
      { language: "ts", code: 'await done("sum adds")' },
    ],
  },
];

/** The one session that the scene has; empty when it was killed before there was any. */
function session(scene: Scene): string {
  const folder = path.join(scene.state, "sessions");
  if (!existsSync(folder)) return "";
  const file = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((name) =>
    name.endsWith(".db"),
  );
  return path.basename(file ?? "", ".db");
}

// Moments from start to end of a run that takes two to three seconds; where exactly it hits does not matter, that it hits differently does.
test.each([500, 800, 1000, 1200, 1400, 1700, 2000])(
  "killed after %i ms and resumed, it ends as if it had not been",
  async (moment) => {
    const scene = makeScene(sumProject);
    const child = scene.start("run", "fix it", "--model", scene.script(script));
    const over = ending(child);
    await new Promise((resolve) => setTimeout(resolve, moment));
    child.kill("SIGKILL");
    await over;
    const id = session(scene);
    const run = (): Promise<Ended> =>
      scene.tackle("run", "fix it", "--model", scene.script(script), "--output-format", "json");
    const resumed = id === "" ? await run() : await scene.tackle("resume", id, "--output-format", "json");
    // A session that was killed before its first fact is told so, and begins anew.
    const unborn = resumed.stderr.includes("ended before it began");
    if (unborn) rmSync(path.join(scene.state, "sessions"), { recursive: true });
    const { exit, stdout, stderr } = unborn ? await run() : resumed;
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({ stop_reason: "verified", num_turns: 3 });
    expect(exit).toBe(0);
    expect(scene.read("log.txt")).toBe("one\ntwo\nthree\n");
    expect(scene.read("note.txt")).toBe("noted 1");
    expect(scene.read("sum.js")).toContain("a + b");
    const shown = await scene.tackle("show", session(scene), "--output-format", "json");
    expect(shown.stdout).toContain('"value":"\\"2 2\\""');
  },
);

test("a session that has ended prints its result again and exits with its code", async () => {
  const scene = makeScene(sumProject);
  const { exit, result } = await scene.run(
    "x",
    "--model",
    scene.script([{ cells: [{ language: "ts", code: 'await giveUp("no")' }] }]),
  );
  const again = await scene.tackle("resume", String(result["session_id"]), "--output-format", "json");
  expect(JSON.parse(again.stdout)).toMatchObject({
    session_id: result["session_id"],
    stop_reason: "gave_up",
  });
  expect(again.exit).toBe(exit);
});

test("Ctrl-C ends with 130 and the session can be resumed", async () => {
  const scene = makeScene(sumProject);
  const slow: readonly Line[] = [
    { cells: [{ language: "sh", code: "until [ -e go ]; do sleep 0.05; done; echo once >> log.txt" }] },
    { text: "that was it" },
  ];
  const child = scene.start("run", "wait", "--model", scene.script(slow));
  const over = ending(child);
  const running = new Promise<void>((resolve) =>
    child.stdout?.on("data", (data) => String(data).includes("until") && resolve()),
  );
  await running;
  child.kill("SIGINT");
  const { exit } = await over;
  expect(exit).toBe(130);
  scene.write("go", "");
  const again = await scene.tackle("resume", session(scene));
  expect(again.stdout).toContain("log.txt");
  expect(scene.read("log.txt")).toBe("once\n");
});

test("a check that Ctrl-C cut off does not count as one that failed: it is run again, and green before proves nothing", async () => {
  // Until it is let go on, longer than any test waits here.
  const slow = [
    'import test from "node:test";',
    'import { existsSync } from "node:fs";',
    'test("waits", async () => { while (!existsSync("go")) await new Promise((wake) => setTimeout(wake, 50)); });',
    "",
  ].join("\n");
  const scene = makeScene({ ...sumProject, "sum.test.js": slow });
  const looks: readonly Line[] = [
    { cells: [{ language: "ts", code: "await checks.run()" }] },
    {
      cells: [{ language: "ts", code: 'await files.edit("sum.js", "a - b", "a + b"); await done("mended")' }],
    },
  ];
  const child = scene.start("run", "fix it", "--model", scene.script(looks));
  const over = ending(child);
  const checking = new Promise<void>((resolve) =>
    child.stdout?.on("data", (data) => String(data).includes("check: ") && resolve()),
  );
  await checking;
  child.kill("SIGINT");
  expect((await over).exit).toBe(130);
  scene.write("go", "");
  const { stdout } = await scene.tackle("resume", session(scene), "--output-format", "json");
  const { stop_reason, evidence } = JSON.parse(stdout);
  expect(evidence).toMatchObject({ before: { passed: 1, failed: 0 }, after: { passed: 1, failed: 0 } });
  expect(stop_reason).not.toBe("verified");
});
