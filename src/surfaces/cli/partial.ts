/** A reply while it comes: the events of `--include-partial-messages`, in the shape in which headless coding agents pass on their provider's. */
import { randomUUID } from "node:crypto";
import type { Cell, Fact } from "../../index.ts";
import { stopReason, usageLine, type StreamContext } from "./stream.ts";

type Line = Readonly<Record<string, unknown>>;

/** What a reply has become so far, as lines. To be told each fact before the line of that fact is printed. */
export interface PartialStream {
  delta(text: string): readonly Line[];
  fact(fact: Fact): readonly Line[];
}

/** A translator of words and facts in their order. Code comes whole, when the reply is over: a cell is nothing before it is one. */
export function createPartialStream(context: StreamContext): PartialStream {
  const message = createMessage((event) => ({
    type: "stream_event",
    event,
    session_id: context.session(),
    parent_tool_use_id: null,
    uuid: randomUUID(),
  }));
  const about = { model: context.resumed?.options.model ?? "", turn: 0 };
  /** A reply that did not come to its end: what it said so far counts for nothing. */
  const leave = (): readonly Line[] => (message.isOpen() ? message.end(null, {}) : []);
  return {
    delta: (text) => (text === "" ? [] : message.say(text, about)),
    fact(fact) {
      switch (fact.type) {
        case "session.opened":
          about.model = fact.options.model;
          return [];
        case "session.resumed":
          about.model = fact.options?.model ?? about.model;
          return [];
        case "model.asked":
          about.turn = fact.turn;
          return leave();
        case "model.switched":
          about.model = fact.to;
          return leave();
        case "model.replied":
          return [
            ...(message.isOpen() || fact.text === "" ? message.begin(about) : message.say(fact.text, about)),
            ...fact.cells.flatMap((cell) => message.call(cell)),
            ...message.end(stopReason(fact), usageLine(fact.usage)),
          ];
        case "model.failed":
        case "session.ended":
          return leave();
        default:
          return [];
      }
    },
  };
}

interface Message {
  isOpen(): boolean;
  /** Nothing when it has begun. */
  begin(about: { readonly model: string; readonly turn: number }): readonly Line[];
  say(text: string, about: { readonly model: string; readonly turn: number }): readonly Line[];
  call(cell: Cell): readonly Line[];
  end(reason: string | null, usage: Line): readonly Line[];
}

/** One message after another, each of blocks with an index; `line` puts an event into its line. */
function createMessage(line: (event: Line) => Line): Message {
  let blocks = 0;
  let isOpen = false;
  let speaks = false;
  const start = (content_block: Line): Line =>
    line({ type: "content_block_start", index: blocks, content_block });
  const part = (delta: Line): Line => line({ type: "content_block_delta", index: blocks, delta });
  const stop = (): Line => line({ type: "content_block_stop", index: blocks++ });
  const hush = (): readonly Line[] => {
    if (!speaks) return [];
    speaks = false;
    return [stop()];
  };
  const begin: Message["begin"] = ({ model, turn }) => {
    if (isOpen) return [];
    isOpen = true;
    blocks = 0;
    const head = { id: `turn-${turn}`, type: "message", role: "assistant", model, content: [] };
    const usage = { input_tokens: 0, output_tokens: 0 };
    const message = { ...head, stop_reason: null, stop_sequence: null, usage };
    return [line({ type: "message_start", message })];
  };
  return {
    isOpen: () => isOpen,
    begin,
    say(text, about) {
      const first = speaks ? [] : begin(about).concat(start({ type: "text", text: "" }));
      speaks = true;
      return first.concat(part({ type: "text_delta", text }));
    },
    call: ({ id, language, code }) =>
      hush().concat(
        start({ type: "tool_use", id, name: language, input: {} }),
        part({ type: "input_json_delta", partial_json: JSON.stringify({ code }) }),
        stop(),
      ),
    end(reason, usage) {
      isOpen = false;
      const delta = { stop_reason: reason, stop_sequence: null };
      return hush().concat(line({ type: "message_delta", delta, usage }), line({ type: "message_stop" }));
    },
  };
}
