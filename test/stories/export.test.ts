/** A session in the formats of others: as their definitions say, and without secrets. */
import { hash } from "node:crypto";
import { expect, test } from "vitest";
import * as z from "zod";
import { makeScene, sumProject, type Line, type Scene } from "./scene.ts";

/** A key as a provider writes them, put together here so that no scanner finds one. */
const key = ["sk", "ant", "abcdefghijklmnopqrstuvwx"].join("-");

const script: readonly Line[] = [
  {
    text: "A look & a <b>word</b>.",
    cells: [
      { language: "ts", code: 'const t = await files.read("sum.js"); t' },
      {
        language: "sh",
        code: `printf '\\033[31mred\\033[0m <script>alert(1)</script>\\u202e'; echo ${key}; exit 3`,
      },
    ],
  },
  {
    cells: [
      { language: "py", code: 'open("note.txt", "w").write("</style><script>1</script>")' },
      { language: "ts", code: 'nonsense("x")' },
      { language: "ts", code: 'await files.edit("sum.js", "a - b", "a + b"); await done("sum adds")' },
    ],
  },
];

async function session(scene: Scene): Promise<string> {
  const { result } = await scene.run("fix </title><script>it</script>", "--model", scene.script(script));
  expect(result["stop_reason"]).toBe("verified");
  return String(result["session_id"]);
}

// Harbor's RFC 0001, version 1.7: unknown members are refused, and what is the agent's is the agent's alone.
const extra = z.record(z.string(), z.unknown()).optional();
const content = z.union([
  z.string(),
  z.array(
    z.union([
      z.strictObject({ type: z.literal("text"), text: z.string() }),
      z.strictObject({
        type: z.literal("image"),
        source: z.strictObject({ media_type: z.string(), path: z.string() }),
      }),
    ]),
  ),
]);
const result = z.strictObject({ source_call_id: z.string().optional(), content: content.optional(), extra });
const common = {
  step_id: z.int().min(1),
  timestamp: z.iso.datetime().optional(),
  message: content,
  observation: z.strictObject({ results: z.array(result) }).optional(),
  is_copied_context: z.boolean().optional(),
  extra,
};
const step = z.discriminatedUnion("source", [
  z.strictObject({ ...common, source: z.literal("user"), observation: z.undefined().optional() }),
  z.strictObject({ ...common, source: z.literal("system") }),
  z.strictObject({
    ...common,
    source: z.literal("agent"),
    model_name: z.string().optional(),
    reasoning_effort: z.union([z.string(), z.number()]).optional(),
    reasoning_content: z.string().optional(),
    tool_calls: z
      .array(
        z.strictObject({
          tool_call_id: z.string(),
          function_name: z.string(),
          arguments: z.record(z.string(), z.unknown()),
          extra,
        }),
      )
      .optional(),
    metrics: z
      .strictObject({
        prompt_tokens: z.int().optional(),
        completion_tokens: z.int().optional(),
        cached_tokens: z.int().optional(),
        cost_usd: z.number().optional(),
        prompt_token_ids: z.array(z.int()).optional(),
        completion_token_ids: z.array(z.int()).optional(),
        logprobs: z.array(z.number()).optional(),
        extra,
      })
      .optional(),
    llm_call_count: z.int().optional(),
  }),
]);
const trajectory = z.strictObject({
  schema_version: z.literal("ATIF-v1.7"),
  session_id: z.string().optional(),
  trajectory_id: z.string().optional(),
  agent: z.strictObject({
    name: z.string(),
    version: z.string(),
    model_name: z.string().optional(),
    tool_definitions: z.array(z.unknown()).optional(),
    extra,
  }),
  steps: z.array(step).min(1),
  notes: z.string().optional(),
  final_metrics: z
    .strictObject({
      total_prompt_tokens: z.int().optional(),
      total_completion_tokens: z.int().optional(),
      total_cached_tokens: z.int().optional(),
      total_cost_usd: z.number().optional(),
      total_steps: z.int().optional(),
      extra,
    })
    .optional(),
  extra,
});

/** What the schema cannot say: numbers without gaps, and results that belong to calls of their own step. */
function checkTrajectory(json: string): z.infer<typeof trajectory> {
  const read = trajectory.parse(JSON.parse(json));
  expect(read.steps.map((each) => each.step_id)).toEqual(read.steps.map((_, index) => index + 1));
  for (const each of read.steps) {
    const calls = each.source === "agent" ? (each.tool_calls ?? []).map((call) => call.tool_call_id) : [];
    for (const { source_call_id: id } of each.observation?.results ?? []) expect(calls).toContain(id);
    expect(each.source === "agent" && each.llm_call_count === 0 && each.metrics !== undefined).toBe(false);
  }
  return read;
}

test("ATIF 1.7 is what its definition says: of a session, of a fork of it, of one that is rewound and of one that was cut off", async () => {
  const scene = makeScene(sumProject);
  const id = await session(scene);
  const whole = checkTrajectory((await scene.tackle("export", id, "--format", "atif")).stdout);
  expect(whole.steps.map(({ source }) => source)).toEqual(["user", "agent", "agent"]);
  expect(whole.extra).toEqual({ stop_reason: "verified", proven: true });
  expect(JSON.stringify(whole)).not.toContain(key);
  const fork = JSON.parse((await scene.tackle("fork", id, "--at", "c3", "--output-format", "json")).stdout);
  await scene.tackle(
    "-p",
    "go on",
    "--resume",
    fork.session,
    "--model",
    scene.script(script),
    "--output-format",
    "json",
  );
  const forked = checkTrajectory((await scene.tackle("export", fork.session, "--format", "atif")).stdout);
  const copied = forked.steps.map((each) => `${each.source} ${each.is_copied_context ?? false}`);
  expect(copied.slice(0, 4)).toEqual(["user true", "agent true", "agent true", "user false"]);
  await scene.tackle("rewind", id, "--to", "c1");
  const rewound = checkTrajectory((await scene.tackle("export", id, "--format", "atif")).stdout);
  expect(rewound.steps).toHaveLength(2);
  await scene.tackle("rewind", id, "--to", "start");
  checkTrajectory((await scene.tackle("export", id, "--format", "atif")).stdout);
});

test("the page has no script, styles of its own alone, all text escaped and no secret; its head is in the journal", async () => {
  const scene = makeScene(sumProject);
  const id = await session(scene);
  const { stdout: page, stderr } = await scene.tackle("export", id, "--format", "html");
  expect(stderr).toMatch(/^\d+ secrets were redacted; --with-secrets leaves them in\n$/);
  expect(page).not.toContain(key);
  expect(page).not.toMatch(/<script|\bon\w+=|javascript:|\sstyle=|<link|<img|<iframe|@import|url\(/i);
  expect(page.match(/https?:\/\/[^\s"<]*/g)).toBeNull();
  // oxlint-disable-next-line no-control-regex
  expect(page).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
  const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? "";
  expect(page).toContain(`style-src 'sha256-${hash("sha256", style, "base64")}'`);
  expect(page).toContain("default-src 'none'");
  for (const part of [
    "c5",
    "sum.js",
    "failed before and pass now",
    'class="hljs-keyword"',
    "<svg",
    "All that it changed",
  ])
    expect(page).toContain(part);
  // Whatever opens is closed.
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, close, name = "", alone] of page.matchAll(/<(\/?)([a-z][a-z\d]*)[^>]*?(\/?)>/g)) {
    if (alone === "/" || ["meta", "br"].includes(name)) continue;
    if (close === "") open.push(name);
    else wrong.push(...(open.pop() === name ? [] : [name]));
  }
  expect([...open, ...wrong]).toEqual([]);
  const head = /--head ([\da-f]{16})/.exec(page)?.[1] ?? "";
  expect((await scene.tackle("verify", id, "--head", head)).exit).toBe(0);
});

test("facts a line, a chat for training and Markdown hold the session, and a secret only when somebody insists", async () => {
  const scene = makeScene(sumProject);
  const id = await session(scene);
  const text = async (...words: readonly string[]): Promise<string> =>
    (await scene.tackle("export", id, "--format", ...words)).stdout;
  const facts = (await text("jsonl"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => index + 1));
  expect(facts.every(({ actor, parent, seq }) => typeof actor === "string" && parent < seq)).toBe(true);
  const chat = JSON.parse(await text("openai"));
  const calls = new Set<string>();
  for (const message of chat.messages) {
    expect(["user", "assistant", "tool"]).toContain(message.role);
    for (const call of message.tool_calls ?? []) {
      expect(typeof call.function.arguments).toBe("string");
      calls.add(call.id);
    }
    expect(message.role !== "tool" || calls.has(message.tool_call_id)).toBe(true);
  }
  expect(await text("markdown")).toContain("```diff\n--- a/sum.js");
  for (const form of ["jsonl", "openai", "markdown"]) expect(await text(form)).not.toContain(key);
  expect(await text("jsonl", "--with-secrets")).toContain(key);
});
