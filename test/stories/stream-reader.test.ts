/** A program that was written for the stream of headless coding agents reads ours. */
import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { makeScene, sumProject, type Ended, type Scene } from "./scene.ts";

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

test("with partial messages a reply is streamed as it comes, and told whole afterwards", async () => {
  const scene = makeScene(sumProject);
  const model = scene.script([
    { text: "I look at it.", cells: [{ language: "sh", code: "cat sum.js" }] },
    { text: "Seen." },
  ]);
  const stream = ["--verbose", "--output-format", "stream-json", "--include-partial-messages"];
  const ended = await scene.tackle("-p", "look at it", ...stream, "--model", model);
  const lines = linesOf(ended);
  const isEvent = (line: Json): boolean => line["type"] === "stream_event";
  const events = lines.filter(isEvent).map(({ event }) => parse(JSON.stringify(event)));
  const block = ["content_block_start", "content_block_delta", "content_block_stop"];
  const ending = ["message_delta", "message_stop"];
  const replies = [["message_start"], block, block, ending, ["message_start"], block, ending];
  expect(events.map(({ type }) => type)).toEqual(replies.flat());
  expect(events.filter(({ type }) => type === "content_block_delta")).toMatchObject([
    { index: 0, delta: { type: "text_delta", text: "I look at it." } },
    { index: 1, delta: { type: "input_json_delta", partial_json: '{"code":"cat sum.js"}' } },
    { index: 0, delta: { type: "text_delta", text: "Seen." } },
  ]);
  expect(lines[lines.findLastIndex(isEvent) + 1]).toMatchObject({
    type: "assistant",
    message: { content: [{ type: "text", text: "Seen." }], stop_reason: "end_turn" },
  });
  expect((await scene.tackle("-p", "look", "--include-partial-messages", "--model", model)).exit).toBe(2);
});

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

/** Starts tackle as the SDKs of those agents do, and gives each line that comes to `hear`, which may say more. */
async function converse(
  scene: Scene,
  model: string,
  hear: (line: Json, say: (line: Json) => void) => void,
): Promise<{ readonly lines: readonly Json[]; readonly exit: number | null }> {
  const words = ["--output-format", "stream-json", "--verbose", "--input-format", "stream-json"];
  const child = spawn(path.resolve(import.meta.dirname, "../../bin/tackle"), [...words, `--model=${model}`], {
    cwd: scene.root,
    env: { PATH: process.env["PATH"], HOME: scene.base, XDG_STATE_HOME: path.dirname(scene.state) },
    stdio: ["pipe", "pipe", "ignore"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const say = (line: Json): void => void child.stdin.write(`${JSON.stringify(line)}\n`);
  say({ type: "control_request", request_id: "r1", request: { subtype: "initialize", systemPrompt: [""] } });
  const content = [{ type: "text", text: "mend it" }];
  say({ type: "user", session_id: "", message: { role: "user", content }, parent_tool_use_id: null });
  const lines: Json[] = [];
  const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
  for await (const text of createInterface({ input: child.stdout })) {
    const line = parse(text);
    lines.push(line);
    hear(line, say);
    if (line["type"] === "result") child.stdin.end();
  }
  return { lines, exit: await exit };
}

const answersIn = (lines: readonly Json[]): readonly unknown[] =>
  lines.filter(({ type }) => type === "control_response").map(({ response }) => response);

test("a program's own requests are answered beside the turns, and what is not known is refused", async () => {
  const scene = makeScene(sumProject);
  const { lines, exit } = await converse(scene, scene.script([{ text: "There." }]), ({ subtype }, say) => {
    if (subtype === "init")
      say({ type: "control_request", request_id: "r2", request: { subtype: "set_colour" } });
  });
  expect(exit).toBe(0);
  expect(answersIn(lines)).toEqual([
    expect.objectContaining({ subtype: "success", request_id: "r1" }),
    expect.objectContaining({
      subtype: "error",
      request_id: "r2",
      error: expect.stringContaining("set_colour"),
    }),
  ]);
  expect(lines.at(-1)).toMatchObject({ type: "result", result: "There." });
});

test("a program's interrupt stops the turn, which says so, and the session is kept", async () => {
  const scene = makeScene(sumProject);
  const model = scene.script([{ cells: [{ language: "sh", code: "sleep 600" }] }, { text: "Rested." }]);
  const { lines, exit } = await converse(scene, model, ({ type }, say) => {
    if (type === "assistant")
      say({ type: "control_request", request_id: "r2", request: { subtype: "interrupt" } });
  });
  expect(exit).toBe(130);
  const result = lines.at(-1);
  expect(result).toMatchObject({ type: "result", is_error: true, stop_reason: "interrupted" });
  expect(result?.["errors"]).toEqual([result?.["stop_detail"]]);
});
