/** Facts as stream-json. */
import { expect, test } from "vitest";
import { viewSession } from "../../../src/index.ts";
import { createTallies, faultLine, resultLine } from "../../../src/surfaces/cli/result.ts";
import { createStream } from "../../../src/surfaces/cli/stream.ts";
import { asFacts, story } from "../story.ts";

const facts = asFacts(story);
const view = viewSession(facts);

test("a session becomes init, assistant, user and result lines that name it", () => {
  const translate = createStream({ session: () => "s-1" });
  const lines = facts.flatMap((fact) => translate(fact));
  expect(lines.map(({ type, subtype }) => subtype ?? type)).toEqual([
    "init",
    "fact", // the check before
    "assistant",
    "user",
    "user",
    "assistant",
    "fact", // the refusal
    "user",
    "fact", // the evidence
    "fact", // the decision
  ]);
  for (const line of lines) expect(line).toMatchObject({ session_id: "s-1", uuid: expect.any(String) });
  expect(lines[0]).toMatchObject({
    type: "system",
    cwd: "/work/sum",
    model: "script:fix.json",
    permissionMode: "default",
  });
  expect(lines[2]).toMatchObject({
    parent_tool_use_id: null,
    message: {
      role: "assistant",
      content: [
        { type: "text", text: "I look at it first." },
        { type: "tool_use", id: "c1", name: "ts", input: { code: "files.red('add.js')" } },
        { type: "tool_use", id: "c2", name: "sh", input: { code: "cat add.js" } },
      ],
      usage: {
        input_tokens: 100,
        output_tokens: 20,
        cache_read_input_tokens: 5,
        cache_creation_input_tokens: 0,
      },
    },
  });
  expect(lines[3]).toMatchObject({
    message: { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", is_error: true }] },
  });
  expect(lines[4]).toMatchObject({ message: { content: [{ tool_use_id: "c2", is_error: false }] } });
});

test("a resumed session begins with init too", () => {
  const translate = createStream({ session: () => "s-1", resumed: view });
  const [fact] = asFacts([{ type: "session.resumed", tackle: "0.1.0" }]);
  expect(fact && translate(fact)).toMatchObject([
    { subtype: "init", cwd: "/work/sum", model: "script:fix.json" },
  ]);
});

test("tallies count the model's time and what was denied", () => {
  let now = 1000;
  const tallies = createTallies(() => now);
  for (const fact of facts) tallies.add(fact);
  now = 1500;
  expect(tallies.read()).toEqual({
    duration: 500,
    model: 80,
    denials: [
      { tool_name: "files.write .git/config", tool_use_id: "c3", tool_input: {}, reason: "git's own folder" },
    ],
  });
});

const tallies = { duration: 5, model: 2, denials: [] };

test("a verified session is a success with its evidence", () => {
  const stop = { reason: "verified", detail: "proven" } as const;
  const result = {
    session: "s-1",
    stop,
    exitCode: 0,
    view,
    head: "ff",
    ...(view.evidence && { evidence: view.evidence }),
  };
  expect(resultLine(result, tallies)).toMatchObject({
    type: "result",
    subtype: "success",
    is_error: false,
    duration_ms: 5,
    duration_api_ms: 2,
    num_turns: 2,
    result: "I look at it first.",
    session_id: "s-1",
    stop_reason: "verified",
    total_cost_usd: 0.002,
    usage: {
      input_tokens: 200,
      output_tokens: 40,
      cache_read_input_tokens: 10,
      cache_creation_input_tokens: 0,
    },
    evidence: { proven: true, fixed: ["adds"], before: { passed: 1, failed: 1, skipped: 0 } },
    permission_denials: [],
    journal_head: "ff",
  });
});

test.each([
  ["max_turns", "error_max_turns"],
  ["max_budget", "error_max_budget_usd"],
  ["unproven", "error_during_execution"],
] as const)("%s is %s", (reason, subtype) => {
  const result = { session: "s-1", stop: { reason, detail: "" }, exitCode: 5, view, head: "ff" };
  expect(resultLine(result, tallies)).toMatchObject({ subtype, is_error: true, evidence: null });
});

test("a fault is a result with an error", () => {
  const fault = { code: "missing_key", message: "no key", hint: "set one", exitCode: 2 } as const;
  expect(faultLine(fault, "", tallies)).toMatchObject({
    type: "result",
    subtype: "error_during_execution",
    is_error: true,
    session_id: "",
    error: { code: "missing_key", message: "no key", hint: "set one" },
  });
});
