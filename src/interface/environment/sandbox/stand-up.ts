/** When a session's sandbox starts, and who hears of it. */
import type { Journal } from "../../../core/journal.ts";
import type { DeferredSandbox } from "./defer.ts";

/** Tells the journal when the sandbox stands. What it returns starts it, unless that was done already, and waits until it does. */
export function standUp(
  sandbox: DeferredSandbox,
  journal: Journal,
  onFailure: () => void,
): () => Promise<unknown> {
  const stood = sandbox.opened.then(({ name }) => journal.append({ type: "sandbox.opened", name }));
  stood.catch(onFailure);
  return () => {
    sandbox.begin();
    return stood;
  };
}
