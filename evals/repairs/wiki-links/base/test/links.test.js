import test from "node:test";
import assert from "node:assert/strict";
import { linkify, targets } from "../src/links.js";

test("a link", () => assert.equal(linkify("see [[Home Page]]"), 'see <a href="/home-page">Home Page</a>'));
test("its own words", () => assert.equal(linkify("[[Home|there]]"), '<a href="/home">there</a>'));
test("two links", () => assert.equal(linkify("[[A]] and [[B]]"), '<a href="/a">A</a> and <a href="/b">B</a>'));
test("targets", () => assert.deepEqual(targets("[[A]] [[b|c]] [[a]]"), ["a", "b"]));
