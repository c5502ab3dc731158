import { assert, domain, integer, ipV4, ipV6, oneof, property } from "fast-check";
import { expect, test } from "vitest";
import {
  allows,
  destinationText,
  parseDestination,
  parseDestinations,
} from "../../../../src/interface/environment/egress/destination.ts";
import { isPrivate } from "../../../../src/interface/environment/egress/private-address.ts";

test.each([
  ["registry.npmjs.org", "registry.npmjs.org:443"],
  ["Example.COM.:80", "example.com:80"],
  ["*.example.com", "*.example.com:443"],
  ["10.1.2.3:8080", "10.1.2.3:8080"],
  ["[2001:db8::1]:443", "[2001:db8::1]:443"],
])("%s is a place", (text, told) => {
  const found = parseDestination(text);
  expect(found && destinationText(found)).toBe(told);
});

test.each([
  "",
  "*",
  "*.",
  "https://example.com",
  "example.com/path",
  "a b",
  "host:0",
  "host:70000",
  "[x]:1",
  "a:b",
  "-a",
])("%j is no place, and the fault says what is", (text) => {
  expect(() => parseDestinations([text])).toThrow(/is no place on the network/);
});

test("a rule is about one port, and a star about the names below a name and not the name itself", () => {
  const rules = parseDestinations(["a.org", "*.b.org:80"]);
  const may = (host: string, port: number): boolean => allows(rules, { host, port });
  expect(may("a.org", 443)).toBe(true);
  expect(may("a.org", 80)).toBe(false);
  expect(may("x.a.org", 443)).toBe(false);
  expect(may("x.y.b.org", 80)).toBe(true);
  expect(may("b.org", 80)).toBe(false);
  expect(may("evilb.org", 80)).toBe(false);
});

test("what is written of a place is read as the same place", () => {
  assert(
    property(oneof(domain(), ipV4(), ipV6()), integer({ min: 1, max: 65_535 }), (name, port) => {
      const text = destinationText({ host: name.toLowerCase(), port });
      const found = parseDestination(text);
      expect(found && destinationText(found)).toBe(text);
    }),
  );
});

test.each([
  ["127.0.0.1", true],
  ["169.254.169.254", true],
  ["10.0.0.1", true],
  ["192.168.1.1", true],
  ["0.0.0.0", true],
  ["255.255.255.255", true],
  ["8.8.8.8", false],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["::ffff:8.8.8.8", true],
  ["fd00:ec2::254", true],
  ["fe80::1", true],
  ["2606:4700::1111", false],
  ["no address", false],
])("%s is private: %s", (address, isIt) => {
  expect(isPrivate(address)).toBe(isIt);
});
