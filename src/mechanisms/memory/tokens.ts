/** How many tokens a text has, about: only a provider knows, and only afterwards. */
import type { Message } from "../../core/message.ts";

/** What a message costs beside its text: its role, its frame. */
const frame = 6;
/** A picture, whatever its size: providers scale it down to about this. */
const picture = 1_600;

/** A token for every four bytes; languages whose letters take more bytes take more tokens too. */
export function estimateText(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}

/** All of a message, with the cells in it and what its provider keeps there. */
export function estimateMessage(message: Message): number {
  const words = frame + estimateText(message.text);
  if (message.role === "user") return words + picture * (message.images?.length ?? 0);
  if (message.role === "outcome") return words;
  const cells = message.cells.reduce((sum, { code }) => sum + 2 * frame + estimateText(code), 0);
  return words + cells + (message.private === undefined ? 0 : estimateText(JSON.stringify(message.private)));
}
