/** Rules, questions and their answers, in whole runs. */
import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ending, makeScene, sumProject, type Line, type Scene } from "./scene.ts";

const fix = 'await files.edit("sum.js", "a - b", "a + b"); await done("sum adds")';
const fixing: readonly Line[] = [{ cells: [{ language: "ts", code: fix }] }, { text: "I could not." }];

test("a denied command is refused, told to the model, and changes nothing", async () => {
  const scene = makeScene(sumProject);
  const model = scene.script([
    { cells: [{ language: "sh", code: "ls && bash -c 'r\"m\" sum.js'" }] },
    { cells: [{ language: "ts", code: 'await shell.run("timeout 5 rm sum.js")' }] },
    { cells: [{ language: "ts", code: fix }] },
  ]);
  const { exit, result } = await scene.run("fix it", "--model", model, "--disallowedTools", "Bash(rm *)");
  expect(result["permission_denials"]).toMatchObject([
    {
      tool_name: "Bash",
      tool_input: { command: "ls && bash -c 'r\"m\" sum.js'" },
      reason: expect.stringContaining("Bash(rm *)"),
    },
    { tool_name: "shell.run", tool_input: { command: "timeout 5 rm sum.js" } },
  ]);
  expect(exit).toBe(0);
  const shown = await scene.tackle("show", String(result["session_id"]), "--output-format", "json");
  expect(shown.stdout).toContain("the rule Bash(rm *) forbids `rm sum.js`");
});

test("a rule on files judges what a program did, not what it said", async () => {
  const scene = makeScene(sumProject);
  const code = "open('sum' + '.js', 'w').write('')";
  const model = scene.script([{ cells: [{ language: "py", code }] }, { text: "I could not." }]);
  const { result } = await scene.run("x", "--model", model, "--disallowedTools", "Edit(*.js)");
  expect(result["permission_denials"]).toMatchObject([
    { tool_name: "Edit", tool_input: { files: "sum.js" } },
  ]);
  expect(scene.read("sum.js")).toContain("a - b");
});

test("what would be asked is refused when nobody can answer, and the command says so with exit 4", async () => {
  const scene = makeScene({
    ...sumProject,
    ".tackle/settings.json": '{ "permissions": { "ask": ["Edit(sum.js)"] } }',
  });
  const { exit, result } = await scene.run("fix it", "--model", scene.script(fixing));
  expect(result).toMatchObject({
    stop_reason: "refused",
    stop_detail: expect.stringContaining("Edit(sum.js)"),
    is_error: true,
    permission_denials: [{ tool_name: "Edit" }],
  });
  expect(exit).toBe(4);
  expect(scene.read("sum.js")).toContain("a - b");
});

test("whoever reads the refusal is told the rule that allows it, and the rule does", async () => {
  const scene = makeScene(sumProject);
  const model = scene.script([{ cells: [{ language: "sh", code: "cp sum.js 'a b.js'" }] }, { text: "so" }]);
  const words = ["x", "--model", model, "--permission-mode", "manual"];
  const { result } = await scene.run(...words);
  const told = /--allowedTools ("(?:[^"\\]|\\.)*")/.exec(String(result["stop_detail"]))?.[1] ?? "";
  expect(JSON.parse(told)).toBe("Bash(cp sum.js 'a b.js')");
  const again = await scene.run(...words, "--allowedTools", JSON.parse(told));
  expect(again.result["permission_denials"]).toEqual([]);
});

test("a refusal that the model found a way around does not matter", async () => {
  const scene = makeScene(sumProject);
  const model = scene.script([{ cells: [{ language: "sh", code: "echo x > note.txt" }] }, ...fixing]);
  const settings = '{ "permissions": { "ask": ["Edit(note.txt)"] } }';
  scene.write(".tackle/settings.json", settings);
  const { exit, result } = await scene.run("fix it", "--model", model);
  expect(result).toMatchObject({ stop_reason: "verified", permission_denials: [{ tool_name: "Edit" }] });
  expect(exit).toBe(0);
});

test("a project cannot allow, and says so; the user's own file can be listed, added to and deleted from", async () => {
  const scene = makeScene({
    ...sumProject,
    ".tackle/settings.json": '{ "permissions": { "allow": ["Edit"] } }',
  });
  await scene.tackle("rules", "add", "deny", "Edit(sum.js)");
  const listed = await scene.tackle("rules");
  expect(listed.stdout).toContain("deny   Edit(sum.js)");
  expect(listed.stdout).toContain("1 allow rules of this project do not count");
  const { result, stderr } = await scene.run("fix it", "--model", scene.script(fixing));
  expect(stderr).toContain("not trusted");
  expect(result["permission_denials"]).toMatchObject([{ tool_name: "files.edit" }]);
  expect(scene.read("sum.js")).toContain("a - b");
  await scene.tackle("rules", "delete", "Edit(sum.js)");
  expect((await scene.tackle("rules")).stdout).not.toContain("sum.js");
  await scene.tackle("rules", "add", "ask", "Bash(git push *)");
  const edited = await scene.tackle("rules", "edit", "Bash(git push *)", "Bash(git push origin *)");
  expect(edited).toMatchObject({ exit: 0, stderr: "" });
  expect((await scene.tackle("rules")).stdout).toContain("ask    Bash(git push origin *)");
  expect((await scene.tackle("rules", "edit", "Bash(x)", "Bash(y)")).exit).toBe(2);
  await scene.tackle("trust");
  const trusted = (await scene.tackle("rules")).stdout;
  expect(trusted).toContain("allow  Edit  (this project)");
  expect(trusted).not.toContain("do not count");
  await scene.tackle("rules", "delete", "Bash(git push origin *)");
  expect((await scene.run("fix it", "--model", scene.script(fixing))).exit).toBe(0);
});

test("a plan runs programs and changes nothing", async () => {
  const scene = makeScene(sumProject);
  const model = scene.script([
    { cells: [{ language: "sh", code: "echo seen; echo x > sum.js" }] },
    { text: "The plan." },
  ]);
  const { exit, result } = await scene.run("x", "--model", model, "--permission-mode", "plan");
  expect(result).toMatchObject({ stop_reason: "answered", result: "The plan." });
  expect(exit).toBe(0);
  expect(scene.read("sum.js")).toContain("a - b");
});

const child = (scene: Scene, ...words: readonly string[]): ChildProcess =>
  spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", path.join(import.meta.dirname, "asking.ts"), ...words],
    {
      stdio: ["ignore", "pipe", "pipe"],
      cwd: scene.root,
    },
  );

const lines = (text: string): readonly unknown[] =>
  text
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));

test.each([
  ["once", "verified"],
  ["deny", "answered"],
])(
  "a question that was open when the process died is asked again; answered %s, it ends %s",
  async (answer, reason) => {
    const scene = makeScene(sumProject);
    const model = scene.script([
      ...fixing.slice(0, 1),
      { text: "That was it." },
      { text: "That was it." },
      { text: "That was it." },
    ]);
    const first = child(scene, "run", scene.root, scene.state, model, "never");
    const over = ending(first);
    await new Promise((resolve) => first.stdout?.once("data", resolve));
    first.kill("SIGKILL");
    const asked = lines((await over).stdout);
    expect(asked).toMatchObject([
      {
        approval: "a1",
        action: {
          tool: "Edit",
          files: ["changed sum.js"],
          diff: expect.stringContaining("+export const sum = (a, b) => a + b;"),
        },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        reason: "the rule Edit(sum.js) asks before changes to sum.js",
      },
    ]);
    expect(scene.read("sum.js")).toContain("a - b");
    const sessions = readdirSync(path.join(scene.state, "sessions"), { recursive: true, encoding: "utf8" });
    const id = path.basename(sessions.find((name) => name.endsWith(".db")) ?? "", ".db");
    const { stdout, stderr } = await ending(child(scene, "resume", scene.root, scene.state, id, answer));
    expect(stderr).toBe("");
    expect(lines(stdout)).toMatchObject([asked[0], { reason }]);
    expect(scene.read("sum.js")).toContain(answer === "once" ? "a + b" : "a - b");
  },
);

test("a person's no reaches the model in their words", async () => {
  const scene = makeScene(sumProject);
  const { stdout } = await ending(child(scene, "run", scene.root, scene.state, scene.script(fixing), "deny"));
  expect(lines(stdout).at(-1)).not.toMatchObject({ reason: "refused" });
  const { stdout: sessions } = await scene.tackle("sessions", "--output-format", "json");
  const [id = ""] = /s-[\w-]+/.exec(sessions) ?? [];
  const shown = await scene.tackle("show", id, "--output-format", "json");
  expect(shown.stdout).toContain("refused by the user: not that file");
});
