import test from "node:test";
import assert from "node:assert/strict";
import { total } from "../src/cart.js";

const lines = [{ price: 500, count: 2 }, { price: 250, count: 1 }];
test("without coupons", () => assert.equal(total(lines, []), 1250));
test("percent, then cents", () => assert.equal(total(lines, [{ type: "percent", value: 10 }, { type: "cents", value: 125 }]), 1000));
test("never less than nothing", () => assert.equal(total(lines, [{ type: "cents", value: 2000 }]), 0));
