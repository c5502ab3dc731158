import assert from "node:assert/strict";
import { test } from "node:test";
import { bibliography, citations, cite } from "../lib/cite.js";
import { parseEntries } from "../lib/entries.js";
import { parseNames } from "../lib/names.js";

const people = (text) => parseNames(text).people.map(({ first, last }) => `${last}|${first}`);
const book = (author, year = "1990", title = "On all", key = "key") => ({ type: "book", key, fields: { author, year, title } });

test("entries are read", () => {
  const [tex, more] = parseEntries(`
    A comment.
    @Book{tex, author = {Knuth, Donald E.}, Title = "The {TeX}book", year = 1984, }
    @misc{x:1}
  `);
  assert.deepEqual(tex, { type: "book", key: "tex", fields: { author: "Knuth, Donald E.", title: "The {TeX}book", year: "1984" } });
  assert.deepEqual(more, { type: "misc", key: "x:1", fields: {} });
});

test("braces within values", () => {
  const [{ fields }] = parseEntries(`@misc{x, a = {one {two {three}} four}, b = "say {"}yes{"}", c = {\\{}}`);
  assert.deepEqual(fields, { a: "one {two {three}} four", b: 'say {"}yes{"}', c: "\\{" });
});

test("what is wrong is told with its line", () => {
  assert.throws(() => parseEntries("@book{x,\n  a = {b}\n  c = 1}"), /line 3: the end of an entry is missing/);
  assert.throws(() => parseEntries("@book{x,\n  a = {b"), SyntaxError);
  assert.throws(() => parseEntries("@book{x, a = 1, A = 2}"), /two fields a/);
});

test("the parts of a name", () => {
  assert.deepEqual(people("Donald E. Knuth"), ["Knuth|Donald E."]);
  assert.deepEqual(people("Ludwig van Beethoven"), ["van Beethoven|Ludwig"]);
  assert.deepEqual(people("van Beethoven, Ludwig"), ["van Beethoven|Ludwig"]);
  assert.deepEqual(people("Plato"), ["Plato|"]);
  assert.throws(() => people("A, B, C"), SyntaxError);
});

test("names are parted by a word", () => {
  assert.deepEqual(people("Knuth, Donald and Leslie Lamport AND Andrew Sand"), ["Knuth|Donald", "Lamport|Leslie", "Sand|Andrew"]);
  assert.deepEqual(parseNames("Donald Knuth and others"), { people: [{ first: "Donald", last: "Knuth" }], more: true });
});

test("a name that is missing is an error", () => {
  for (const text of ["", ", Donald", "Donald Knuth and"]) assert.throws(() => parseNames(text), SyntaxError);
});

test("braces keep a name together", () => {
  assert.deepEqual(people("{Royal Society}"), ["Royal Society|"]);
  assert.deepEqual(people("{Smith, Jones, Ltd}"), ["Smith, Jones, Ltd|"]);
  assert.deepEqual(people("Maria {de la} Cruz"), ["Cruz|Maria de la"]);
});

test("braces keep names with the word and together", () => {
  assert.deepEqual(people("{Barnes and Noble}"), ["Barnes and Noble|"]);
  assert.deepEqual(people("Donald Knuth and {Barnes and Noble} and Leslie Lamport"), ["Knuth|Donald", "Barnes and Noble|", "Lamport|Leslie"]);
});

test("citations", () => {
  assert.equal(cite(book("Donald Knuth")), "Knuth 1990");
  assert.equal(cite(book("Donald Knuth and Lamport, Leslie")), "Knuth and Lamport 1990");
  assert.equal(cite(book("Donald Knuth and others")), "Knuth et al. 1990");
  assert.equal(cite(book("A. One and B. Two and C. Three")), "One et al. 1990");
  assert.equal(cite({ type: "misc", key: "x", fields: { title: "The {Times}" } }), "The Times n.d.");
});

test("a publisher is cited by its whole name", () => {
  assert.equal(cite(book("{Centre for Arts and Letters}")), "Centre for Arts and Letters 1990");
});

test("citations that look the same get letters", () => {
  const entries = [book("D. Knuth", "1984", "The TeXbook", "one"), book("D. Knuth", "1984", "Another", "two"), book("D. Knuth", "1985", "More", "three")];
  assert.deepEqual(Object.fromEntries(citations(entries)), { one: "Knuth 1984b", two: "Knuth 1984a", three: "Knuth 1985" });
});

test("the list of what is cited", () => {
  const entries = [book("Donald E. Knuth and Duane Bibby", "1984", "The {TeX}book"), book("Plato and others", "1901", "Works", "works")];
  assert.deepEqual(bibliography(entries), ["Knuth, Donald E.; Bibby, Duane (1984). The TeXbook.", "Plato; et al. (1901). Works."]);
});
