import assert from "node:assert/strict";
import { test } from "node:test";
import { criticalLinks, criticalPlaces, islands } from "../lib/critical.ts";
import { route, stepsOf, type Network } from "../lib/network.ts";

/** `"a-b c-d"`: places in the order of their names, links named as they are written. */
function network(text: string, more = ""): Network {
  const names = text.split(" ").filter(Boolean);
  const places = new Set([...names.flatMap((name) => name.split("-").slice(0, 2)), ...more]);
  const links = names.map((name) => ({ name, from: name.split("-")[0]!, to: name.split("-")[1]! }));
  return { places: [...places].sort(), links };
}

test("steps go both ways", () => {
  const steps = stepsOf(network("a-b b-c"));
  assert.deepEqual(steps.get("b")!.map(({ to }) => to), ["a", "c"]);
  assert.deepEqual(steps.get("c")!.map(({ link }) => link.name), ["b-c"]);
});

test("a link of an unknown place is refused", () => {
  assert.throws(() => islands({ places: ["a"], links: [{ name: "x", from: "a", to: "b" }] }), RangeError);
});

test("a route has as few links as can be", () => {
  const town = network("a-b b-c c-d a-e e-d");
  assert.deepEqual(route(town, "a", "d"), ["a", "e", "d"]);
  assert.deepEqual(route(town, "a", "a"), ["a"]);
});

test("a route without a link", () => {
  const town = network("a-b b-c c-d a-e e-d");
  assert.deepEqual(route(town, "a", "d", ["e-d"]), ["a", "b", "c", "d"]);
  assert.equal(route(network("a-b b-c"), "a", "c", ["b-c"]), undefined);
});

test("islands", () => {
  assert.deepEqual(islands(network("a-c d-b", "e")), [["a", "c"], ["b", "d"], ["e"]]);
  assert.deepEqual(islands({ places: [], links: [] }), []);
});

test("in a chain every link is critical", () => {
  assert.deepEqual(criticalLinks(network("c-d a-b b-c")), ["c-d", "a-b", "b-c"]);
});

test("in a ring none is", () => {
  assert.deepEqual(criticalLinks(network("a-b b-c c-a")), []);
});

test("the link between two rings is critical", () => {
  assert.deepEqual(criticalLinks(network("a-b b-c c-a c-d d-e e-f f-d")), ["c-d"]);
});

test("a second link between the same places takes the place of the first", () => {
  assert.deepEqual(criticalLinks(network("a-b-1 a-b-2 b-c")), ["b-c"]);
});

test("places between chains are critical", () => {
  assert.deepEqual(criticalPlaces(network("a-b b-c c-d")), ["b", "c"]);
  assert.deepEqual(criticalPlaces(network("a-b b-c c-a")), []);
});

test("a place that two rings share is critical", () => {
  assert.deepEqual(criticalPlaces(network("a-b b-c c-a a-d d-e e-a")), ["a"]);
});

test("two links do not make up for a place", () => {
  assert.deepEqual(criticalPlaces(network("a-b-1 a-b-2 a-c-1 a-c-2")), ["a"]);
});
