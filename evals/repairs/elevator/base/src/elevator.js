/** Serves calls in the direction it moves in, then in the other one. */
class Elevator {
  constructor(floor = 0) {
    this.floor = floor;
    this.direction = 1;
    this.calls = new Set();
  }

  call(floor) {
    if (floor !== this.floor) this.calls.add(floor);
  }

  /** The calls that lie ahead. */
  ahead() {
    return [...this.calls].filter((floor) => (floor - this.floor) * this.direction > 0);
  }

  /** Moves to the next stop and returns it; undefined when nobody calls. */
  step() {
    if (this.calls.size === 0) return undefined;
    const stops = [...this.calls];
    const next = stops.sort((a, b) => Math.abs(a - this.floor) - Math.abs(b - this.floor))[0];
    this.calls.delete(next);
    this.floor = next;
    return next;
  }
}

module.exports = { Elevator };
