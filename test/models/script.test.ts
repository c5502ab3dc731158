/** Scripts: what a file of replies may hold, and what is said of one that holds something else. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createScript, readScript } from "../../src/models/script.ts";
import { faultOf } from "./ask.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tackle-script-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function fileOf(text: string): Promise<string> {
  const file = path.join(folder, "script.json");
  await writeFile(file, text);
  return file;
}

test("both keys of a reply are optional", async () => {
  const file = await fileOf('[{}, {"text": "a"}, {"cells": [{"language": "py", "code": ""}]}]');
  expect((await readScript(file)).replies).toEqual([
    { text: "", cells: [] },
    { text: "a", cells: [] },
    { text: "", cells: [{ language: "py", code: "" }] },
  ]);
});

test("a script may say how many tokens it holds", async () => {
  const file = await fileOf('{"window": 4000, "replies": [{}]}');
  const { replies, ...limits } = await readScript(file);
  expect(limits).toEqual({ window: 4000 });
  expect(createScript("script:x", replies, limits)).toMatchObject({ window: 4000, output: 100_000 });
});

test.each([
  ["[", "it is not JSON"],
  ["{}", "it must be an array of replies"],
  ['{"window": 0, "replies": []}', "it has a window that is no whole number of tokens"],
  ['{"replies": {}}', "it has replies that are no array"],
  ['[{}, "hello"]', "reply 2 must be an object"],
  ['[{"text": 1}]', "reply 1 has a text that is no string"],
  ['[{"cells": {}}]', "reply 1 has cells that are no array"],
  ['[{"cell": []}]', 'reply 1 has the unknown key "cell"'],
  ['[{"cells": [null]}]', "reply 1, cell 1 must be an object"],
  [
    '[{"cells": [{"language": "ts", "code": "1"}, {"language": "bash", "code": "ls"}]}]',
    "reply 1, cell 2 must have a language",
  ],
  ['[{"cells": [{"language": "ts"}]}]', "reply 1, cell 1 must have code"],
])("a script that is %s is bad usage, which says where", async (text, words) => {
  const file = await fileOf(text);
  const fault = await faultOf(readScript(file));
  expect(fault.code).toBe("bad_usage");
  expect(fault.message).toContain(`the script ${file} is malformed: ${words}`);
});

test("a script that is not there is bad usage", async () => {
  const fault = await faultOf(readScript(path.join(folder, "absent.json")));
  expect(fault.code).toBe("bad_usage");
  expect(fault.message).toContain("ENOENT");
});
