/** A model that works in Python: it reads, searches, edits, tests and claims by the session's functions, and writes files itself. */
import { expect, test } from "vitest";
import { makeScene, sumProject } from "./scene.ts";

test("a project is mended by Python cells that call functions, and the claim is proven", async () => {
  const scene = makeScene(sumProject);
  const model = scene.script([
    {
      cells: [
        {
          language: "py",
          code: `import asyncio
paths = [path for path in await files.list() if path.endswith(".js")]
texts = dict(zip(paths, await asyncio.gather(*[files.read(path) for path in paths])))
suspects = [path for path, text in texts.items() if "a - b" in text]
print((await api.describe("files.edit")).splitlines()[1].split("(")[0].strip())
suspects`,
        },
      ],
    },
    {
      cells: [
        {
          language: "py",
          code: `before = (await shell.run("node --test"))["exit"]
await files.edit(suspects[0], "a - b", "a + b")
fixed = open(suspects[0]).read()
with open("NOTES.md", "w") as notes: notes.write("sum adds now\\n")
after = (await shell.run("cat NOTES.md && node --test"))["exit"]
[before != 0, "a + b" in fixed, after]`,
        },
      ],
    },
    { cells: [{ language: "py", code: 'await done("sum adds its arguments")' }] },
  ]);
  const { exit, result } = await scene.run("Mend sum and leave a note", "--model", model);
  expect({ exit, stop: result["stop_reason"] }).toEqual({ exit: 0, stop: "verified" });
  expect(scene.read("sum.js")).toContain("a + b");
  expect(scene.read("NOTES.md")).toBe("sum adds now\n");
  const { stdout } = await scene.tackle("show", String(result["session_id"]), "--output-format", "json");
  const facts: readonly Record<string, unknown>[] = JSON.parse(stdout);
  const outcomes = facts.flatMap((fact) => (fact["type"] === "cell.ran" ? [fact["outcome"]] : []));
  expect(outcomes).toMatchObject([
    {
      status: "ok",
      value: '["sum.js"]',
      output: "async def edit\n",
      declared: ["asyncio", "paths", "texts", "suspects"],
    },
    { status: "ok", value: "[true, true, 0]", changed: ["sum.js", "NOTES.md"] },
    { status: "ok" },
  ]);
  const calls = facts.flatMap((fact) => (fact["type"] === "call.made" ? [fact["tool"]] : []));
  expect(calls.filter((tool) => tool === "files.edit" || tool === "done")).toEqual(["files.edit", "done"]);
  // All of it can be taken back, what the cell wrote itself as well.
  expect((await scene.tackle("undo")).exit).toBe(0);
  expect(scene.read("sum.js")).toBe(sumProject["sum.js"]);
});

test("a session that goes on in another process has the variables, and says which it has not", async () => {
  const scene = makeScene({ "a.txt": "one\n" });
  const model = scene.script([
    { cells: [{ language: "py", code: 'kept = open("a.txt").read()\nheld = open("a.txt")' }] },
    { text: "read" },
    { cells: [{ language: "py", code: "kept * 2" }] },
    { text: "done" },
  ]);
  const { result } = await scene.run("Read a.txt", "--model", model);
  const id = String(result["session_id"]);
  const { exit } = await scene.tackle(
    "run",
    "Again",
    "--resume",
    id,
    "--model",
    model,
    "--output-format",
    "json",
  );
  expect(exit).toBe(0);
  const shown = await scene.tackle("show", id, "--output-format", "json");
  const facts: readonly Record<string, unknown>[] = JSON.parse(shown.stdout);
  expect(facts.findLast((fact) => fact["type"] === "cell.ran")?.["outcome"]).toMatchObject({
    value: '"one\\none\\n"',
    notes: ["lost with the process that held them: held (TextIOWrapper)"],
  });
});
