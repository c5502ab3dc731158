import { fromMillilitres, toMillilitres } from "./units.js";

export function scaleLine(line, factor) {
  if (line.unit === undefined) return { ...line, amount: line.amount * factor };
  return { ...line, ...fromMillilitres(toMillilitres(line.amount, line.unit) * factor) };
}

export const scale = (recipe, servings) => ({
  ...recipe,
  servings,
  lines: recipe.lines.map((line) => scaleLine(line, servings / recipe.servings)),
});
