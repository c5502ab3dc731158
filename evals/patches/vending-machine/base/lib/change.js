/** Change from a stock of coins: a Map from values in cents to how many of them there are. */

/** The worth of all coins of a stock. */
export function worth(stock) {
  let sum = 0;
  for (const [value, count] of stock) sum += value * count;
  return sum;
}

/**
 * Coins of the stock that are worth exactly `amount`, as a Map of values to numbers, none of them zero; as few coins as can be. Undefined when
 * the coins there are do not come to it. The stock is not changed.
 */
export function changeFrom(stock, amount) {
  const coins = new Map();
  let left = amount;
  const values = [...stock.keys()].sort((a, b) => b - a);
  for (const value of values) {
    const count = Math.min(stock.get(value), Math.floor(left / value));
    if (count > 0) coins.set(value, count);
    left -= count * value;
  }
  return left === 0 ? coins : undefined;
}
