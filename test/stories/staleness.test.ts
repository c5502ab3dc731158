/** What a session has read is known by its version, and who builds on an older one is told before anything counts. */
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Fact } from "../../src/index.ts";
import { ending, makeScene } from "./scene.ts";

test("a cell that builds on a file which someone else has changed since is told, once, before its change counts", async () => {
  const scene = makeScene({ "a.txt": "a\n", "b.txt": "b\n", person: "" });
  const script = scene.script([
    {
      cells: [
        { language: "ts", code: 'const t = await files.read("a.txt"); await files.write("first.txt", t);' },
        { language: "sh", code: "cat b.txt" },
      ],
    },
    // It waits until the person has been here. (A file that was looked for and not there stays so to a stage that stands.)
    { cells: [{ language: "sh", code: "until [ -s person ]; do sleep 0.02; done" }] },
    {
      cells: [
        { language: "ts", code: 'await files.write("derived.txt", t.toUpperCase());' },
        { language: "sh", code: "cat a.txt b.txt" },
        { language: "ts", code: 'await files.write("anew.txt", await files.read("a.txt"));' },
      ],
    },
    { text: "that was it" },
  ]);
  const child = scene.start("run", "x", "--model", script, "--output-format", "stream-json");
  const over = ending(child);
  let person = false;
  child.stdout?.on("data", (data) => {
    // The wait has begun: what came before it is read.
    if (person || !String(data).includes('"c3"')) return;
    person = true;
    scene.write("a.txt", "a person's\n");
    scene.write("b.txt", "a person's too\n");
    scene.write("person", "here\n");
  });
  const { stdout } = await over;
  const shown = await scene.tackle("show", sessionIn(stdout), "--output-format", "json");
  const facts: readonly Fact[] = JSON.parse(shown.stdout);
  const refusals = facts.filter((fact) => fact.type === "effect.refused");
  expect(refusals.map(({ cell }) => cell)).toEqual(["c4"]);
  expect(refusals[0]?.reason).toContain(
    "a.txt was changed by someone else since it was read; b.txt was changed",
  );
  expect(existsSync(path.join(scene.root, "derived.txt"))).toBe(false);
  expect(scene.read("anew.txt")).toBe("a person's\n");
  const read = facts.flatMap((fact) => ("read" in fact ? (fact.read ?? []) : []).map((each) => each.path));
  expect(read.filter((name) => name !== "person")).toEqual(["a.txt", "b.txt", "a.txt", "b.txt", "a.txt"]);
});

const sessionIn = (stdout: string): string => /"session_id":"(s-[^"]+)"/.exec(stdout)?.[1] ?? "";
