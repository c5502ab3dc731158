/** A clock of two players. Times are seconds; `press` ends the turn of the one whose turn it is. */
export class ChessClock {
  #left;
  #turn = "white";
  #since = 0;

  constructor(seconds, increment = 0) {
    this.#left = { white: seconds, black: seconds };
    this.increment = increment;
  }

  get turn() {
    return this.#turn;
  }

  left(player) {
    return this.#left[player];
  }

  /** `now`: seconds since the game began. Returns who has lost on time, if anyone. */
  press(now) {
    const player = this.#turn;
    this.#left[player] -= now - this.#since;
    this.#since = now;
    if (this.#left[player] <= 0) return player;
    this.#turn = player === "white" ? "black" : "white";
    this.#left[this.#turn] += this.increment;
    return undefined;
  }
}
