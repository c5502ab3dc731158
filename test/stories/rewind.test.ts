/** Chat, files and variables go back together, and a fork shares the past and nothing else. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { makeScene, type Line } from "./scene.ts";

const script: readonly Line[] = [
  {
    cells: [
      {
        language: "ts",
        code: "let n = 1; const kept = new Map([['n', () => n]]); const r = Math.random(); r",
      },
      { language: "sh", code: "echo one >> a.txt; mkdir d; echo x > d/x" },
    ],
  },
  {
    cells: [
      { language: "ts", code: "n += 1; await files.write('a.txt', 'two ' + n)" },
      { language: "sh", code: "rm -r d; ln -s a.txt link" },
    ],
  },
  { cells: [{ language: "ts", code: "`${n} ${kept.get('n')?.()} ${r}`" }] },
];

test("a session is rewound and that is taken back; it is forked, replayed, verified", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  const { result } = await scene.run("x", "--model", scene.script(script));
  const id = String(result["session_id"]);

  expect(await scene.tackle("rewind", id, "--to", "c2")).toMatchObject({ exit: 0, stderr: "" });
  expect([scene.read("a.txt"), scene.read("d/x")]).toEqual(["a\none\n", "x\n"]);
  expect(existsSync(path.join(scene.root, "link"))).toBe(false);
  expect(await scene.tackle("rewind", id, "--undo")).toMatchObject({ exit: 0, stderr: "" });
  expect(scene.read("a.txt")).toBe("two 2");
  expect(existsSync(path.join(scene.root, "d"))).toBe(false);

  const forked = await scene.tackle("fork", id, "--at", "c2", "--output-format", "json");
  const { root, session }: { root: string; session: string } = JSON.parse(forked.stdout);
  expect(readFileSync(path.join(root, "a.txt"), "utf8")).toBe("a\none\n");
  expect(scene.read("a.txt")).toBe("two 2");
  expect((await scene.tackle("verify", session)).exit).toBe(0);

  const replayed = await scene.tackle("replay", id);
  expect(replayed.stdout).toContain("steps came as they were recorded");
  expect((await scene.tackle("verify", id, "--head", String(result["journal_head"]))).exit).toBe(0);
  expect((await scene.tackle("verify", id, "--head", "0".repeat(64))).exit).toBe(1);
});

test("what someone else has changed since is left as it is and named", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  const { result } = await scene.run("x", "--model", scene.script(script));
  scene.write("a.txt", "a person's\n");
  const rewound = await scene.tackle("rewind", String(result["session_id"]), "--to", "start");
  expect(rewound).toMatchObject({ exit: 3 });
  expect(rewound.stdout).toContain("a.txt: someone else has changed it since");
  expect(scene.read("a.txt")).toBe("a person's\n");
});
