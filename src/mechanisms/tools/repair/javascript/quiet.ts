/** Takes from the code under test what would end the worker, outlive a run, or talk over it. */

/** Thrown where the code under test asked the process to end. */
export class LeftProcess extends Error {
  override readonly name = "LeftProcess";
}

let left = false;
let asleep = 0;
let endings: (() => void)[] = [];
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
  for (const end of endings) end();
  endings = [];
}

function leave(): never {
  left = true;
  throw new LeftProcess("the code asked the process to end");
}

/** Timers are remembered, and one that would wait beyond the limit no longer keeps a run alive: waiting is metered, not timed. */
function installTimers(): void {
  const { setTimeout: later, setInterval: every, setImmediate: soon } = globalThis;
  const watch = (timer: NodeJS.Timeout, delay: number): NodeJS.Timeout => {
    endings.push(() => clearTimeout(timer));
    if (delay > sleepLimit - asleep) timer.unref();
    return timer;
  };
  const metered = (callback: (...given: unknown[]) => void, delay: number) =>
    function run(this: NodeJS.Timeout, ...given: unknown[]): void {
      asleep += Math.max(delay, 1);
      if (asleep > sleepLimit) clearInterval(this);
      callback(...given);
    };
  replace("setTimeout", later, (callback: Callback, delay = 0, ...given: unknown[]) =>
    watch(later(metered(callback, delay), delay, ...given), delay),
  );
  replace("setInterval", every, (callback: Callback, delay = 0, ...given: unknown[]) =>
    watch(every(metered(callback, delay), delay, ...given), delay),
  );
  replace("setImmediate", soon, (callback: Callback, ...given: unknown[]) => {
    const immediate = soon(callback, ...given);
    endings.push(() => clearImmediate(immediate));
    return immediate;
  });
}

type Callback = (...given: unknown[]) => void;

/** The replacement keeps what hangs on the original: util.promisify finds its own version there. */
function replace(
  name: string,
  original: object,
  replacement: (callback: Callback, delay?: number) => object,
): void {
  for (const key of Object.getOwnPropertySymbols(original))
    Object.defineProperty(replacement, key, { value: Reflect.get(original, key) });
  Object.assign(globalThis, { [name]: replacement });
}

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
