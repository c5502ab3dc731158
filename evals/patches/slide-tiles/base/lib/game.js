/** A game in play. */
import { empty, emptyFields, move, movesOf, put } from "./board.js";

export class Game {
  #board;
  #score = 0;
  #won = false;
  #target;
  #random;

  /** `random` gives numbers from 0 up to 1, which is not among them. Without a `board` the game begins with two tiles. */
  constructor({ size = 4, target = 2048, random = Math.random, board } = {}) {
    this.#target = target;
    this.#random = random;
    this.#board = board ?? empty(size);
    if (board === undefined) for (let i = 0; i < 2; i++) this.#add();
  }

  get board() {
    return this.#board.map((row) => [...row]);
  }

  get score() {
    return this.#score;
  }

  /** True once a tile of the target's number has been made. */
  get won() {
    return this.#won;
  }

  get over() {
    return movesOf(this.#board).length === 0;
  }

  /** Makes a move. Gives false, and does nothing, when nothing would move. */
  play(direction) {
    const { board, gained, moved } = move(this.#board, direction);
    if (!moved) return false;
    this.#board = board;
    this.#score += gained;
    this.#won ||= board.flat().includes(this.#target);
    this.#add();
    return true;
  }

  /** The field is chosen by the first random number, among the empty ones row by row; the tile by the second: a 4 when it is below 0.1. */
  #add() {
    const fields = emptyFields(this.#board);
    const field = fields[Math.floor(this.#random() * fields.length)];
    this.#board = put(this.#board, field, this.#random() < 0.1 ? 4 : 2);
  }
}
