/** A map that is read from text. */
import { line, neighbours } from "./hex.js";

const grounds = {
  ".": { cost: 1, clear: true },
  "~": { cost: 2, clear: true },
  "^": { cost: 2, clear: false },
  "#": { cost: Infinity, clear: false },
};

export class HexMap {
  #rows;

  /** Reads a line of signs for each row; spaces do not matter. Throws a SyntaxError for a sign that is none. */
  constructor(text) {
    this.#rows = text
      .split("\n")
      .map((row) => row.replaceAll(" ", ""))
      .filter((row) => row !== "");
    for (const sign of this.#rows.join("")) if (!Object.hasOwn(grounds, sign)) throw new SyntaxError(`no ground: ${sign}`);
  }

  /** What a hex is made of; undefined beside the map. */
  ground({ column, row }) {
    return grounds[this.#rows[row]?.[column]];
  }

  /** Whether one hex sees another one. Beside the map nothing sees and nothing is seen, but a line may lead across what is beside it. */
  sees(from, to) {
    if (!this.ground(from) || !this.ground(to)) return false;
    const between = line(from, to).slice(1, -1);
    return between.every((hex) => this.ground(hex)?.clear ?? true);
  }

  /** The hexes that are seen from one, row by row, without itself. */
  seenFrom(from) {
    const all = this.#rows.flatMap((signs, row) => Array.from(signs, (_, column) => ({ column, row })));
    return all.filter((hex) => !(hex.column === from.column && hex.row === from.row) && this.sees(from, hex));
  }

  /** What it costs at least to go from one hex to another; Infinity where there is no way. The hex that is left costs nothing. */
  cost(from, to) {
    if (!this.ground(from) || !this.ground(to)) return Infinity;
    const known = new Map([[keyOf(from), 0]]);
    const open = [from];
    while (open.length > 0) {
      const hex = open.shift();
      for (const next of neighbours(hex)) {
        const cost = known.get(keyOf(hex)) + (this.ground(next)?.cost ?? Infinity);
        if (cost >= (known.get(keyOf(next)) ?? Infinity)) continue;
        known.set(keyOf(next), cost);
        open.push(next);
      }
    }
    return known.get(keyOf(to)) ?? Infinity;
  }
}

const keyOf = ({ column, row }) => `${column},${row}`;
