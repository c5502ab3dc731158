import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAddress, parseAddress } from "../lib/address.js";
import { between, count, firstFree, intersect, subtract, summarise } from "../lib/blocks.js";

test("addresses are numbers", () => {
  assert.equal(parseAddress("10.1.2.3"), 0x0a010203);
  assert.equal(formatAddress(0xc0a80001), "192.168.0.1");
  for (const text of ["1.2.3", "1.2.3.256", "1.2.3.04", "1.2.3.x", ""]) assert.throws(() => parseAddress(text), SyntaxError);
});

test("blocks that are none are refused", () => {
  for (const text of ["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0.0/08"]) assert.throws(() => summarise([text]), SyntaxError);
  assert.throws(() => summarise(["10.0.0.1/24"]), /10.0.0.1 is no beginning of a block of 24 bits/);
});

test("blocks are put together", () => {
  assert.deepEqual(summarise(["10.0.0.128/25", "10.0.0.0/25"]), ["10.0.0.0/24"]);
  assert.deepEqual(summarise(["10.0.0.0/24", "10.0.2.0/24", "10.0.0.16/28"]), ["10.0.0.0/24", "10.0.2.0/24"]);
  assert.deepEqual(summarise([]), []);
});

test("neighbours that are no block together stay two", () => {
  assert.deepEqual(summarise(["10.0.1.0/24", "10.0.2.0/24"]), ["10.0.1.0/24", "10.0.2.0/24"]);
});

test("the end of a block is taken away", () => {
  assert.deepEqual(subtract(["10.0.0.0/24"], ["10.0.0.192/26"]), ["10.0.0.0/25", "10.0.0.128/26"]);
  assert.deepEqual(subtract(["10.0.0.0/24"], ["10.0.0.0/16"]), []);
});

test("the beginning of a block is taken away", () => {
  assert.deepEqual(subtract(["10.0.0.0/24"], ["10.0.0.0/26"]), ["10.0.0.64/26", "10.0.0.128/25"]);
});

test("an address is taken out of a block", () => {
  assert.deepEqual(subtract(["10.8.4.0/29"], ["10.8.4.2"]), ["10.8.4.0/31", "10.8.4.3/32", "10.8.4.4/30"]);
});

test("what two lists have in common", () => {
  assert.deepEqual(intersect(["10.0.0.0/23", "10.0.4.0/24"], ["10.0.1.0/24", "10.0.4.8/29"]), ["10.0.1.0/24", "10.0.4.8/29"]);
});

test("the addresses from one to another", () => {
  assert.deepEqual(between("10.0.0.0", "10.0.0.9"), ["10.0.0.0/29", "10.0.0.8/31"]);
  assert.deepEqual(between("10.0.0.7", "10.0.0.7"), ["10.0.0.7/32"]);
  assert.throws(() => between("10.0.0.7", "10.0.0.6"), RangeError);
});

test("the first room that is left", () => {
  assert.equal(firstFree("10.0.0.0/24", ["10.0.0.0/26", "10.0.0.96/27"], 26), "10.0.0.128/26");
  assert.equal(firstFree("10.0.0.0/24", ["10.0.0.0/26", "10.0.0.96/27"], 27), "10.0.0.64/27");
  assert.equal(firstFree("10.0.0.0/24", ["10.0.0.64"], 24), undefined);
});

test("addresses are counted once", () => {
  assert.equal(count(["10.0.0.0/24", "10.0.0.128/25", "10.0.2.1"]), 257);
  assert.equal(count(["0.0.0.0/0"]), 4294967296);
});
