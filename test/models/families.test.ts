/** The tools that families were trained on: every call becomes a cell, every cell a call. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellTools } from "../../src/models/dialect/cell-tools.ts";
import { claudeTools } from "../../src/models/dialect/claude-tools.ts";
import type { Dialect } from "../../src/models/dialect/dialect.ts";
import { geminiTools } from "../../src/models/dialect/gemini-tools.ts";
import { gptTools } from "../../src/models/dialect/gpt-tools.ts";
import { patchOf, readPatch } from "../../src/models/dialect/patch.ts";

const decode = (
  dialect: Dialect,
  tool: string,
  input: object,
): { readonly language: string; readonly code: string } => {
  const [cell] = dialect.decode({
    text: "",
    calls: [{ tool, input: JSON.stringify(input) }],
    cut: false,
  }).cells;
  if (cell === undefined) throw new TypeError("every call is a cell");
  return cell;
};
const codeOf = (dialect: Dialect, tool: string, input: object): string => decode(dialect, tool, input).code;
const editor = "str_replace_based_edit_tool";

type Act = readonly [Dialect, string, object];

const acts: readonly (readonly [string, readonly Act[]])[] = [
  [
    "a command",
    [
      [claudeTools, "bash", { command: "ls" }],
      [gptTools, "shell", { command: "ls" }],
      [geminiTools, "run_shell_command", { command: "ls" }],
    ],
  ],
  [
    "a whole file read",
    [
      [claudeTools, editor, { command: "view", path: "a" }],
      [geminiTools, "read_file", { file_path: "a" }],
    ],
  ],
  [
    "some lines read",
    [
      [claudeTools, editor, { command: "view", path: "a", view_range: [3, 4] }],
      [geminiTools, "read_file", { file_path: "a", offset: 2, limit: 2 }],
    ],
  ],
  [
    "an edit",
    [
      [claudeTools, editor, { command: "str_replace", path: "a", old_str: "x\ny", new_str: "x\nz" }],
      [
        gptTools,
        "apply_patch",
        { input: "*** Begin Patch\n*** Update File: a\n@@\n x\n-y\n+z\n*** End Patch" },
      ],
      [geminiTools, "replace", { file_path: "a", old_string: "x\ny", new_string: "x\nz" }],
    ],
  ],
  [
    "a new file",
    [
      [claudeTools, editor, { command: "create", path: "a", file_text: "x\n" }],
      [gptTools, "apply_patch", { input: "*** Begin Patch\n*** Add File: a\n+x\n*** End Patch" }],
      [geminiTools, "write_file", { file_path: "a", content: "x\n" }],
      [geminiTools, "replace", { file_path: "a", old_string: "", new_string: "x\n" }],
    ],
  ],
];

describe("the same act is the same cell in every family's words", () => {
  test.each(acts)("%s", (_, same) => {
    const cells = same.map(([dialect, tool, input]) => decode(dialect, tool, input));
    expect(cells[0]?.code).not.toContain("throw ");
    for (const cell of cells) expect(cell).toEqual(cells[0]);
  });
});

test.each([
  [
    claudeTools,
    editor,
    { command: "insert", path: "a", insert_line: 1, insert_text: "x\n" },
    'toSpliced(1, 0, "x")',
  ],
  [claudeTools, editor, { command: "view", path: "src/" }, 'files.list("src/")'],
  [gptTools, "shell", { command: ["bash", "-lc", "ls | wc"] }, "ls | wc"],
  [gptTools, "shell", { command: ["git", "log", "--format=%h %s"] }, "git log '--format=%h %s'"],
  [
    gptTools,
    "apply_patch",
    { input: "*** Begin Patch\n*** Delete File: it's.ts\n*** End Patch" },
    "rm -- 'it'\\\\''s.ts'",
  ],
  [
    gptTools,
    "apply_patch",
    { input: "*** Begin Patch\n*** Update File: a\n*** Move to: b\n*** End Patch" },
    "mv -- a b",
  ],
  [geminiTools, "python", { code: "print(1)" }, "print(1)"],
] as const)("%# is a cell too", (dialect, tool, input, words) => {
  expect(codeOf(dialect, tool, input)).toContain(words);
});

test.each([
  [claudeTools, editor, { command: "undo_edit", path: "a" }, "must have the command"],
  [claudeTools, editor, { command: "str_replace", path: "a" }, "must be the JSON object"],
  [claudeTools, "edit_file", {}, "call bash, str_replace_based_edit_tool or typescript"],
  [gptTools, "apply_patch", { input: "--- a\n+++ b" }, "must begin with *** Begin Patch"],
  [
    gptTools,
    "apply_patch",
    { input: "*** Begin Patch\n*** Update File: a\n@@\n+x\n*** End Patch" },
    "around what is added",
  ],
  [
    gptTools,
    "apply_patch",
    { input: "*** Begin Patch\n*** Update File: a\n@@\nx\n*** End Patch" },
    "a space, - or +",
  ],
  [gptTools, "apply_patch", { input: "*** Begin Patch\n*** End Patch" }, "must change a file"],
  [geminiTools, "write_file", { file_path: "a" }, "must be the JSON object"],
] as const)("%# makes no sense, and its cell says why", (dialect, tool, input, words) => {
  expect(codeOf(dialect, tool, input)).toMatch(/^throw new TypeError\("/);
  expect(codeOf(dialect, tool, input)).toContain(words);
});

describe.each([cellTools, claudeTools, gptTools, geminiTools])("$name", (dialect) => {
  const text = fc.string({ unit: "grapheme" });
  const path = fc.stringMatching(/^[a-z][a-z/]{0,8}\.ts$/);

  test("understands again every cell that it sends, whichever model wrote it", () => {
    const one = fc.oneof(
      fc.record({ language: fc.constantFrom("ts", "sh"), code: text }),
      fc.tuple(path, text).map(([file, whole]) => ({
        language: "ts" as const,
        code: codeOf(claudeTools, editor, { command: "create", path: file, file_text: whole }),
      })),
      fc
        .tuple(
          path,
          text.filter((old) => old !== ""),
          text,
        )
        .map(([file, old, fresh]) => ({
          language: "ts" as const,
          code: codeOf(claudeTools, editor, {
            command: "str_replace",
            path: file,
            old_str: old,
            new_str: fresh,
          }),
        })),
      path.map((file) => ({
        language: "ts" as const,
        code: codeOf(claudeTools, editor, { command: "view", path: file }),
      })),
    );
    fc.assert(
      fc.property(one, (given) => {
        const said = dialect.word?.(given);
        if (said === undefined) throw new TypeError("every cell has a call");
        const again = decode(dialect, said.tool, said.input);
        // GPT reads a file by cat, and its new files end with a line's end.
        const same = again.language === given.language && again.code === given.code;
        expect(same || (dialect === gptTools && !again.code.startsWith("throw "))).toBe(true);
      }),
    );
  });

  test("is small", () => {
    const { tools: offer } = dialect.encode({ system: "", messages: [] });
    expect(JSON.stringify(offer).length).toBeLessThan(2_000);
  });
});

describe("a patch", () => {
  const line = fc.string({ unit: fc.constantFrom("a", "b", " ", "-", "+") });
  const lines = fc.array(line, { minLength: 1, maxLength: 5 }).map((each) => each.join("\n"));

  test("is read as the edit that it was made of", () => {
    fc.assert(
      fc.property(lines, lines, (old, text) => {
        const edit = { type: "edit", path: "a.ts", old, text } as const;
        expect(readPatch(patchOf([edit]))).toEqual([edit]);
      }),
    );
  });

  test("may have several files and hunks, and takes a line's end with a line that goes", () => {
    const patch = [
      "*** Begin Patch",
      "*** Update File: a",
      "@@ function f",
      "-x",
      "@@",
      " y",
      "+z",
      "*** End of File",
      "*** Delete File: b",
      "*** End Patch",
    ].join("\n");
    expect(readPatch(patch)).toEqual([
      { type: "edit", path: "a", old: "x\n", text: "" },
      { type: "edit", path: "a", old: "y", text: "y\nz" },
      { type: "delete", path: "b", text: "" },
    ]);
  });
});
