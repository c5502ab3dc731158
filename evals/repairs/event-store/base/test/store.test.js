import test from "node:test";
import assert from "node:assert/strict";
import { orders } from "../src/orders.js";
import { reserved } from "../src/stock.js";
import { Store } from "../src/store.js";

const placed = { type: "placed", id: "o1", item: "tea", count: 3 };
function storeOf(...events) {
  const store = new Store();
  store.append(...events);
  return store;
}
test("a placed order is open and reserves", () => {
  const store = storeOf(placed);
  assert.equal(store.view(orders).o1.status, "open");
  assert.deepEqual(store.view(reserved), { tea: 3 });
});
test("a shipped order reserves nothing", () => assert.deepEqual(storeOf(placed, { ...placed, type: "shipped" }).view(reserved), { tea: 0 }));
test("a cancelled order is cancelled", () => assert.equal(storeOf(placed, { ...placed, type: "cancelled" }).view(orders).o1.status, "cancelled"));
test("a cancelled order reserves nothing", () => assert.deepEqual(storeOf(placed, { ...placed, type: "cancelled" }).view(reserved), { tea: 0 }));
