/**
 * Items by name: `{ onHand, reserved, minimum, pack }`. What is free is on hand and not reserved. Quantities are whole;
 * one below 1 is a RangeError, an unknown item too.
 */
export function createStock(items) {
  const stock = new Map(Object.entries(items).map(([name, item]) => [name, { ...item }]));
  const find = (name) => {
    const item = stock.get(name);
    if (item === undefined) throw new RangeError(`no such item: ${name}`);
    return item;
  };
  const whole = (quantity) => {
    if (!Number.isInteger(quantity) || quantity < 1) throw new RangeError(`not a quantity: ${quantity}`);
    return quantity;
  };
  return {
    free: (name) => find(name).onHand - find(name).reserved,
    /** Holds a quantity back; false, and nothing held, when so much is not free. */
    reserve(name, quantity) {
      const item = find(name);
      if (whole(quantity) > item.onHand) return false;
      item.reserved += quantity;
      return true;
    },
    /** Sends a reserved quantity out; false when so much is not reserved. */
    ship(name, quantity) {
      const item = find(name);
      if (whole(quantity) > item.reserved) return false;
      item.reserved -= quantity;
      item.onHand -= quantity;
      return true;
    },
    receive(name, quantity) {
      find(name).onHand += whole(quantity);
    },
    /** Whole packs to order so that what is free reaches the minimum, by name; items that need none are left out. */
    orders() {
      const lacking = [...stock].map(([name, { onHand, reserved, minimum, pack }]) => [
        name,
        Math.max(0, Math.ceil((minimum - (onHand - reserved)) / pack)),
      ]);
      return Object.fromEntries(lacking.filter(([, packs]) => packs > 0));
    },
  };
}
