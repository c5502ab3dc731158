/** Takes from the code under test what would end the worker, outlive a run, or talk over it. */

/** Thrown where the code under test asked the process to end. */
export class LeftProcess extends Error {
  override readonly name = "LeftProcess";
}

let left = false;
let asleep = 0;
const timers = new Set<NodeJS.Timeout | NodeJS.Immediate>();
/** Milliseconds of timers that one run may wait for in all. */
const sleepLimit = 4000;

/** True when the code asked to end the process since the last reset. */
export function leftProcess(): boolean {
  return left;
}

/** Ends what the last run left running. */
export function resetQuiet(): void {
  left = false;
  asleep = 0;
  process.exitCode = undefined;
  for (const timer of timers) {
    clearTimeout(timer as NodeJS.Timeout);
    clearImmediate(timer as NodeJS.Immediate);
  }
  timers.clear();
}

function leave(): never {
  left = true;
  throw new LeftProcess("the code asked the process to end");
}

/** Timers are remembered, and one that would wait beyond the limit no longer keeps a run alive: waiting is metered, not timed. */
function installTimers(): void {
  const { setTimeout: later, setInterval: every, setImmediate: soon } = globalThis;
  const watch = <T extends NodeJS.Timeout>(timer: T, delay: number): T => {
    timers.add(timer);
    if (delay > sleepLimit - asleep) timer.unref();
    return timer;
  };
  const metered = (callback: (...given: unknown[]) => void, delay: number) =>
    function run(this: NodeJS.Timeout, ...given: unknown[]): void {
      asleep += Math.max(delay, 1);
      if (asleep > sleepLimit) clearInterval(this);
      callback(...given);
    };
  const keep = <T extends object>(original: T, replacement: unknown): T =>
    Object.assign(replacement as T, Object.getOwnPropertyDescriptors(original) && {}, promisified(original));
  globalThis.setTimeout = keep(later, (callback: never, delay = 0, ...given: unknown[]) =>
    watch(later(metered(callback, delay), delay, ...given), delay),
  );
  globalThis.setInterval = keep(every, (callback: never, delay = 0, ...given: unknown[]) =>
    watch(every(metered(callback, delay), delay, ...given), delay),
  );
  globalThis.setImmediate = keep(soon, (callback: never, ...given: unknown[]) => {
    const immediate = soon(callback, ...given);
    timers.add(immediate);
    return immediate;
  });
}

const promisified = (original: object): object =>
  Object.fromEntries(
    Object.getOwnPropertySymbols(original).map((key) => [key, Reflect.get(original, key)] as const),
  );

/** Installs all of it, once. */
export function installQuiet(): void {
  process.exit = leave;
  process.abort = leave;
  process.kill = leave;
  Object.assign(process, { reallyExit: leave });
  process.stdout.write = () => true;
  process.stderr.write = () => true;
  installTimers();
}
