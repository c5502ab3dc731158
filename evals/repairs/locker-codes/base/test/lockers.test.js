import test from "node:test";
import assert from "node:assert/strict";
import { Lockers } from "../src/lockers.js";

test("a code opens its locker", () => {
  const lockers = new Lockers();
  lockers.issue(7, "1234", 1000);
  assert.equal(lockers.open("1234", 500), 7);
  assert.equal(lockers.open("9999", 500), null);
});
test("the last moment counts", () => {
  const lockers = new Lockers();
  lockers.issue(7, "1234", 1000);
  assert.equal(lockers.open("1234", 1000), 7);
  assert.equal(lockers.good(1000), 1);
});
test("an expired code opens nothing", () => {
  const lockers = new Lockers();
  lockers.issue(7, "1234", 1000);
  assert.equal(lockers.open("1234", 1001), null);
});
