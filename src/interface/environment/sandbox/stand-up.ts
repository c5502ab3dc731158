/** When a session's sandbox starts, and who hears of it. */
import type { Journal } from "../../../core/journal.ts";
import type { DeferredSandbox } from "./defer.ts";
import { onceSent } from "./sent.ts";

/** The sandbox starts when the first request is on its way, or when what this returns is called: that waits until it stands. */
export function standUp(
  sandbox: DeferredSandbox,
  journal: Journal,
  onFailure: () => void,
): () => Promise<unknown> {
  const stood = sandbox.opened.then(({ name }) => journal.append({ type: "sandbox.opened", name }));
  stood.catch(onFailure);
  const forget = onceSent(() => sandbox.begin());
  return () => {
    forget();
    sandbox.begin();
    return stood;
  };
}
