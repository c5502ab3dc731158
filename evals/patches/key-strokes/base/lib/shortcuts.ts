/** Shortcuts, and which of them strokes come to. */
import { readStroke } from "./stroke.ts";

export type Action = () => void;

interface Place {
  readonly next: Map<string, Place>;
  action?: Action | undefined;
}

const place = (): Place => ({ next: new Map() });

/**
 * Shortcuts of one or several strokes, such as `ctrl+s` or `g i`, which is g and then i.
 *
 * Strokes that begin a shortcut are pending until it is whole. A stroke that does not go on with what is pending gives that up, and is taken as
 * a first stroke instead. What is pending is also given up when the next stroke comes more than `timeout` milliseconds after the last one.
 */
export class Shortcuts {
  readonly #timeout: number;
  readonly #first = place();
  #now = this.#first;
  #pending: string[] = [];
  #last = 0;

  constructor({ timeout = 1000 }: { readonly timeout?: number } = {}) {
    this.#timeout = timeout;
  }

  /** The strokes that are pending, with blanks between them. */
  get pending(): string {
    return this.#pending.join(" ");
  }

  /** The strokes that would go on with what is pending, sorted. */
  get following(): string[] {
    return [...this.#now.next.keys()].sort();
  }

  /**
   * Binds a shortcut, and gives a function that takes it away again. Throws a RangeError when it is bound already, and when it begins another
   * or another begins it, since one of the two could not be reached.
   */
  bind(shortcut: string, action: Action): () => void {
    const strokes = shortcut.trim().split(/\s+/).map(readStroke);
    const way = [this.#first];
    for (const stroke of strokes) {
      const at = way.at(-1)!;
      if (at.action !== undefined) throw new RangeError(`a part of it is bound: ${shortcut}`);
      way.push(at.next.get(stroke) ?? place());
    }
    const end = way.at(-1)!;
    if (end.action !== undefined) throw new RangeError(`it is bound: ${shortcut}`);
    if (end.next.size > 0) throw new RangeError(`longer ones begin with it: ${shortcut}`);
    strokes.forEach((stroke, at) => way[at]!.next.set(stroke, way[at + 1]!));
    end.action = action;
    return () => this.#unbind(strokes, way, action);
  }

  /**
   * Takes a stroke at a time in milliseconds. Gives true when it belongs to a shortcut, whole or not yet; false when nobody wants it.
   * When an action is called nothing is pending any more.
   */
  press(text: string, time: number): boolean {
    const stroke = readStroke(text);
    if (time - this.#last > this.#timeout) this.#giveUp();
    this.#last = time;
    const next = this.#now.next.get(stroke);
    if (next === undefined) {
      this.#giveUp();
      return false;
    }
    if (next.action !== undefined) {
      this.#giveUp();
      next.action();
      return true;
    }
    this.#now = next;
    this.#pending.push(stroke);
    return true;
  }

  #giveUp(): void {
    this.#now = this.#first;
    this.#pending = [];
  }

  #unbind(strokes: readonly string[], way: readonly Place[], action: Action): void {
    const end = way.at(-1)!;
    if (end.action !== action) return;
    end.action = undefined;
    this.#giveUp();
    for (let at = strokes.length; at > 0; at--) {
      if (way[at]!.next.size === 0) way[at - 1]!.next.delete(strokes[at - 1]!);
    }
  }
}
