/** A model that is given the tools of its family edits a project through the whole harness. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { formats, openWire, type Step } from "../models/ask.ts";
import { surroundings, tackle } from "../surfaces/command.ts";

const call = (name: string, input: object): Step => ({
  type: "reply",
  calls: [{ name, arguments: JSON.stringify(input) }],
});

const editor = "str_replace_based_edit_tool";
const patch = [
  "*** Begin Patch",
  "*** Update File: a.txt",
  "@@",
  " one",
  "-two",
  "+deux",
  "*** Add File: b.txt",
  "+new",
  "*** End Patch",
].join("\n");

/** What each family does: it reads, edits, makes a file, and looks by its shell. */
const families = [
  {
    model: "anthropic/claude-x#json",
    variable: "ANTHROPIC_BASE_URL",
    steps: [
      call(editor, { command: "view", path: "a.txt", view_range: [2, 3] }),
      call(editor, { command: "str_replace", path: "a.txt", old_str: "two\n", new_str: "deux\n" }),
      call(editor, { command: "create", path: "b.txt", file_text: "new\n" }),
      call("bash", { command: "cat a.txt b.txt" }),
    ],
  },
  {
    model: "openai/gpt-x#json",
    variable: "OPENAI_BASE_URL",
    steps: [
      call("shell", { command: "sed -n 2,3p a.txt" }),
      call("apply_patch", { input: patch }),
      call("shell", { command: ["bash", "-lc", "cat a.txt b.txt"] }),
    ],
  },
  {
    model: "google/gemini-x#json",
    variable: "GOOGLE_GEMINI_BASE_URL",
    steps: [
      call("read_file", { file_path: "a.txt", offset: 1, limit: 2 }),
      call("replace", { file_path: "a.txt", old_string: "two", new_string: "deux" }),
      call("write_file", { file_path: "b.txt", content: "new\n" }),
      call("run_shell_command", { command: "cat a.txt b.txt" }),
    ],
  },
] as const;

test.each(families)("$model reads, edits, makes a file and looks", async ({ model, variable, steps }) => {
  const root = mkdtempSync(path.join(tmpdir(), "tackle-family-"));
  writeFileSync(path.join(root, "a.txt"), "one\ntwo\nthree\n");
  execFileSync("git", ["init", "-q", root]);
  const name = {
    ANTHROPIC_BASE_URL: "anthropic",
    OPENAI_BASE_URL: "responses",
    GOOGLE_GEMINI_BASE_URL: "google",
  }[variable];
  const format = formats.find((each) => each.name === name);
  if (format === undefined) throw new TypeError(`there is no format ${name}`);
  const wire = await openWire(format, (_, index) => steps[index] ?? { type: "reply", text: "That is all." });
  const { stdout } = await tackle(["run", "translate", "--model", model, "--output-format", "json"], {
    cwd: root,
    env: surroundings({ [variable]: wire.base }),
  });
  expect(wire.problems).toEqual([]);
  expect(readFileSync(path.join(root, "a.txt"), "utf8")).toBe("one\ndeux\nthree\n");
  expect(readFileSync(path.join(root, "b.txt"), "utf8")).toBe("new\n");
  // What the first call read, and what the shell saw at the end, came back to the model.
  expect(JSON.stringify(wire.requests[1])).toContain(String.raw`two\nthree`);
  expect(JSON.stringify(wire.requests.at(-1))).toContain("deux");
  expect(stdout).toContain("That is all.");
  await wire.close();
});
