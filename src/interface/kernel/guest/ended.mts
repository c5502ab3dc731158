/** What becomes of a cell that was ended while it waited for Node: it waits for ever. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Running } from "./state.mts";

const owners = new AsyncLocalStorage<Running>();

/** Runs the work so that all it starts, and all that starts, is known to be the owner's. */
export function runAs<T>(owner: Running, work: () => T): T {
  return owners.run(owner, work);
}

type Then = (this: unknown, ...callbacks: readonly unknown[]) => unknown;

/**
 * Promises of Node's own modules are of the driver's realm, so a cell that awaits one asks it for its `then` (the driver and Node
 * itself do not): those that a cell asked for say nothing any more once the cell was ended. A loop over files ends there.
 */
export function watchPromises(): void {
  const original: unknown = Reflect.get(Promise.prototype, "then");
  if (typeof original !== "function") return;
  const then: Then = function then(...callbacks) {
    const owner = owners.getStore();
    const held = owner === undefined ? callbacks : callbacks.map((callback) => unlessEnded(owner, callback));
    return Reflect.apply(original, this, held);
  };
  // oxlint-disable-next-line no-extend-native, no-thenable, no-floating-promises -- the kernel's own realm; cells have another
  Object.defineProperty(Promise.prototype, "then", { value: then, writable: true, configurable: true });
}

function unlessEnded(owner: Running, callback: unknown): unknown {
  if (typeof callback !== "function") return callback;
  return (value: unknown): unknown =>
    owner.ended ? new Promise(() => {}) : Reflect.apply(callback, undefined, [value]);
}
