/** The kernel's own process: runs cells in a context of its own through V8's REPL mode, and speaks frames on descriptor 3. */
// It runs inside a sandbox with nothing else readable, so it imports nothing of ours. All of it is hostile ground to the host.
import { Console } from "node:console";
import { Session } from "node:inspector";
import { createRequire, registerHooks } from "node:module";
import { Socket } from "node:net";
import path from "node:path";
import process from "node:process";
import { statSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect, types } from "node:util";
import vm from "node:vm";
import { Worker } from "node:worker_threads";

type Remote = {
  readonly type: string;
  readonly objectId?: string;
  readonly unserializableValue?: string;
  readonly value?: unknown;
};
type Evaluation = {
  readonly result: Remote;
  readonly exceptionDetails?: { readonly text: string; readonly exception?: Remote };
};
type Failure = {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly line?: number;
};
type Order =
  | { readonly type: "open"; readonly tools: readonly string[] }
  | {
      readonly type: "run";
      readonly run: number;
      readonly cell: string;
      readonly code: string;
      readonly names: readonly string[];
    }
  | { readonly type: "result"; readonly call: number; readonly json?: string; readonly error?: string };

/** One run of one cell. `settled` is true once its answer is on its way: nothing more is said for it. */
interface Current {
  readonly run: number;
  readonly cell: string;
  readonly names: readonly string[];
  calls: number;
  written: number;
  settled: boolean;
  idle: () => void;
}

const outputLimit = 8 << 20; // a loop that prints must not fill the heap before anything can be sent
const valueLimit = 256 << 10;
const root = process.cwd();

// ── frames ────────────────────────────────────────────────────────────────────────────────────────────────────────────
const socket = new Socket({ fd: 3, readable: true, writable: true });
let chunks: Buffer[] = [];
let held = 0;

const send = (frame: object): void => {
  const body = Buffer.from(JSON.stringify(frame));
  const head = Buffer.allocUnsafe(4);
  head.writeUInt32LE(body.length);
  socket.cork();
  socket.write(head);
  socket.write(body);
  socket.uncork();
};

socket.on("data", (bytes: Buffer) => {
  chunks.push(bytes);
  held += bytes.length;
  while (held >= 4) {
    if (chunks[0] === undefined || chunks[0].length < 4) chunks = [Buffer.concat(chunks)];
    const length = chunks[0]?.readUInt32LE(0) ?? 0;
    if (held < 4 + length) return;
    const all = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    chunks = [all.subarray(4 + length)];
    held -= 4 + length;
    obey(JSON.parse(all.toString("utf8", 4, 4 + length)));
  }
});
socket.on("error", () => process.kill(process.pid, "SIGKILL"));
socket.on("close", () => process.kill(process.pid, "SIGKILL"));

// ── output ────────────────────────────────────────────────────────────────────────────────────────────────────────────
let current: Current | undefined;
let unsent = "";
let flushing = false;

const flush = (): void => {
  if (unsent !== "") send({ type: "output", text: unsent });
  unsent = "";
};

const print = (text: string): void => {
  if (current !== undefined) {
    current.written += text.length;
    if (current.written > outputLimit) {
      if (current.written - text.length <= outputLimit)
        unsent += "\n… the rest of this cell's output was dropped\n";
      return;
    }
  }
  unsent += text;
  if (unsent.length > 65_536) return flush();
  if (flushing) return;
  flushing = true;
  setImmediate(() => {
    flushing = false;
    flush();
  });
};

// ── what cells see ────────────────────────────────────────────────────────────────────────────────────────────────────
const timers = new Set<NodeJS.Timeout | NodeJS.Immediate>();
type Callback = (...values: readonly unknown[]) => void;

const setOnce = (callback: Callback, delay?: number, ...values: readonly unknown[]): NodeJS.Timeout => {
  const timer = setTimeout(() => {
    timers.delete(timer);
    callback(...values);
  }, delay);
  timers.add(timer);
  return timer;
};
const setRepeated = (callback: Callback, delay?: number, ...values: readonly unknown[]): NodeJS.Timeout => {
  const timer = setInterval(callback, delay, ...values);
  timers.add(timer);
  return timer;
};
const setSoon = (callback: Callback, ...values: readonly unknown[]): NodeJS.Immediate => {
  const timer = setImmediate(() => {
    timers.delete(timer);
    callback(...values);
  });
  timers.add(timer);
  return timer;
};
const clear = (timer: NodeJS.Timeout | NodeJS.Immediate | undefined): void => {
  if (timer === undefined) return;
  timers.delete(timer);
  clearTimeout(timer as NodeJS.Timeout);
  clearImmediate(timer as NodeJS.Immediate);
};
/** A loop over timers would live on after its cell was interrupted. */
const clearTimers = (): void => {
  for (const timer of timers) clear(timer);
};

const stream = { write: (text: string): boolean => (print(text), true) };
const globals: Record<string, unknown> = {
  console: new Console({
    stdout: stream as never,
    stderr: stream as never,
    ignoreErrors: false,
    inspectOptions: { depth: 4 },
  }),
  process,
  Buffer,
  setTimeout: setOnce,
  setInterval: setRepeated,
  setImmediate: setSoon,
  clearTimeout: clear,
  clearInterval: clear,
  clearImmediate: clear,
  queueMicrotask,
};
process.exit = (() => {
  throw new Error("process.exit would end the kernel and its variables; end the cell instead");
}) as typeof process.exit;

// Shared with the main realm, so that `instanceof` holds for what modules hand over.
const shared =
  "ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array";
for (const name of shared.split(" ")) globals[name] = Reflect.get(globalThis, name);

// Reading these for the first time loads undici, streams and the like, about 100 ms: only when a cell names them.
const lazy =
  "URL URLSearchParams TextEncoder TextDecoder AbortController AbortSignal Event EventTarget structuredClone atob btoa performance crypto fetch Headers Request Response FormData Blob File WebSocket ReadableStream WritableStream TransformStream MessageChannel BroadcastChannel DOMException TextDecoderStream TextEncoderStream CompressionStream DecompressionStream";
const define = (name: string, get: () => unknown): void => {
  const set = (value: unknown): void => {
    Object.defineProperty(globals, name, { value, writable: true, configurable: true });
  };
  Object.defineProperty(globals, name, { configurable: true, set, get: () => (set(get()), globals[name]) });
};
for (const name of lazy.split(" ")) define(name, () => Reflect.get(globalThis, name));
const required = { require: undefined as NodeJS.Require | undefined };
define("require", () => (required.require = createRequire(path.join(root, "cell.js"))));

const context = vm.createContext(globals, {
  name: "cells",
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});

/** Made inside the context, from its own intrinsics taken before any cell could change them. */
const inside = vm.runInContext(
  `(() => {
    const { parse, stringify } = JSON, { defineProperty, create } = Object, hasInstance = Function.prototype[Symbol.hasInstance];
    const call = Function.prototype.call.bind(hasInstance), ContextError = Error;
    return {
      allow(isNativeError) {
        defineProperty(Error, Symbol.hasInstance, { value(it) { return (this === ContextError && isNativeError(it)) || call(this, it); } });
      },
      install(names, ask) {
        for (const name of names) {
          const places = name.split(".");
          const act = { async [places.at(-1)](...values) {
            const sent = [];
            for (let at = 0; at < values.length; at++) sent[at] = values[at] === undefined ? [] : [values[at]];
            const answer = await ask(name, stringify(sent));
            if (answer.error !== undefined) { const error = new ContextError(answer.error); error.name = "ToolError"; throw error; }
            return answer.json === undefined ? undefined : parse(answer.json);
          } }[places.at(-1)];
          let place = globalThis;
          for (const part of places.slice(0, -1)) {
            if (!Object.hasOwn(place, part)) defineProperty(place, part, { value: create(null), enumerable: true });
            place = place[part];
          }
          defineProperty(place, places.at(-1), { value: act, enumerable: true });
        }
      },
    };
  })()`,
  context,
) as {
  allow(isNativeError: (value: unknown) => boolean): void;
  install(names: readonly string[], ask: (tool: string, json: string) => Promise<object>): void;
};
inside.allow(types.isNativeError);

// ── calls ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
interface Pending {
  readonly owner: Current;
  answer(result: object): void;
}
const pending = new Map<number, Pending>();
let lastCall = 0;

const ask = (tool: string, json: string): Promise<object> => {
  const owner = current;
  if (owner === undefined || owner.settled)
    return Promise.resolve({ error: `${tool} was called when no cell was running` });
  flush();
  const call = ++lastCall;
  owner.calls++;
  send({ type: "call", cell: owner.cell, call, tool, json });
  return new Promise((resolve) => {
    pending.set(call, { owner, answer: resolve });
  });
};

const answerCall = (order: Extract<Order, { type: "result" }>): void => {
  const waiting = pending.get(order.call);
  if (waiting === undefined) return;
  pending.delete(order.call);
  waiting.answer(order);
  if (--waiting.owner.calls === 0) setImmediate(waiting.owner.idle);
};

// ── running ───────────────────────────────────────────────────────────────────────────────────────────────────────────
const session = new Session();
session.connect();
let contextId = 0;
session.on("Runtime.executionContextCreated", ({ params }) => {
  if (params.context.name === "cells") contextId = params.context.id;
});
const post = <Result,>(method: string, params: object = {}): Promise<Result> =>
  new Promise((resolve, reject) => {
    session.post(method, params, (error: Error | null, result?: object) =>
      error ? reject(error) : resolve(result as Result),
    );
  });

let captured: unknown;
Object.defineProperty(globals, "__tackleCapture", {
  value: (value: unknown) => void (captured = value),
  configurable: false,
});

/** The thing itself behind an inspector's handle. */
const reach = async (remote: Remote): Promise<unknown> => {
  if (remote.objectId === undefined) {
    if (remote.unserializableValue === undefined) return remote.value;
    if (remote.unserializableValue.endsWith("n")) return BigInt(remote.unserializableValue.slice(0, -1));
    return remote.unserializableValue === "-0" ? -0 : Number(remote.unserializableValue);
  }
  captured = undefined;
  const functionDeclaration = "function(){'use strict';__tackleCapture(this)}";
  await post("Runtime.callFunctionOn", { objectId: remote.objectId, functionDeclaration });
  const value = captured;
  captured = undefined;
  void post("Runtime.releaseObject", { objectId: remote.objectId }).catch(() => {});
  return value;
};

/** True for what survives a round trip through JSON: data, without cycles, accessors, classes or holes. */
const isPlain = (value: unknown, seen: Set<object>, depth: number): boolean => {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (
    typeof value !== "object" ||
    depth > 64 ||
    types.isProxy(value) ||
    seen.has(value) ||
    seen.size > 50_000
  )
    return false;
  seen.add(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  const isData = Array.isArray(value)
    ? Object.keys(value).length === value.length
    : prototype === null ||
      (typeof prototype === "object" &&
        Object.getPrototypeOf(prototype) === null &&
        Object.hasOwn(prototype, "isPrototypeOf"));
  if (!isData || Object.getOwnPropertySymbols(value).length > 0) return false;
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (Array.isArray(value) && key === "length") continue;
    if (!("value" in property) || !property.enumerable || key === "toJSON") return false;
    if (!isPlain(property.value, seen, depth + 1)) return false;
  }
  seen.delete(value);
  return true;
};

const show = (value: unknown): string | undefined => {
  if (value === undefined) return undefined;
  if (isPlain(value, new Set(), 0)) {
    const json = JSON.stringify(value);
    if (json.length <= valueLimit) return json;
  }
  try {
    const text = inspect(value, { depth: 4, maxArrayLength: 100, maxStringLength: 4000 });
    return text.length > valueLimit ? `${text.slice(0, valueLimit)}…` : text;
  } catch (error) {
    return `(cannot be shown: ${String(error)})`;
  }
};

const frame = /\((c[\w.-]*\.ts):(\d+):\d+\)$|at (?:async )?(c[\w.-]*\.ts):(\d+):\d+$/;
const rootUrl = pathToFileURL(`${root}/`).href;

/** An error in the cell's own words: frames of cells and of the workspace's own files, nothing of the driver. */
const explain = (thrown: unknown, cell: string): Failure => {
  if (!types.isNativeError(thrown)) {
    const shown = show(thrown) ?? "undefined";
    const [name, message] =
      typeof thrown === "string" ? ["Error", thrown] : ["Error", `a cell threw ${shown}`];
    return { name, message, stack: `${name}: ${message}` };
  }
  const name = String(thrown.name);
  const message = String(thrown.message);
  const told = String(thrown.stack ?? "");
  const frames: string[] = [];
  let line: number | undefined;
  for (const text of told.split("\n").filter((text) => /^\s+at /.test(text))) {
    const match = frame.exec(text);
    if (match && (match[1] ?? match[3]) === `${cell}.ts`) line ??= Number(match[2] ?? match[4]);
    const isWorkspace =
      text.includes(rootUrl) || (text.includes(`${root}/`) && !text.includes("/node_modules/"));
    if (match || isWorkspace)
      frames.push(
        text
          .replaceAll(rootUrl, "")
          .replaceAll(`${root}/`, "")
          .replaceAll(/\?tackle=\d+/g, ""),
      );
  }
  if (name === "SyntaxError")
    line ??= Number(new RegExp(`^${cell}\\.ts:(\\d+)`).exec(told)?.[1]) || undefined;
  const cause = types.isNativeError(thrown.cause) ? ` (cause: ${thrown.cause.message})` : "";
  const stack = [`${name}: ${message}${cause}`, ...frames.slice(0, 10)].join("\n");
  return { name, message: message + cause, stack, ...(line === undefined ? {} : { line }) };
};

/** Which of these names hold something now: a failed cell may have got only halfway. */
const alive = async (names: readonly string[]): Promise<readonly string[]> => {
  if (names.length === 0) return [];
  const probes = names.map((name) => `(()=>{try{${name};return true}catch{return false}})()`);
  const { result } = await post<Evaluation>("Runtime.evaluate", {
    expression: `[${probes.join()}].join()`,
    contextId,
  });
  const found = String(result.value).split(",");
  return names.filter((_, at) => found[at] === "true");
};

const turn = new Int32Array(new SharedArrayBuffer(4)); // which run may be interrupted; 0 for none

const settle = (owner: Current, answer: object): void => {
  if (owner.settled) return;
  owner.settled = true;
  Atomics.store(turn, 0, 0);
  current = undefined;
  flush();
  send({ type: "done", cell: owner.cell, ...answer });
};

const interrupt = async (): Promise<void> => {
  const owner = current;
  if (owner === undefined || owner.settled) return;
  Atomics.store(turn, 0, 0);
  clearTimers();
  for (const [call, { owner: asker }] of pending) if (asker === owner) pending.delete(call);
  settle(owner, { status: "interrupted", alive: await alive(owner.names).catch(() => []) });
};

const run = async (order: Extract<Order, { type: "run" }>): Promise<void> => {
  const { run, cell, code, names } = order;
  const owner: Current = { run, cell, names, calls: 0, written: 0, settled: false, idle: () => {} };
  if (/\b(?:import|require)\b/.test(code)) refresh();
  current = owner;
  Atomics.store(turn, 0, run);
  const expression = `${code}\n//# sourceURL=${cell}.ts`;
  const ended = await post<Evaluation>("Runtime.evaluate", {
    expression,
    replMode: true,
    awaitPromise: true,
    contextId,
  });
  // A call that nobody awaited still belongs to this cell.
  while (owner.calls > 0 && !owner.settled) await new Promise<void>((resolve) => (owner.idle = resolve));
  if (owner.settled) return;
  const thrown = ended.exceptionDetails;
  if (thrown === undefined) {
    const value = show(await reach(ended.result));
    return settle(owner, { status: "ok", value });
  }
  const error =
    thrown.exception === undefined
      ? { name: "Error", message: thrown.text, stack: thrown.text }
      : explain(await reach(thrown.exception), cell);
  settle(owner, { status: "error", error, alive: await alive(names) });
};

// ── the workspace's own modules, always as they are now ───────────────────────────────────────────────────────────────
const loaded = new Map<string, string>();
let generation = 0;

const stamp = (file: string): string => {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? "" : `${found.mtimeNs}:${found.size}:${found.ino}`;
};
const isOurs = (file: string): boolean => file.startsWith(`${root}/`) && !file.includes("/node_modules/");

/** When any loaded file changed, all of the workspace's modules are loaded anew: an unchanged one may import a changed one. */
const refresh = (): void => {
  if (generation === 0) return install();
  if (![...loaded].some(([file, was]) => stamp(file) !== was)) return;
  generation++;
  loaded.clear();
  const cache = required.require?.cache ?? createRequire(path.join(root, "cell.js")).cache;
  for (const file of Object.keys(cache)) if (isOurs(file)) delete cache[file];
};

const install = (): void => {
  generation = 1;
  const sources: readonly (readonly [RegExp, string])[] = [
    [/\.js$/, ".ts"],
    [/\.mjs$/, ".mts"],
    [/\.jsx?$/, ".tsx"],
    [/$/, ".ts"],
  ];
  registerHooks({
    resolve(specifier, place, next) {
      const attempt = (): ReturnType<typeof next> => {
        try {
          return next(specifier, place);
        } catch (error) {
          // TypeScript projects name the file that will be built; what is here is its source.
          if (!/^\.{1,2}\//.test(specifier)) throw error;
          for (const [ending, source] of sources) {
            try {
              if (ending.test(specifier)) return next(specifier.replace(ending, source), place);
            } catch {
              // the next ending may be there
            }
          }
          throw error;
        }
      };
      const found = attempt();
      if (!found.url.startsWith(rootUrl) || found.url.includes("/node_modules/")) return found;
      const file = fileURLToPath(found.url);
      if (!loaded.has(file)) loaded.set(file, stamp(file));
      if (place.conditions.includes("require") || found.format === "commonjs") return found;
      const url = new URL(found.url);
      url.searchParams.set("tackle", String(generation));
      return { ...found, url: url.href };
    },
  });
};

// ── orders ────────────────────────────────────────────────────────────────────────────────────────────────────────────
function obey(order: Order): void {
  if (order.type === "result") return answerCall(order);
  if (order.type === "open") return inside.install(order.tools, ask);
  // The inspector refuses to answer for a cell that was ended in its first, synchronous part.
  run(order).catch(interrupt);
}

const complain = (words: string) => (thrown: unknown) =>
  print(`${words}: ${explain(thrown, current?.cell ?? "").stack}\n`);
process.on("unhandledRejection", complain("Unhandled rejection"));
process.on("uncaughtException", complain("Uncaught"));

await post("Runtime.enable");
send({ type: "ready" });

// Descriptor 4 is read by a thread, since the main one may be in a loop: `i` + run ends its cell, `k` + run also ends its children.
const watch = `
  const { Session } = require("node:inspector"), { Socket } = require("node:net"), fs = require("node:fs");
  const { parentPort, workerData } = require("node:worker_threads");
  const session = new Session();
  session.connectToMainThread();
  const children = (parent) => {
    for (const name of fs.readdirSync("/proc")) {
      if (!/^\\d+$/.test(name)) continue;
      try {
        const stat = fs.readFileSync("/proc/" + name + "/stat", "utf8");
        if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) !== parent) continue;
        children(Number(name));
        process.kill(Number(name), "SIGKILL");
      } catch {}
    }
  };
  const end = (word, run, tries) => {
    // The byte may be faster than the cell that it is for.
    if (Atomics.load(workerData, 0) !== run) return tries > 0 ? void setTimeout(end, 10, word, run, tries - 1) : undefined;
    if (word === 107) try { children(process.pid); } catch {}
    session.post("Runtime.terminateExecution", () => parentPort.postMessage("terminated"));
    // When no JavaScript runs there is nothing to terminate: this message is then what gets terminated.
    parentPort.postMessage("wake");
  };
  let held = Buffer.alloc(0);
  new Socket({ fd: 4, readable: true, writable: false }).on("error", () => {}).on("data", (bytes) => {
    held = Buffer.concat([held, bytes]);
    for (; held.length >= 5; held = held.subarray(5)) end(held[0], held.readInt32LE(1), 20);
  });`;
const worker = new Worker(watch, { eval: true, workerData: turn, stdout: false, stderr: false });
worker.unref();
worker.on("error", () => {});
worker.on("message", (word) => {
  if (word === "terminated") void interrupt();
});
