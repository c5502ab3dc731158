/** Calls of the api on their way to the host and back. */
import { send } from "./channel.mts";
import type { Answer } from "./context.mts";
import { flush } from "./output.mts";
import { type Running, state, whole } from "./state.mts";

/** The host ends a kernel whose frames are too long; a large write is better told. */
const argumentLimit = 6_000_000;

const pending = new Map<number, { readonly owner: Running; answer(result: Answer): void }>();
const outbox: object[] = [];
let isScheduled = false;
let last = 0;

/** Sends a call for the cell that runs. `json` is its arguments, each in a box of its own. */
export function ask(tool: string, json: string): Promise<Answer> {
  const owner = state.current;
  if (owner === undefined || owner.settled)
    return Promise.resolve({ error: `${tool} was called when no cell was running` });
  if (json.length > argumentLimit)
    return Promise.resolve({
      error: `${tool} was given more than ${argumentLimit} characters; do it in parts`,
    });
  const call = ++last;
  owner.calls++;
  const readings = { from: owner.told, values: owner.readings.slice(owner.told) };
  owner.told = owner.readings.length;
  outbox.push({ type: "call", cell: owner.cell, call, tool, json, readings });
  if (!isScheduled) {
    // Sent in a turn of its own: a cell can be ended while it is here.
    setImmediate(whole, drain);
    isScheduled = true;
  }
  return new Promise((resolve) => {
    pending.set(call, { owner, answer: resolve });
  });
}

function drain(): void {
  isScheduled = false;
  flush();
  for (const frame of outbox.splice(0)) send(frame);
}

/** Hands an answer to its asker. */
export function answerCall(call: number, answer: Answer): void {
  const waiting = pending.get(call);
  if (waiting === undefined) return;
  pending.delete(call);
  waiting.answer(answer);
  if (--waiting.owner.calls === 0) setImmediate(() => waiting.owner.idle());
}

/** Leaves the calls of an interrupted cell without an answer for ever, so that it cannot go on. */
export function dropCalls(owner: Running): void {
  isScheduled = false;
  outbox.length = 0;
  for (const [call, waiting] of pending) if (waiting.owner === owner) pending.delete(call);
}

/** Resolves when the cell has no call left: one that nobody awaited still belongs to it. */
export async function callsOf(owner: Running): Promise<void> {
  while (owner.calls > 0 && !owner.settled)
    await new Promise<void>((resolve) => {
      owner.idle = resolve;
    });
}
