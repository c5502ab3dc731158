/** Functions that remember their calls, as jest and vitest make them, and clocks that stand still. */
import { mock } from "node:test";

type Call = (...given: unknown[]) => unknown;

interface Remembered {
  calls: unknown[][];
  results: { type: "return" | "throw"; value: unknown }[];
}

/** What such a function remembers; undefined for any other value. */
export function rememberedBy(value: unknown): Remembered | undefined {
  return typeof value === "function" ? memories.get(value) : undefined;
}

const memories = new WeakMap<object, Remembered>();

/** `jest.fn`, `vi.fn`. */
export function fn(body?: Call): Call {
  const memory: Remembered = { calls: [], results: [] };
  const next: Call[] = [];
  let usual: Call = body ?? (() => undefined);
  const double = function (this: unknown, ...given: unknown[]): unknown {
    memory.calls.push(given);
    try {
      const value = (next.shift() ?? usual).apply(this, given);
      memory.results.push({ type: "return", value });
      return value;
    } catch (error) {
      memory.results.push({ type: "throw", value: error });
      throw error;
    }
  };
  const set = (made: Call): Call => {
    usual = made;
    return double;
  };
  const once = (made: Call): Call => {
    next.push(made);
    return double;
  };
  const clear = (): Call => {
    memory.calls = [];
    memory.results = [];
    return double;
  };
  const rejecting = (value: unknown) => (): Promise<unknown> => Promise.reject(value);
  memories.set(double, memory);
  return Object.assign(double, {
    mock: memory,
    mockImplementation: set,
    mockImplementationOnce: once,
    mockReturnValue: (value: unknown) => set(() => value),
    mockReturnValueOnce: (value: unknown) => once(() => value),
    mockResolvedValue: (value: unknown) => set(() => Promise.resolve(value)),
    mockResolvedValueOnce: (value: unknown) => once(() => Promise.resolve(value)),
    mockRejectedValue: (value: unknown) => set(rejecting(value)),
    mockRejectedValueOnce: (value: unknown) => once(rejecting(value)),
    mockClear: clear,
    mockReset: () => {
      usual = () => undefined;
      next.length = 0;
      return clear();
    },
  });
}

const spied: (() => void)[] = [];

function spyOn(target: Record<string, unknown>, name: string): Call {
  const original = target[name];
  if (typeof original !== "function") throw new TypeError(`${name} is no function that can be spied on`);
  const double = fn((...given: unknown[]): unknown => Reflect.apply(original, target, given));
  const restore = (): void => void (target[name] = original);
  spied.push(restore);
  target[name] = double;
  return Object.assign(double, { mockRestore: restore });
}

function restoreAll(): void {
  for (const restore of spied.splice(0)) restore();
  mock.timers.reset();
}

/** What `jest` and `vi` are here. */
export const mocking = {
  fn,
  spyOn,
  isMockFunction: (value: unknown) => rememberedBy(value) !== undefined,
  restoreAllMocks: restoreAll,
  clearAllMocks: () => undefined,
  resetAllMocks: () => undefined,
  useFakeTimers: () => mock.timers.enable(),
  useRealTimers: () => mock.timers.reset(),
  advanceTimersByTime: (milliseconds: number) => mock.timers.tick(milliseconds),
  runAllTimers: () => mock.timers.runAll(),
  setSystemTime: (time: number | Date) => mock.timers.setTime(Number(time)),
  mock: () => {
    throw new Error("modules cannot be replaced in a repair worker");
  },
};
