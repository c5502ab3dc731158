/** What cells print, sent in pieces. */
import { send } from "./channel.mts";
import { state } from "./state.mts";

const limit = 8 << 20; // a loop that prints must not fill the heap before anything can be sent

const piece = 1 << 20;

let unsent = "";
let isScheduled = false;

/** Sends what was printed so far; not to be called on a cell's own stack. */
export function flush(): void {
  const text = unsent;
  unsent = "";
  for (let at = 0; at < text.length; at += piece) send({ type: "output", text: text.slice(at, at + piece) });
}

/** Keeps a text for the cell that runs, which the driver sends soon. It does no more: a cell can be ended in the middle of it. */
export function print(text: string): void {
  const { current } = state;
  if (current === undefined) {
    unsent += text;
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      flush();
    });
    return;
  }
  const before = current.written;
  current.written += text.length;
  if (current.written <= limit) unsent += text;
  else if (before <= limit) unsent += "\n… the rest of this cell's output was dropped\n";
}
