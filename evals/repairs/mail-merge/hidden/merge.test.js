const test = require("node:test");
const assert = require("node:assert/strict");
const { salutation } = require("../src/salutation");

test("a person at a company is a person", () => assert.equal(salutation({ name: "Ada", company: "Acme" }), "Dear Ada"));
test("empty names are none", () => assert.equal(salutation({ name: "", company: "Acme" }), "Dear people of Acme"));
