/** Chat, files and variables go back together, and a fork shares the past and nothing else. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
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

test("--fork-session goes on in a session and a tree of its own, and --live from a cell on; a replay asks no model", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  const model = scene.script(script);
  const { result } = await scene.run("x", "--model", model);
  const id = String(result["session_id"]);
  const before = scene.read("a.txt");
  const more = scene.script([
    ...script,
    { cells: [{ language: "sh", code: "echo forked > forked.txt" }] },
    { text: "that was it" },
  ]);
  const forked = await scene.run("and more", "--resume", id, "--fork-session", "--model", more);
  expect(forked.stderr).toContain(`goes on from ${id}`);
  expect(forked.result["session_id"]).not.toBe(id);
  const sessions: readonly { session_id: string; cwd: string }[] = JSON.parse(
    (await scene.tackle("sessions", "--output-format", "json")).stdout,
  );
  const fork = sessions.find(({ session_id: each }) => each === forked.result["session_id"]);
  expect(readFileSync(path.join(fork?.cwd ?? "", "forked.txt"), "utf8")).toBe("forked\n");
  expect(existsSync(path.join(scene.root, "forked.txt"))).toBe(false);
  expect(scene.read("a.txt")).toBe(before);

  const live = await scene.tackle("replay", id, "--live", "c3", "--output-format", "json");
  const { kept }: { kept: { session: string; root: string } } = JSON.parse(live.stdout);
  expect(kept.root.startsWith(`${scene.root}-`)).toBe(true);
  expect(readFileSync(path.join(kept.root, "a.txt"), "utf8")).toBe(before);
  const compared = await scene.tackle("compare", id, kept.session);
  expect(compared.stdout).toContain("the same files: a.txt");

  // Without its script the model cannot be asked: a replay, also of a further word, does not.
  rmSync(path.join(scene.base, "script.json"));
  const replayed = await scene.tackle("replay", String(forked.result["session_id"]));
  expect(replayed.stdout + replayed.stderr).toContain("steps came as they were recorded");
  expect((await scene.tackle("-p", "x", "--fork-session")).stderr).toContain("needs a session");
});

test("what is told of sessions is a view of their facts: with all that is kept beside them gone it is the same, byte for byte", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  const { result } = await scene.run("x", "--model", scene.script(script));
  const id = String(result["session_id"]);
  await scene.tackle("rewind", id, "--to", "c3");
  const told = async (): Promise<readonly string[]> => {
    const views: readonly (readonly string[])[] = [
      ["sessions"],
      ["sessions", "--output-format", "json"],
      ["sessions", "--search", "one"],
      ["show", id],
      ["show", id, "--output-format", "json"],
      ["show", id, "--cell", "index"],
      ["diff", id],
      ...["atif", "jsonl", "markdown", "html", "openai"].map((form) => ["export", id, "--format", form]),
    ];
    const all: string[] = [];
    for (const words of views) all.push((await scene.tackle(...words)).stdout);
    return all;
  };
  const first = await told();
  expect(first.every((text) => text !== "")).toBe(true);
  for (const name of readdirSync(scene.state))
    if (name !== "sessions") rmSync(path.join(scene.state, name), { recursive: true });
  expect(await told()).toEqual(first);
});
