/** The clock of a game between two players; the README says what the modes do. */

const modes = ["sudden", "increment", "delay", "giveback"];
const other = { white: "black", black: "white" };

export class ChessClock {
  #mode;
  #bonus;
  #stages;
  #left;
  #moves = { white: 0, black: 0 };
  /** Who is to move; undefined before the game. */
  #turn;
  /** When the clock began to run; undefined while it stands still. */
  #since;
  /** The latest time that the clock was told by a call that changed it. */
  #latest = -Infinity;

  constructor({ base, mode = "sudden", bonus = 0, stages = [] }) {
    if (!modes.includes(mode)) throw new RangeError(`there is no mode ${mode}`);
    if (!(base > 0) || !(bonus >= 0)) throw new RangeError("a clock needs a time above zero, and no bonus below it");
    this.#mode = mode;
    this.#bonus = bonus;
    this.#stages = stages;
    this.#left = { white: base, black: base };
  }

  get turn() {
    return this.#turn;
  }

  /** How many moves a player has made. */
  moves(player) {
    return this.#moves[player];
  }

  /** "ready", "running", "paused" or "over", at a time. */
  state(now) {
    if (this.flag(now) !== undefined) return "over";
    if (this.#turn === undefined) return "ready";
    return this.#since === undefined ? "paused" : "running";
  }

  /** Begins the game with white. */
  start(now) {
    this.#expect("ready", now);
    this.#turn = "white";
    this.#since = now;
  }

  /** Ends the move of the player whose turn it is. */
  press(now) {
    this.#expect("running", now);
    const player = this.#turn;
    const took = now - this.#since;
    this.#left[player] += this.#gainedBy(took) - this.#costOf(took);
    this.#moves[player] += 1;
    for (const { moves, extra } of this.#stages) if (moves === this.#moves[player]) this.#left[player] += extra;
    this.#turn = other[player];
    this.#since = now;
  }

  /** Stops the clock until `resume`. */
  pause(now) {
    this.#expect("running", now);
    this.#left[this.#turn] = this.remaining(this.#turn, now);
    this.#since = undefined;
  }

  resume(now) {
    this.#expect("paused", now);
    this.#since = now;
  }

  /** The time that a player has left, never below 0. */
  remaining(player, now) {
    const running = player === this.#turn && this.#since !== undefined;
    return running ? Math.max(0, this.#left[player] - this.#costOf(now - this.#since)) : this.#left[player];
  }

  /** When the flag of the player to move will fall if nothing happens; undefined unless the clock is running. */
  fallsAt() {
    if (this.#since === undefined) return undefined;
    return this.#since + this.#left[this.#turn] + (this.#mode === "delay" ? this.#bonus : 0);
  }

  /** The player whose flag has fallen by a time, or undefined. */
  flag(now) {
    return this.#since !== undefined && now >= this.fallsAt() ? this.#turn : undefined;
  }

  /** How much of the time that a move took is taken from the player's time. */
  #costOf(took) {
    return this.#mode === "delay" ? Math.max(0, took - this.#bonus) : took;
  }

  /** What the player gets after a move. */
  #gainedBy(took) {
    if (this.#mode === "increment") return this.#bonus;
    return this.#mode === "giveback" ? Math.min(this.#bonus, took) : 0;
  }

  /** Throws an Error, before anything is changed, when the clock is in another state or was told a later time before. */
  #expect(wanted, now) {
    if (now < this.#latest) throw new RangeError(`it was ${this.#latest} already, not ${now}`);
    const state = this.state(now);
    if (state !== wanted) throw new Error(`the clock is ${state}, not ${wanted}`);
    this.#latest = now;
  }
}
