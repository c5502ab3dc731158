/** The kernel's own process: it runs cells one after another and keeps their variables. */
// It runs inside a sandbox and is hostile ground to the host from the first cell on; it imports nothing but this folder.
import process from "node:process";
import { answerCall, ask, callsOf, dropCalls } from "./calls.mts";
import { listen, type RunOrder, send } from "./channel.mts";
import { seed } from "./chance.mts";
import { installTools } from "./context.mts";
import { runAs, watchPromises } from "./ended.mts";
import { explain } from "./explain.mts";
import { connect, evaluate, reach } from "./inspector.mts";
import { oldModules, watchModules } from "./modules.mts";
import { flush, print } from "./output.mts";
import { show } from "./show.mts";
import { type Running, state, takeTurn, turn, whole } from "./state.mts";
import { clearTimers } from "./timers.mts";
import { startWatcher } from "./watcher.mts";

/** Which of these names hold something now: a failed cell may have got only halfway. */
async function aliveOf(names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const probes = names.map((name) => `(()=>{try{${name};return 1}catch{return 0}})()`);
  const { result } = await evaluate(`[${probes.join()}].join()`, false);
  const found = String(result.value).split(",");
  return names.filter((_, at) => found[at] === "1");
}

let flushing: NodeJS.Timeout | undefined;

function settle(owner: Running, answer: object): void {
  if (owner.settled) return;
  takeTurn();
  owner.settled = true;
  Atomics.store(turn, 1, owner.run);
  clearInterval(flushing);
  state.current = undefined;
  flush();
  const notes = oldModules(owner);
  send({ type: "done", cell: owner.cell, readings: owner.readings, notes, ...answer });
}

/**
 * Answers for a cell that is to be ended while it waits, or whose JavaScript was terminated: its own promise never settles. What
 * it waits for is left without an answer.
 */
async function interrupt(ended: number): Promise<void> {
  const owner = state.current;
  if (owner === undefined || owner.run !== ended || owner.ended) return;
  takeTurn();
  owner.ended = true;
  clearTimers();
  dropCalls(owner);
  settle(owner, { status: "interrupted", alive: await aliveOf(owner.names).catch(() => []) });
}

async function run({ run: number, cell, code, names, seed: first, given }: RunOrder): Promise<void> {
  const own = { readings: [], given, told: 0, calls: 0, written: 0, settled: false, ended: false };
  const owner: Running = { run: number, cell, code, names, ...own, idle: () => {} };
  seed(first);
  if (/\b(?:import|require)\b/.test(code)) watchModules();
  state.current = owner;
  flushing = setInterval(whole, 10, flush);
  Atomics.store(turn, 0, number);
  const { result, exceptionDetails: thrown } = await runAs(owner, () =>
    evaluate(`${code}\n//# sourceURL=${cell}.ts`, true),
  );
  await callsOf(owner);
  if (owner.settled) return;
  if (thrown === undefined) return settle(owner, { status: "ok", value: show(await reach(result)) });
  const error = explain(thrown.exception === undefined ? thrown.text : await reach(thrown.exception), cell);
  settle(owner, { status: "error", error, alive: await aliveOf(names) });
}

listen((order) => {
  if (order.type === "result") return answerCall(order.call, order);
  if (order.type === "open") return installTools(order.tools, ask);
  // The inspector refuses to answer for a cell that was ended in its first, synchronous part.
  run(order).catch(() => interrupt(order.run));
});

const complain = (words: string) => (thrown: unknown) =>
  print(`${words}: ${explain(thrown, state.current?.cell ?? "").stack}\n`);
process.on("unhandledRejection", complain("Unhandled rejection"));
process.on("uncaughtException", complain("Uncaught"));

watchPromises();
await connect();
send({ type: "ready" });
// Only now, so that it costs nothing at the start: a byte waits for it in the channel.
startWatcher(turn, (ended) => void interrupt(ended));
