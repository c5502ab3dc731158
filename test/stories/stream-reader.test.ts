/** A program that was written for the stream of headless coding agents reads ours. */
import { expect, test } from "vitest";
import { makeScene, sumProject, type Ended } from "./scene.ts";

type Json = Readonly<Record<string, unknown>>;
const parse = (text: string): Json => JSON.parse(text);
const linesOf = ({ stdout }: Ended): readonly Json[] => stdout.trimEnd().split("\n").map(parse);

/** What a program keeps that was written for the stream of headless agents: it knows a few types and passes the rest over. */
function readStream(ended: Ended) {
  const told: string[] = [];
  for (const line of linesOf(ended)) {
    const type = String(line["type"]);
    if (type === "system" && line["subtype"] === "init") told.push("init");
    if (type === "result") told.push("result");
    if (type !== "assistant" && type !== "user") continue;
    for (const part of contentOf(line)) {
      if (part["type"] === "text") told.push(`says ${String(part["text"])}`);
      if (part["type"] === "tool_use") told.push(`calls ${String(part["id"])}`);
      if (part["type"] === "tool_result") told.push(`answer to ${String(part["tool_use_id"])}`);
    }
  }
  return told;
}

const isContent = (value: unknown): value is { readonly content: readonly Json[] } =>
  typeof value === "object" && value !== null && "content" in value && Array.isArray(value.content);

const contentOf = ({ message }: Json): readonly Json[] => (isContent(message) ? message.content : []);

test("a program that reads the stream of other agents reads ours", async () => {
  const scene = makeScene(sumProject);
  const model = scene.script([
    {
      text: "I look.",
      cells: [
        { language: "sh", code: "cat sum.js" },
        { language: "ts", code: "1 + 1" },
      ],
    },
    { cells: [{ language: "ts", code: 'await files.edit("sum.js", "a - b", "a + b"); await done("adds")' }] },
  ]);
  const stream = ["--verbose", "--output-format", "stream-json"];
  const ended = await scene.tackle("-p", "mend it", ...stream, "--model", model);
  const [first] = linesOf(ended);
  for (const key of ["session_id", "cwd", "tools", "model", "permissionMode", "mcp_servers", "uuid"])
    expect(first).toHaveProperty(key);
  expect(readStream(ended)).toEqual([
    "init",
    "says I look.",
    "calls c1",
    "calls c2",
    "answer to c1",
    "answer to c2",
    "calls c3",
    "answer to c3",
    "result",
  ]);
  const result = linesOf(ended).at(-1);
  expect(result).toMatchObject({ subtype: "success", is_error: false, permission_denials: [] });
  for (const key of ["duration_ms", "duration_api_ms", "num_turns", "total_cost_usd", "usage", "modelUsage"])
    expect(result).toHaveProperty(key);
});
