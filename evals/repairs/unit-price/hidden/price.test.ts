import test from "node:test";
import assert from "node:assert/strict";
import { cheapest } from "../src/price.ts";

test("of two alike the smaller is the cheapest", () => {
  const offers = [{ name: "two", price: 200, grams: 200 }, { name: "one", price: 100, grams: 100 }];
  assert.equal(cheapest(offers)?.name, "one");
  assert.equal(offers[0]?.name, "two");
});
test("one offer is the cheapest", () => assert.equal(cheapest([{ name: "a", price: 5, grams: 5 }])?.name, "a"));
