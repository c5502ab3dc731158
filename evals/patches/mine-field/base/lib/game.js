/** A game: open every cell that has no mine. Fields may be large: a hundred thousand cells may open at once. */
import { around, createField, isInside, minesAround } from "./field.js";

export class Game {
  #field;
  #open = new Set();
  #flags = new Set();
  #state = "playing";

  constructor(width, height, mines) {
    this.#field = createField(width, height, mines);
    if (this.#closedSafe() === 0) this.#state = "won";
  }

  /** "playing", "won" as soon as every cell without a mine is open, or "lost" as soon as one with a mine is. */
  get state() {
    return this.#state;
  }

  /** Mines minus flags; below zero when there are too many flags. */
  get minesLeft() {
    return this.#field.mined.size - this.#flags.size;
  }

  /**
   * Opens a cell; gives how many were opened. A cell without a mine around it opens those around it too, and so on. A flag guards its cell: it
   * is not opened, neither by hand nor by its neighbours, until the flag is taken away. Nothing happens outside of the field, on open cells,
   * and when the game is over.
   */
  open(x, y) {
    if (!this.#canTouch(x, y)) return 0;
    const first = this.#cell(x, y);
    if (this.#flags.has(first)) return 0;
    if (this.#field.mined.has(first)) {
      this.#open.add(first);
      this.#state = "lost";
      return 1;
    }
    let opened = 0;
    const queue = [first];
    while (queue.length > 0) {
      const cell = queue.pop();
      if (this.#open.has(cell)) continue;
      this.#open.add(cell);
      opened += 1;
      if (minesAround(this.#field, cell) === 0) queue.push(...around(this.#field, cell));
    }
    if (this.#closedSafe() === 0) this.#state = "won";
    return opened;
  }

  /** Sets a flag on a closed cell or takes it away; true when there is one now. */
  toggleFlag(x, y) {
    if (!this.#canTouch(x, y)) return false;
    const cell = this.#cell(x, y);
    if (this.#flags.delete(cell)) return false;
    this.#flags.add(cell);
    return true;
  }

  /** The rows as texts: `.` closed, `F` flag, `*` an open mine, a space for no mine around, else the number of mines around. */
  toString() {
    const rows = [];
    for (let y = 0; y < this.#field.height; y++) {
      let row = "";
      for (let x = 0; x < this.#field.width; x++) row += this.#symbol(this.#cell(x, y));
      rows.push(row);
    }
    return rows.join("\n");
  }

  #symbol(cell) {
    if (this.#flags.has(cell)) return "F";
    if (!this.#open.has(cell)) return ".";
    if (this.#field.mined.has(cell)) return "*";
    return String(minesAround(this.#field, cell) || " ");
  }

  #cell(x, y) {
    return y * this.#field.width + x;
  }

  #canTouch(x, y) {
    return this.#state === "playing" && isInside(this.#field, x, y) && !this.#open.has(this.#cell(x, y));
  }

  #closedSafe() {
    return this.#field.width * this.#field.height - this.#field.mined.size - this.#safeOpen();
  }

  #safeOpen() {
    return [...this.#open].filter((cell) => !this.#field.mined.has(cell)).length;
  }
}
