"use strict";

/**
 * Converts an amount between compound units like "km/h" or "N*m": parts with an asterisk between them, and more of them below a slash. The parts
 * are taken one by one, in their order; each of them is a difference, since a degree per hour is one degree more after an hour. Throws a
 * RangeError when there are not as many parts above and below in both units.
 */
function convertCompound(units, amount, from, to) {
  const [above, below] = parts(from);
  const [otherAbove, otherBelow] = parts(to);
  if (above.length !== otherAbove.length || below.length !== otherBelow.length) throw new RangeError(`${from} does not have the parts of ${to}`);
  const factor = (one, others) => one.reduce((product, unit, at) => product * units.convert(1, unit, others[at], { difference: true }), 1);
  return (amount * factor(above, otherAbove)) / factor(below, otherBelow);
}

/** The parts above and below the slash. Throws a SyntaxError for a second slash and for an empty part; above alone there may be "1". */
function parts(unit) {
  const sides = unit.split("/");
  if (sides.length > 2) throw new SyntaxError(`two slashes: ${unit}`);
  const [above, below] = sides.map((side) => side.split("*").map((part) => part.trim()));
  const read = [above.length === 1 && above[0] === "1" ? [] : above, below ?? []];
  if (read.flat().includes("")) throw new SyntaxError(`an empty part: ${unit}`);
  return read;
}

module.exports = { convertCompound };
