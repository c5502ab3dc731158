/** What every model throws when it was told to stop. */
import { Fault } from "../core/fault.ts";

/** The Fault of a reply that its caller gave up; who threw it can be told by the signal, which is aborted. */
export function interrupted(model: string): Fault {
  return new Fault("model_failed", `${model} was interrupted before it had replied`);
}
