/** The moment at which the first request to a model is on its way. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";

/** Node's own fetch says so when it has written a request's body. */
const channel = "undici:request:bodySent";

/**
 * Calls `then` once, right after this process has sent its next request: until then nothing should stand in its way. Returns what
 * forgets it; a model that sends no requests never leads to the call.
 */
export function onceSent(then: () => void): () => void {
  const forget = (): void => void unsubscribe(channel, hear);
  const hear = (): void => {
    forget();
    setImmediate(then);
  };
  subscribe(channel, hear);
  return forget;
}
