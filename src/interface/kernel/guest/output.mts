/** What cells print, sent in pieces. */
import { send } from "./channel.mts";
import { state } from "./state.mts";

const limit = 8 << 20; // a loop that prints must not fill the heap before anything can be sent

let unsent = "";
let isScheduled = false;

/** Sends what was printed so far. */
export function flush(): void {
  if (unsent !== "") send({ type: "output", text: unsent });
  unsent = "";
}

/** Prints a text for the cell that runs; soon sent, at once when it is much. */
export function print(text: string): void {
  const { current } = state;
  if (current !== undefined) {
    const before = current.written;
    current.written += text.length;
    if (current.written > limit) {
      if (before <= limit) unsent += "\n… the rest of this cell's output was dropped\n";
      return;
    }
  }
  unsent += text;
  if (unsent.length > 65_536) return flush();
  if (isScheduled) return;
  isScheduled = true;
  setImmediate(() => {
    isScheduled = false;
    flush();
  });
}
