/** Replies while they come, as stream events. */
import { expect, test } from "vitest";
import type { Fact, FactBody } from "../../../src/index.ts";
import { createPartialStream } from "../../../src/surfaces/cli/partial.ts";

const usage = { inputTokens: 5, outputTokens: 2, cacheReadTokens: 0, cacheWriteTokens: 0 };
const replied = (text: string): FactBody => ({
  type: "model.replied",
  turn: 1,
  text,
  cells: [],
  usage,
  finish: "stop",
  milliseconds: 1,
});

/** What a stream of words and facts becomes: the events, each by its type, its index and its text. */
function told(...parts: readonly (string | FactBody)[]): readonly string[] {
  const stream = createPartialStream({ session: () => "s-1" });
  const fact = (body: FactBody): Fact => ({ ...body, seq: 1, at: 0 });
  const lines = parts.flatMap((part) =>
    typeof part === "string" ? stream.delta(part) : stream.fact(fact(part)),
  );
  for (const line of lines)
    expect(line).toMatchObject({ type: "stream_event", session_id: "s-1", uuid: expect.any(String) });
  return lines.map(({ event }) => {
    const { type, index, delta }: { type: string; index?: number; delta?: { text?: string } } = JSON.parse(
      JSON.stringify(event),
    );
    return [type, index, delta?.text].filter((each) => each !== undefined).join(" ");
  });
}

const asked: FactBody = { type: "model.asked", turn: 1 };

test("words are passed on as they come, in one block", () => {
  expect(told(asked, "one ", "", "two", replied("one two"))).toEqual([
    "message_start",
    "content_block_start 0",
    "content_block_delta 0 one ",
    "content_block_delta 0 two",
    "content_block_stop 0",
    "message_delta",
    "message_stop",
  ]);
});

test("a reply that came whole is told whole, and one that says nothing is a message of nothing", () => {
  expect(told(asked, replied("all"))).toEqual([
    "message_start",
    "content_block_start 0",
    "content_block_delta 0 all",
    "content_block_stop 0",
    "message_delta",
    "message_stop",
  ]);
  expect(told(asked, replied(""))).toEqual(["message_start", "message_delta", "message_stop"]);
});

test.each<[string, FactBody]>([
  ["asked again", asked],
  ["another model answers", { type: "model.switched", from: "a", to: "b", why: "w" }],
  ["it failed for good", { type: "model.failed", turn: 1, why: "w", url: "u", request: "r" }],
])("a reply that did not come to its end is closed: %s", (_, fact) => {
  expect(told(asked, "half", fact)).toEqual([
    "message_start",
    "content_block_start 0",
    "content_block_delta 0 half",
    "content_block_stop 0",
    "message_delta",
    "message_stop",
  ]);
});
