import test from "node:test";
import assert from "node:assert/strict";
import { orders } from "../src/orders.js";
import { reserved } from "../src/stock.js";
import { Store } from "../src/store.js";

test("many orders", () => {
  const store = new Store();
  for (let n = 0; n < 9; n += 1) {
    const event = { id: `o${n}`, item: n % 2 ? "tea" : "mugs", count: n };
    store.append({ ...event, type: "placed" });
    if (n % 3 === 0) store.append({ ...event, type: "shipped" });
    if (n % 3 === 1) store.append({ ...event, type: "cancelled" });
  }
  const states = Object.values(store.view(orders)).map(({ status }) => status);
  assert.deepEqual(states, ["shipped", "cancelled", "open", "shipped", "cancelled", "open", "shipped", "cancelled", "open"]);
  assert.deepEqual(store.view(reserved), { mugs: 2 + 8, tea: 5 });
});
