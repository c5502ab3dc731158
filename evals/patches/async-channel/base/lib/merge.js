/** One channel of several. */
import { Channel } from "./channel.js";

/**
 * A channel of all values of some channels: those of each in their order, those of different ones as they come. It is closed when all of them
 * are. When it is closed before, no more is received from them than one value each.
 */
export function merge(channels, capacity = 0) {
  const merged = new Channel(capacity);
  const forward = async (channel) => {
    for await (const value of channel) {
      if (!(await merged.send(value))) return;
    }
  };
  Promise.all(channels.map(forward)).then(() => merged.close());
  return merged;
}
