const test = require("node:test");
const assert = require("node:assert/strict");
const { cents, format } = require("../src/amount");

test("printing and reading are each other's inverse", () => {
  for (let amount = -250; amount < 250; amount += 7) assert.equal(cents(format(amount)), amount);
  assert.equal(cents("1,234,567.89"), 123456789);
});
