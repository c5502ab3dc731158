/** The way from a cell's call to a tool's body: validated, ruled on, written down before and after, and never done twice. */
import { isDeepStrictEqual } from "node:util";
import type { Language } from "../../core/cell.ts";
import type { Reading } from "../../core/effect.ts";
import type { Fact, FactBody, FactOf } from "../../core/fact.ts";
import { Fault } from "../../core/fault.ts";
import type { Journal } from "../../core/journal.ts";
import { asJson, readArguments, type Arguments } from "./arguments.ts";
import type { Gate } from "./gate.ts";
import type { Tool } from "./tool.ts";

/** A call as it comes from a kernel: nothing in it is trusted. */
export interface CallRequest {
  readonly cell: string;
  readonly tool: string;
  readonly arguments: readonly unknown[];
  readonly signal: AbortSignal;
  /** Of the cell; absent: TypeScript. */
  readonly language?: Language;
  /** What the cell read from the clock since its call before, from the reading of this number on. */
  readonly readings?: { readonly from: number; readonly values: readonly number[] };
}

export interface Bridge {
  /**
   * Says that a cell is run, or run again: its calls are numbered from 1. What the journal holds of them is answered from
   * there and not done again.
   */
  begin(cell: string): void;
  /** The tool's result as JSON data. Rejects with an Error whose message is meant for the cell, or with a Fault. */
  call(request: CallRequest): Promise<unknown>;
}

interface Recorded {
  readonly made: FactOf<"call.made">;
  returned?: FactOf<"call.returned">;
}

/** What the journal says of calls, read on as it grows. */
interface Memory {
  readonly calls: Map<string, Recorded>;
  /** Reasons by cell and what was refused there. */
  readonly refused: Map<string, string>;
  readonly finished: Set<string>;
  /** The calls by their changes, and those whose changes are in the workspace. */
  readonly intended: Map<string, string>;
  readonly landed: Set<string>;
  /** The calls about whose changes a person was asked before they could count. */
  readonly asked: Set<string>;
  /** Calls whose changes were taken back after they had returned, with all that their cell had done. */
  readonly undone: Set<string>;
  /** Calls of which something may be left whatever was taken back. */
  readonly left: Set<string>;
  /** Programs ran in a sandbox. */
  confined: boolean;
  seen: number;
}

/** A bridge to these tools. Each call is named `<cell>.<n>` in the order in which the cell made them. */
export function createBridge(options: {
  readonly tools: readonly Tool[];
  readonly gate: Gate;
  readonly journal: Journal;
}): Bridge {
  const { gate, journal } = options;
  const tools = new Map(options.tools.map((tool) => [tool.name, tool]));
  const counts = new Map<string, number>();
  const memory = emptyMemory();

  const perform = async (
    tool: Tool,
    input: Arguments,
    call: string,
    request: CallRequest,
  ): Promise<unknown> => {
    const { cell, signal, language } = request;
    const said = language && { language };
    let value: unknown;
    const read: Reading[] = [];
    try {
      value = asJson(
        await tool.run(input, { cell, call, signal, ...said, saw: (reading) => read.push(reading) }),
      );
    } catch (thrown) {
      // A harness that broke has no answer to write down: after it, the outcome of this call is unknown.
      if (thrown instanceof Fault) throw thrown;
      const error = thrown instanceof Error ? thrown.message : String(thrown);
      journal.append({ type: "call.returned", call, cell, error });
      throw thrown;
    }
    const told = { ...(value !== undefined && { value }), ...(read.length > 0 && { read }) };
    journal.append({ type: "call.returned", call, cell, ...told });
    return value;
  };

  return {
    begin(cell) {
      counts.set(cell, 0);
    },
    async call(request) {
      const { cell, tool: name } = request;
      const number = (counts.get(cell) ?? 0) + 1;
      counts.set(cell, number);
      const call = `${cell}.${number}`;
      const tool = tools.get(name);
      if (tool === undefined) throw new Error(`there is no function ${name}`);
      const input = await readArguments(tool, request.arguments);
      remember(memory, journal);
      const recorded = memory.calls.get(call);
      if (recorded !== undefined) {
        if (recorded.made.tool !== name || !isDeepStrictEqual(recorded.made.arguments, input))
          throw new Error(
            `${call} was ${recorded.made.tool} with other arguments when it ran before: nothing was done`,
          );
        if (recorded.returned !== undefined && !memory.undone.has(call)) return replay(recorded.returned);
        if (!mayRepeat(tool) && !isUndone(call, tool, memory))
          throw new Error(
            `the outcome of ${name} is unknown: the harness stopped while it ran, and it was not done again`,
          );
        memory.undone.delete(call);
        return perform(tool, input, call, request);
      }
      const what = `${name} ${JSON.stringify(input)}`;
      const refusal = memory.finished.has(cell) ? memory.refused.get(`${cell} ${what}`) : undefined;
      if (refusal !== undefined) throw new Error(refusal);
      if (memory.finished.has(cell))
        throw new Error(`${call} is not in the record of ${cell}: nothing was done`);
      const verdict = await gate.rule({ type: "call", cell, tool: name, arguments: input });
      if (verdict.type !== "allow") {
        journal.append({ type: "effect.refused", cell, what, reason: verdict.reason });
        throw new Error(refusedWords(name, verdict.reason));
      }
      // A cell that was ended while somebody thought about its call makes it no more.
      if (request.signal.aborted) throw new Error(`${name} was not done: its cell has ended`);
      journal.append(madeOf(request, call, input));
      return perform(tool, input, call, request);
    },
  };
}

const refusedWords = (tool: string, reason: string): string => `${tool} was refused: ${reason}`;

const emptyMemory = (): Memory => ({
  calls: new Map(),
  refused: new Map(),
  finished: new Set(),
  intended: new Map(),
  landed: new Set(),
  asked: new Set(),
  undone: new Set(),
  left: new Set(),
  confined: false,
  seen: 0,
});

function remember(memory: Memory, { facts }: Journal): void {
  for (const fact of facts.slice(memory.seen)) note(memory, fact);
  memory.seen = facts.length;
}

function note(memory: Memory, fact: Fact): void {
  switch (fact.type) {
    case "call.made":
      memory.calls.set(fact.call, { made: fact });
      return;
    case "call.returned": {
      const recorded = memory.calls.get(fact.call);
      if (recorded) recorded.returned = fact;
      return;
    }
    case "cell.ran":
      memory.finished.add(fact.cell);
      return;
    case "sandbox.opened":
      memory.confined = fact.name !== "none";
      return;
    case "approval.asked":
      if (fact.call !== undefined) memory.asked.add(fact.call);
      return;
    case "effect.refused": {
      const words = refusedWords(fact.what.split(" ")[0] ?? "", fact.reason);
      memory.refused.set(`${fact.cell} ${fact.what}`, words);
      return;
    }
    default:
      noteChange(memory, fact);
  }
}

function noteChange(memory: Memory, fact: Fact): void {
  if (fact.type === "change.intended" && fact.call !== undefined) {
    memory.intended.set(fact.change, fact.call);
    // What git ignores is written through and is not taken back.
    if (fact.ignored > 0) memory.left.add(fact.call);
  }
  const call = "change" in fact ? (memory.intended.get(fact.change) ?? "") : "";
  if (fact.type === "change.committed") memory.landed.add(call);
  if (fact.type === "change.dropped") memory.left.delete(call);
  if (fact.type !== "change.undone") return;
  if (memory.calls.get(call)?.returned) memory.undone.add(call);
  if (fact.conflicts.length === 0) memory.landed.delete(call);
  else memory.left.add(call);
}

function madeOf({ cell, tool, readings }: CallRequest, call: string, input: Arguments): FactBody {
  return { type: "call.made", call, cell, tool, arguments: input, ...(readings && { readings }) };
}

function replay({ error, value }: FactOf<"call.returned">): unknown {
  if (error !== undefined) throw new Error(error);
  return value;
}

function mayRepeat({ idempotent, effect }: Tool): boolean {
  return idempotent || effect === "none" || effect === "read" || effect === "control";
}

/** Nothing of it is left: its changes never counted or were taken back, and there was nothing else that it could do. */
function isUndone(call: string, tool: Tool, { asked, landed, left, confined }: Memory): boolean {
  if (left.has(call)) return false;
  if (asked.has(call) && !landed.has(call)) return true;
  return tool.staged === true && !landed.has(call) && (confined || tool.effect !== "process");
}
