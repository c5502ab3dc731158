import test from "node:test";
import assert from "node:assert/strict";
import { total } from "../src/cart.js";

test("no cart ever costs less than nothing", () => {
  for (let price = 0; price < 50; price += 7)
    for (let value = 0; value < 100; value += 9) {
      const expected = price * 2 > value ? price * 2 - value : 0;
      assert.equal(total([{ price, count: 2 }], [{ type: "cents", value }]), expected);
    }
});
test("an empty cart is free", () => assert.equal(total([], [{ type: "cents", value: 5 }]), 0));
