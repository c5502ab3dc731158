/** Lines of a recipe, such as `1 1/2 cups flour`: a quantity, perhaps a unit, and what it is of. */
import { add, fraction } from "./fraction.js";

/** Units by the words that mean them; a line whose second word is none of these has no unit, as in `2 eggs`. */
const units = new Map([
  ["cup", "cup"],
  ["cups", "cup"],
  ["tbsp", "tbsp"],
  ["tsp", "tsp"],
  ["g", "g"],
  ["ml", "ml"],
]);

/**
 * `{ quantity, unit, name }` of a line; the unit is "" where there is none. Spaces around and between the words do not matter.
 * Throws a SyntaxError when a line does not begin with a quantity or has no name.
 */
export function parseLine(line) {
  const words = line.trim().split(/\s+/);
  let quantity = parseQuantity(words[0]);
  if (quantity === undefined) throw new SyntaxError(`no quantity: ${line}`);
  words.shift();
  if (/^\d+\/\d+$/.test(words[0] ?? "")) quantity = add(quantity, parseQuantity(words.shift()));
  const unit = units.get(words[0]) ?? "";
  if (unit !== "") words.shift();
  if (words.length === 0) throw new SyntaxError(`nothing to take: ${line}`);
  return { quantity, unit, name: words.join(" ") };
}

/** The line again: `1 1/2`, `3/4` or `2`, the unit (`cups` above one), the name. */
export function formatLine({ quantity, unit, name }) {
  const whole = Math.floor(quantity.n / quantity.d);
  const rest = quantity.n % quantity.d;
  const words = [];
  if (whole > 0 || rest === 0) words.push(String(whole));
  if (rest > 0) words.push(`${rest}/${quantity.d}`);
  if (unit !== "") words.push(unit === "cup" && quantity.n > quantity.d ? "cups" : unit);
  return [...words, name].join(" ");
}

function parseQuantity(word) {
  const [, n, d] = /^(\d+)(?:\/(\d+))?$/.exec(word) ?? [];
  return n === undefined ? undefined : fraction(Number(n), Number(d ?? 1));
}
