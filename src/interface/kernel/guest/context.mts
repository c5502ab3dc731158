/** The context in which cells run: its globals, and the functions of the api made from its own intrinsics. */
import { Console } from "node:console";
import process from "node:process";
import { Writable } from "node:stream";
import { types } from "node:util";
import vm from "node:vm";
import { chance, fill, reading } from "./chance.mts";
import { createCellRequire } from "./modules.mts";
import { print } from "./output.mts";
import { timerFunctions } from "./timers.mts";

/** How a call came out: JSON text, or what went wrong. */
export interface Answer {
  readonly json?: string;
  readonly error?: string;
}

type Ask = (tool: string, json: string) => Promise<Answer>;

// A stream that never waits: the console calls `write` and nothing else.
const stream = new Writable({ decodeStrings: false });
stream.write = (text: unknown): boolean => {
  print(String(text));
  return true;
};

const globals: Record<string, unknown> = {
  console: new Console({ stdout: stream, stderr: stream, ignoreErrors: false, inspectOptions: { depth: 4 } }),
  process,
  Buffer,
  queueMicrotask,
  ...timerFunctions,
};
Object.defineProperty(process, "exit", {
  value: () => {
    throw new Error("process.exit would end the kernel and its variables; end the cell instead");
  },
});

// Shared with the main realm, so that `instanceof` holds for what modules hand over.
const shared =
  "ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array";
for (const name of shared.split(" ")) globals[name] = Reflect.get(globalThis, name);

function defineLazily(name: string, get: () => unknown): void {
  const set = (value: unknown): void => {
    Object.defineProperty(globals, name, { value, writable: true, configurable: true });
  };
  const first = (): unknown => {
    const value = get();
    set(value);
    return value;
  };
  Object.defineProperty(globals, name, { configurable: true, set, get: first });
}

// Reading these for the first time loads undici, streams and the like, about 100 ms: only when a cell names them.
const lazy =
  "URL URLSearchParams TextEncoder TextDecoder AbortController AbortSignal Event EventTarget structuredClone atob btoa performance crypto fetch Headers Request Response FormData Blob File WebSocket ReadableStream WritableStream TransformStream MessageChannel BroadcastChannel DOMException TextDecoderStream TextEncoderStream CompressionStream DecompressionStream";
for (const name of lazy.split(" ")) defineLazily(name, () => Reflect.get(globalThis, name));

defineLazily("performance", () => withOwn(performance, { now: () => reading(() => performance.now()) }));
defineLazily("crypto", () =>
  withOwn(crypto, {
    getRandomValues<T extends ArrayBufferView>(view: T): T {
      fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
      return view;
    },
    randomUUID(): string {
      const bytes = Buffer.alloc(16);
      fill(bytes);
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    },
  }),
);

/** The thing, with some of its functions replaced. */
function withOwn<T extends object>(thing: T, own: object): T {
  return new Proxy(thing, {
    get(target, name) {
      if (Object.hasOwn(own, name)) return Reflect.get(own, name);
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

defineLazily("require", createCellRequire);

let captured: unknown;
Object.defineProperty(globals, "__tackleCapture", {
  value: (value: unknown) => {
    captured = value;
  },
});

/** What was last handed to `__tackleCapture` inside, which is then let go of. */
export function takeCaptured(): unknown {
  const value = captured;
  captured = undefined;
  return value;
}

const context = vm.createContext(globals, {
  name: "cells",
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});

// Made inside from the context's own intrinsics, taken before any cell could change them.
const inside: {
  allow(isNativeError: (value: unknown) => boolean): void;
  tick(read: (now: () => number) => number, chance: () => number): void;
  install(names: readonly string[], ask: Ask): void;
} = vm.runInContext(
  `(() => {
    const { parse, stringify } = JSON, { defineProperty, create } = Object, ContextError = Error;
    const hasInstance = Function.prototype.call.bind(Function.prototype[Symbol.hasInstance]);
    return {
      allow(isNativeError) {
        const value = function (it) { return (this === ContextError && isNativeError(it)) || hasInstance(this, it) };
        defineProperty(Error, Symbol.hasInstance, { value });
      },
      tick(read, chance) {
        const Real = Date, real = Date.now, now = () => read(real);
        const Clock = new Proxy(Real, {
          apply: () => new Real(now()).toString(),
          construct: (target, values, wanted) =>
            Reflect.construct(target, values.length === 0 ? [now()] : values, wanted === Clock ? target : wanted),
        });
        defineProperty(Real, "now", { value: { now: () => now() }.now, writable: true, configurable: true });
        defineProperty(Real.prototype, "constructor", { value: Clock, writable: true, configurable: true });
        defineProperty(globalThis, "Date", { value: Clock, writable: true, configurable: true });
        defineProperty(Math, "random", { value: { random: () => chance() }.random, writable: true, configurable: true });
      },
      install(names, ask) {
        for (const name of names) {
          const places = name.split("."), last = places.pop();
          const act = { async [last](...values) {
            const sent = [];
            for (let at = 0; at < values.length; at++) sent[at] = values[at] === undefined ? [] : [values[at]];
            const answer = await ask(name, stringify(sent));
            if (answer.error !== undefined) throw defineProperty(new ContextError(answer.error), "name", { value: "ToolError" });
            return answer.json === undefined ? undefined : parse(answer.json);
          } }[last];
          let place = globalThis;
          for (const part of places) {
            if (!Object.hasOwn(place, part)) defineProperty(place, part, { value: create(null), enumerable: true });
            place = place[part];
          }
          defineProperty(place, last, { value: act, enumerable: true });
        }
      },
    };
  })()`,
  context,
);
// Errors of Node's own modules come from the main realm.
inside.allow(types.isNativeError);
inside.tick(reading, chance);

/** Puts the functions of the api into the context, under their dotted names. */
export function installTools(names: readonly string[], ask: Ask): void {
  inside.install(names, ask);
}
