/** Python cells call the session's functions: gated and on record as of any cell, and in step with what they write themselves. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import type { Fact } from "../../../src/core/fact.ts";
import { makeAmends } from "../../../src/interface/environment/amends.ts";
import { createTool, type Tool } from "../../../src/interface/api/tool.ts";
import { createFiles } from "../../../src/interface/environment/files.ts";
import type { SandboxName } from "../../../src/interface/environment/sandbox.ts";
import { openWorkspace } from "../../../src/interface/environment/workspace.ts";
import type { World } from "../../../src/interface/environment/world.ts";
import { missing } from "../environment/sandbox/backends.ts";
import { openGround } from "../programs/ground.ts";

function toolsOf(ground: {
  readonly root: string;
  readonly scratch: string;
  readonly world: World;
}): readonly Tool[] {
  const files = createFiles({ ...ground, workspace: openWorkspace(ground.root) });
  return [
    createTool({
      name: "files.read",
      words: "Reads a file.",
      parameters: { path: z.string() },
      returns: z.string(),
      effect: "read",
      idempotent: true,
      run: async ({ path: name }) => files.read(name),
    }),
    createTool({
      name: "files.write",
      words: "Writes a file.",
      parameters: { path: z.string(), text: z.string() },
      returns: z.void(),
      effect: "write",
      idempotent: true,
      staged: true,
      run: ({ path: name, text }, context) => files.write(name, text, context),
    }),
    createTool({
      name: "echo",
      words: "Gives back what it was given.",
      parameters: { from: z.any(), depth: z.optional(z.number()) },
      returns: z.any(),
      effect: "none",
      idempotent: true,
      run: async (input) => input,
    }),
    createTool({
      name: "slow",
      words: "Waits.",
      parameters: { n: z.number() },
      returns: z.number(),
      effect: "read",
      idempotent: true,
      run: async ({ n }) => {
        await new Promise((resolve) => setTimeout(resolve, n));
        return n;
      },
    }),
  ];
}

const allow = () => ({ type: "allow" }) as const;
const seen = (facts: readonly Fact[]): readonly string[] =>
  facts.flatMap((fact) => {
    if (fact.type === "call.made" || fact.type === "call.returned") return [`${fact.type} ${fact.call}`];
    if (fact.type === "change.intended")
      return [`${fact.call ?? fact.cell}: ${fact.changes.map((each) => each.path).join()}`];
    return [];
  });

const backends: readonly SandboxName[] = ["perl", "bubblewrap", "none"];
for (const name of backends) {
  test.skipIf((await missing(name)) !== "")(
    `a call sees what its cell has written, and the cell what the call has (${name})`,
    async () => {
      const { py, root, journal, intents } = await openGround(name, allow, toolsOf);
      const code = `import os
os.makedirs("sub"); os.chdir("sub")
open("own", "w").write("1")
read = await files.read("sub/own")
await files.write("sub/made", "by the call")
again = open("made").read()
open("own", "a").write("2")
await files.write(text=await files.read("sub/own") + "3", path="sub/own")
open("last", "w").write(open("own").read() + "4")
[read, again, open("own").read()]`;
      expect(await py(code)).toMatchObject({
        status: "ok",
        value: '["1", "by the call", "123"]',
        declared: ["os", "read", "again"],
        changed: ["sub", "sub/own", "sub/made", "sub/last"],
      });
      expect(readFileSync(path.join(root, "sub/last"), "utf8")).toBe("1234");
      expect(intents.filter(({ type }) => type === "call")).toHaveLength(4);
      expect((await py('os.getcwd().endswith("/sub") and open("own").read()')).value).toBe('"123"');
      // Without confinement what a call has changed cannot be told from what its cell has: it is on record as both.
      if (name === "none") return;
      expect(seen(journal.facts.filter((fact) => !("cell" in fact) || fact.cell === "c1"))).toEqual([
        "c1: sub,sub/own",
        "call.made c1.1",
        "call.returned c1.1",
        "call.made c1.2",
        "c1.2: sub/made",
        "call.returned c1.2",
        "c1: sub/own",
        "call.made c1.3",
        "call.returned c1.3",
        "call.made c1.4",
        "c1.4: sub/own",
        "call.returned c1.4",
        "c1: sub/last",
      ]);
    },
  );
}

test("calls run side by side, and one that nobody awaits still belongs to its cell", async () => {
  const { py, journal } = await openGround("perl", allow, toolsOf);
  const code =
    "import asyncio\ntask = asyncio.ensure_future(slow(30))\nawait asyncio.gather(*[slow(20) for _ in range(50)], files.write('a', 'b'))";
  const outcome = await py(code);
  expect(outcome.value).toBe(`[${"20, ".repeat(50)}null]`);
  expect(journal.facts.filter(({ type }) => type === "call.returned")).toHaveLength(52);
  expect((await py("task.result()")).value).toBe("30");
  expect((await py("asyncio.run(slow(1))")).value).toBe("1");
});

test("arguments are data, by place or by name, and what goes wrong comes in the cell's own lines", async () => {
  const { py } = await openGround("perl", allow, toolsOf);
  const given = "import pathlib\nawait echo({'a': (1, None, 2.5, 'é\\ud800'[:1])}, depth=2)";
  expect((await py(given)).value).toBe('{"from": {"a": [1, null, 2.5, "é"]}, "depth": 2}');
  expect((await py("await echo(from_=pathlib.Path('x'))")).value).toBe('{"from": "x"}');
  const errors: readonly (readonly [string, string])[] = [
    ["await echo(1, 2, 3)", "TypeError: echo(from, depth) takes 2 arguments, and was given 3"],
    ["await echo(form=1)", "TypeError: echo(from, depth) has no parameter form"],
    ["await echo({1, 2})", "TypeError: set is no JSON data"],
    ["await echo(float('nan'))", "ValueError: Out of range float values are not JSON compliant"],
    ["await echo(1, depth='x')", "ToolError: echo(from, depth?): depth: Invalid input"],
    ["await files.read('gone')", "ToolError: there is no file gone"],
    ["await files.reed('gone')", "AttributeError: files has no function reed; it has: read, write"],
    ["files.read = None", "AttributeError: files.read"],
  ];
  for (const [code, message] of errors.slice(0, 7)) {
    const { error } = await py(`x = 1\n${code}`);
    expect(error).toMatchObject({ line: 2 });
    expect(`${error?.name}: ${error?.message}`.slice(0, message.length)).toBe(message);
    expect(error?.stack).not.toContain("tackle");
  }
  expect((await py("files.read = None")).error?.message).toContain("is the harness's own");
  expect((await py("try: await files.read('gone')\nexcept ToolError as e: print(e)")).output).toBe(
    "there is no file gone\n",
  );
  expect((await py("files = 1\ndel files\nawait files.read('gone')")).error?.name).toBe("ToolError");
});

test("a call that the gate refuses is not done, and a write that it refuses is not there for the call", async () => {
  const { py, root, journal } = await openGround(
    "perl",
    (intent) => {
      if (intent.type === "call" && intent.tool === "files.write")
        return { type: "deny", reason: "no tools" };
      const secret = intent.type === "change" && intent.changes.some((change) => change.path === "secret");
      return secret ? { type: "deny", reason: "no secrets" } : { type: "allow" };
    },
    toolsOf,
  );
  expect((await py("await files.write('a', 'b')")).error).toMatchObject({
    name: "ToolError",
    message: "files.write was refused: no tools",
  });
  const outcome = await py("open('secret', 'w')\nopen('b', 'w')\nawait files.read('b')");
  expect(outcome).toMatchObject({ status: "error", error: { name: "Refused" } });
  expect(outcome.error?.message).toContain("no secrets");
  expect(journal.facts.filter(({ type }) => type === "call.made")).toEqual([]);
  expect((await py("import os; os.listdir()")).value).toBe("[]");
  expect(existsSync(path.join(root, "b"))).toBe(false);
});

test("a file that is open for writing is not taken from under its cell", async () => {
  const { py, root } = await openGround("perl", allow, toolsOf);
  writeFileSync(path.join(root, "in"), "text");
  const code = `with open("out", "w") as out:
    for _ in range(3): out.write(await files.read("in"))
await files.read("out")`;
  expect((await py(code)).value).toBe('"texttexttext"');
});

test("a program that runs beside a call goes on", async () => {
  const { py } = await openGround("perl", allow, toolsOf);
  const code = `import asyncio
run = await asyncio.create_subprocess_shell("sleep 0.3; echo done > made")
open("mine", "w").write("x")
await asyncio.gather(run.wait(), slow(10), files.write("other", "y"))`;
  expect(await py(code)).toMatchObject({ status: "ok", value: "[0, 10, null]" });
  expect((await py("import os; sorted(os.listdir())")).value).toBe('["made", "mine", "other"]');
});

test("a cell that came to no end is done again on the files of before, with its calls", async () => {
  const ground = await openGround("perl", allow, toolsOf);
  const { journal, root, scratch } = ground;
  writeFileSync(path.join(root, "a"), "old");
  const code = `open("a", "w").write("own")
await files.write("a", await files.read("a") + " call")
open("b", "w").write(open("a").read())
if wait: await slow(60_000)`;
  const usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };
  const cells = [
    { id: "c1", language: "py", code: "wait = True" },
    { id: "c2", language: "py", code },
  ] as const;
  journal.append({
    type: "model.replied",
    turn: 1,
    text: "",
    cells,
    usage,
    finish: "stop",
    milliseconds: 0,
  });
  await ground.py("wait = True");
  // As the harness's end leaves it: nothing says how the cell came out.
  const end = new AbortController();
  const cut = ground.cell("py", code, 20_000, end.signal);
  await expect
    .poll(() => journal.facts.some((fact) => fact.type === "call.made" && fact.tool === "slow"))
    .toBe(true);
  end.abort();
  expect((await cut).status).toBe("interrupted");
  expect(readFileSync(path.join(root, "a"), "utf8")).toBe("own call");
  expect(makeAmends(journal, { root, keep: path.join(scratch, "kept") })).toEqual([]);
  expect(readFileSync(path.join(root, "a"), "utf8")).toBe("old");
  // Nothing but the call that waited is answered otherwise: it may be made again.
  const again = ground.resumed();
  const done = await again.cell("py", code.replace("60_000", "60_000 if 0 else 1"), 20_000);
  expect(done.error?.message).toContain("was slow with other arguments when it ran before");
  expect([readFileSync(path.join(root, "a"), "utf8"), readFileSync(path.join(root, "b"), "utf8")]).toEqual([
    "own call",
    "own call",
  ]);
});
