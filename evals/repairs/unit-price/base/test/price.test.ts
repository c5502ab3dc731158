import test from "node:test";
import assert from "node:assert/strict";
import { cheapest, perKilogram } from "../src/price.ts";

test("cents for a kilogram", () => assert.equal(perKilogram({ name: "tea", price: 399, grams: 250 }), 1596));
test("no weight, no price", () => assert.throws(() => perKilogram({ name: "air", price: 1, grams: 0 }), RangeError));
test("the cheapest", () => {
  const offers = [{ name: "small", price: 100, grams: 100 }, { name: "large", price: 400, grams: 500 }, { name: "huge", price: 2000, grams: 1000 }];
  assert.equal(cheapest(offers)?.name, "large");
});
test("of none there is none", () => assert.equal(cheapest([]), undefined));
