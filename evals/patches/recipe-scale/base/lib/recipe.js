/** Recipes, `{ serves, lines }`, for other numbers of people, and what has to be bought for several of them. */
import { add, fraction, times } from "./fraction.js";
import { formatLine, parseLine } from "./line.js";

/** The recipe for so many people, in exact quantities. The recipe that was given stays as it is. */
export function scale(recipe, serves) {
  const factor = fraction(serves, recipe.serves);
  const lines = recipe.lines.map((line) => {
    const parsed = parseLine(line);
    return formatLine({ ...parsed, quantity: times(parsed.quantity, factor) });
  });
  return { ...recipe, serves, lines };
}

/**
 * One line for each thing of all recipes, in the order in which they first occur. Quantities of the same thing in the same unit are added up;
 * units are not turned into others, so that a thing in two units has two lines. Upper and lower case do not matter; the name is written
 * as it was first.
 */
export function shoppingList(recipes) {
  const wanted = new Map();
  for (const line of recipes.flatMap((recipe) => recipe.lines)) {
    const item = parseLine(line);
    const key = item.name.toLowerCase();
    const known = wanted.get(key);
    if (known === undefined) wanted.set(key, item);
    else wanted.set(key, { ...known, quantity: add(known.quantity, item.quantity) });
  }
  return [...wanted.values()].map(formatLine);
}
