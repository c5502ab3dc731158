import assert from "node:assert/strict";
import { test } from "node:test";
import { criticalLinks, criticalPlaces, islands } from "../lib/critical.ts";
import { route, type Link, type Network } from "../lib/network.ts";

let seed = 431;
const next = (n: number): number => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;

function anyNetwork(): Network {
  const places = ["f", "b", "a", "d", "c", "e", "g"].slice(0, 1 + next(7));
  const links = Array.from({ length: next(11) }, (_, at): Link => ({ name: `l${at}`, from: places[next(places.length)]!, to: places[next(places.length)]! }));
  return { places, links };
}
/** Groups by taking on the lower mark until nothing changes. */
function groupsOf({ places, links }: Network): string[][] {
  const mark = new Map(places.map((place, at) => [place, at]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to } of links) {
      const low = Math.min(mark.get(from)!, mark.get(to)!);
      if (mark.get(from) !== low || mark.get(to) !== low) changed = true;
      mark.set(from, low).set(to, low);
    }
  }
  const marks = [...new Set(places.map((place) => mark.get(place)!))];
  return marks.map((one) => places.filter((place) => mark.get(place) === one));
}
const without = (network: Network, link: Link): Network => ({ ...network, links: network.links.filter((one) => one !== link) });

test("critical links are those without which there are more islands", () => {
  let critical = 0;
  for (let i = 0; i < 1500; i++) {
    const network = anyNetwork();
    const expected = network.links.filter((link) => groupsOf(without(network, link)).length > groupsOf(network).length);
    assert.deepEqual(criticalLinks(network), expected.map(({ name }) => name), JSON.stringify(network));
    critical += expected.length;
  }
  assert.ok(critical > 300);
});
test("critical places are those without which the others are on more islands", () => {
  for (let i = 0; i < 1500; i++) {
    const network = anyNetwork();
    const expected = network.places.filter((place) => {
      const rest = { places: network.places.filter((one) => one !== place), links: network.links.filter(({ from, to }) => from !== place && to !== place) };
      const alone = groupsOf(network).some((group) => group.length === 1 && group[0] === place);
      return groupsOf(rest).length > groupsOf(network).length - (alone ? 1 : 0);
    });
    assert.deepEqual(criticalPlaces(network), expected, JSON.stringify(network));
  }
});
test("islands are groups, in order", () => {
  for (let i = 0; i < 600; i++) {
    const network = anyNetwork();
    assert.deepEqual(islands(network), groupsOf(network));
  }
});
test("links there and back", () => {
  const links = [{ name: "x", from: "a", to: "b" }, { name: "y", from: "b", to: "a" }, { name: "z", from: "b", to: "b" }];
  assert.deepEqual(criticalLinks({ places: ["a", "b"], links }), []);
  assert.deepEqual(criticalLinks({ places: ["b", "a"], links: links.slice(1) }), ["y"]);
});
test("routes are as short as by trying all ways", () => {
  for (let i = 0; i < 400; i++) {
    const network = anyNetwork();
    const avoided = network.links.filter(() => next(5) === 0).map(({ name }) => name);
    const usable = network.links.filter(({ name }) => !avoided.includes(name));
    const [from, to] = [network.places[next(network.places.length)]!, network.places[next(network.places.length)]!];
    const distance = new Map([[from, 0]]);
    for (let round = 0; round < network.places.length; round++)
      for (const link of usable)
        for (const [a, b] of [[link.from, link.to], [link.to, link.from]] as const)
          if (distance.has(a)) distance.set(b, Math.min(distance.get(b) ?? 99, distance.get(a)! + 1));
    const way = route(network, from, to, avoided);
    if (!distance.has(to)) assert.equal(way, undefined);
    else {
      assert.equal(way!.length, distance.get(to)! + 1);
      assert.equal(way![0], from);
      assert.equal(way!.at(-1), to);
      for (let k = 1; k < way!.length; k++)
        assert.ok(usable.some((link) => (link.from === way![k - 1] && link.to === way![k]) || (link.to === way![k - 1] && link.from === way![k])));
    }
  }
});
test("unknown places are refused on either side", () => {
  for (const [from, to] of [["a", "b"], ["b", "a"], ["b", "b"]] as const)
    assert.throws(() => criticalLinks({ places: ["a"], links: [{ name: "x", from, to }] }), RangeError);
});
