/** A reply while it comes: the events of `--include-partial-messages`, in the shape in which headless coding agents pass on their provider's. */
import { randomUUID } from "node:crypto";
import type { Fact, FactOf } from "../../index.ts";
import { stopReason, usageLine, type StreamContext } from "./stream.ts";

type Line = Readonly<Record<string, unknown>>;

/** What a reply has become so far, as lines. To be told each fact before the line of that fact is printed. */
export interface PartialStream {
  delta(text: string): readonly Line[];
  fact(fact: Fact): readonly Line[];
}

/** A translator of words and facts in their order. Code comes whole, when the reply is over: a cell is nothing before it is one. */
export function createPartialStream(context: StreamContext): PartialStream {
  let model = context.resumed?.options.model ?? "";
  let turn = 0;
  let blocks = 0;
  let isOpen = false;
  let speaks = false;
  const line = (event: Line): Line => ({
    type: "stream_event",
    event,
    session_id: context.session(),
    parent_tool_use_id: null,
    uuid: randomUUID(),
  });
  const begin = (): readonly Line[] => {
    if (isOpen) return [];
    isOpen = true;
    blocks = 0;
    const usage = { input_tokens: 0, output_tokens: 0 };
    const message = { id: `turn-${turn}`, type: "message", role: "assistant", model, content: [] };
    return [
      line({ type: "message_start", message: { ...message, stop_reason: null, stop_sequence: null, usage } }),
    ];
  };
  const block = (content_block: Line): Line =>
    line({ type: "content_block_start", index: blocks, content_block });
  const part = (delta: Line): Line => line({ type: "content_block_delta", index: blocks, delta });
  const endBlock = (): Line => line({ type: "content_block_stop", index: blocks++ });
  const endWords = (): readonly Line[] => {
    if (!speaks) return [];
    speaks = false;
    return [endBlock()];
  };
  const speak = (text: string): readonly Line[] => {
    const first = speaks ? [] : [...begin(), block({ type: "text", text: "" })];
    speaks = true;
    return [...first, part({ type: "text_delta", text })];
  };
  const end = (delta: Line): readonly Line[] => {
    isOpen = false;
    return [line(delta), line({ type: "message_stop" })];
  };
  const replied = (reply: FactOf<"model.replied">): readonly Line[] => [
    ...(isOpen || reply.text === "" ? begin() : speak(reply.text)),
    ...endWords(),
    ...reply.cells.flatMap(({ id, language, code }) => [
      block({ type: "tool_use", id, name: language, input: {} }),
      part({ type: "input_json_delta", partial_json: JSON.stringify({ code }) }),
      endBlock(),
    ]),
    ...end({
      type: "message_delta",
      delta: { stop_reason: stopReason(reply), stop_sequence: null },
      usage: usageLine(reply.usage),
    }),
  ];
  /** A reply that did not come to its end: what it said so far counts for nothing. */
  const leave = (): readonly Line[] =>
    isOpen
      ? [
          ...endWords(),
          ...end({ type: "message_delta", delta: { stop_reason: null, stop_sequence: null }, usage: {} }),
        ]
      : [];
  return {
    delta: (text) => (text === "" ? [] : speak(text)),
    fact(fact) {
      switch (fact.type) {
        case "session.opened":
          model = fact.options.model;
          return [];
        case "session.resumed":
          model = fact.options?.model ?? model;
          return [];
        case "model.asked": {
          const left = leave();
          turn = fact.turn;
          return left;
        }
        case "model.switched": {
          const left = leave();
          model = fact.to;
          return left;
        }
        case "model.replied":
          return replied(fact);
        case "model.failed":
        case "session.ended":
          return leave();
        default:
          return [];
      }
    },
  };
}
