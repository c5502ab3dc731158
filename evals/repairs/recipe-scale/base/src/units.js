/** Millilitres of one of each. */
const millilitres = { ml: 1, tsp: 5, tbsp: 10, cup: 240 };

export const toMillilitres = (amount, unit) => amount * millilitres[unit];

/** The largest unit of which there is at least one. */
export function fromMillilitres(volume) {
  const names = Object.keys(millilitres).reverse();
  const unit = names.find((name) => volume >= millilitres[name]) ?? "ml";
  return { amount: Math.round((volume / millilitres[unit]) * 100) / 100, unit };
}
