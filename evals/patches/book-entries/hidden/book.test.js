import assert from "node:assert/strict";
import { test } from "node:test";
import { bibliography, citations, cite } from "../lib/cite.js";
import { parseEntries } from "../lib/entries.js";
import { parseNames } from "../lib/names.js";

let seed = 1455;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];
const many = (count, make) => Array.from({ length: count }, make);
const words = ["Anna", "Bert", "Candy", "Sand", "Andes", "Émile", "O'Hara", "E.", "\\{x", "y\\}", "B\\{and\\}", "\\TeX", "others", "Band-and"];
const space = () => pick([" ", " ", " ", "  ", "\n", "\n\t", "\t", "\r\n"]);

/** A group in braces, and what is shown of it; there may be anything in it. */
function group(depth = 0) {
  const parts = many(next(5), () => (depth < 3 && next(3) === 0 ? group(depth + 1) : plainPart()));
  return { text: `{${parts.map(({ text }) => text).join("")}}`, seen: parts.map(({ seen }) => seen).join("") };
}
function plainPart() {
  const text = pick([...words, " and ", " and ", "\nAND ", ", ", "and", " ", "a", "\\{", "\\}"]);
  return { text, seen: text.replaceAll("\\{", "{").replaceAll("\\}", "}") };
}
/** A word: letters, a group, or both of them in one. */
function word(small = false) {
  const letters = small ? pick(["von", "de", "ä", "and-so"]) : pick(words);
  const own = { text: letters, seen: letters.replaceAll("\\{", "{").replaceAll("\\}", "}") };
  const kind = next(5);
  if (kind === 0 && !small) return solid();
  if (kind !== 1) return own;
  const more = group();
  return { text: own.text + more.text, seen: own.seen + more.seen };
}
/** A group in which something is seen. */
function solid() {
  for (;;) {
    const found = group();
    if (found.seen.trim() !== "") return found;
  }
}
const joined = (list) => ({ text: list.map(({ text }) => text).join(space()), seen: list.map(({ seen }) => seen).join(" ") });
const tidy = (seen) => seen.replace(/\s+/g, " ").trim();
const isSmall = (text) => /^[a-zä]/.test(text);

/** A name, and what its parts are. */
function name() {
  const first = many(next(3), () => word());
  const last = [...many(next(2), () => word(true)), word()];
  const withComma = next(2) === 0;
  const all = withComma ? { text: `${joined(last).text}${pick(["", " ", "\n"])},${pick(["", " "])}${joined(first).text}` } : joined([...first, ...last]);
  if (!withComma && first.some(({ text }) => isSmall(text))) return name();
  if (all.text === "others") return name();
  return { text: all.text, parts: { first: tidy(joined(first).seen), last: tidy(joined(last).seen) } };
}
const and = () => `${space()}${pick(["and", "and", "AND", "And"])}${space()}`;

test("names are parted where they were put together", () => {
  for (let i = 0; i < 4000; i++) {
    const names = many(1 + next(4), name);
    const more = next(4) === 0;
    const text = pick(["", " ", "\n"]) + names.map((one) => one.text).reduce((all, one) => all + and() + one) + (more ? `${and()}others` : "") + pick(["", "\n "]);
    assert.deepEqual(parseNames(text), { people: names.map(({ parts }) => parts), more }, JSON.stringify(text));
  }
});
test("nested braces, and braces that are text", () => {
  const lasts = (text) => parseNames(text).people.map(({ last }) => last);
  assert.deepEqual(lasts("{A {B} and C} and D"), ["A B and C", "D"]);
  assert.deepEqual(lasts("{{A and B} and {C and D}} and {E}"), ["A and B and C and D", "E"]);
  assert.deepEqual(lasts("A\\{ and B and C\\}"), ["A{", "B", "C}"]);
  assert.deepEqual(lasts("A\\} and {B \\} and C} and D"), ["A}", "B } and C", "D"]);
  assert.deepEqual(lasts("{A\nand\nB}\nand\nC"), ["A and B", "C"]);
  assert.deepEqual(lasts("A {and} B"), ["B"]);
  assert.deepEqual(lasts("A {}and{} B"), ["B"]);
  assert.deepEqual(lasts("A and{B}"), ["andB"]);
  assert.deepEqual(lasts("Sand and Andes and Band"), ["Sand", "Andes", "Band"]);
});
test("others in braces, or not at the end, is a name", () => {
  assert.deepEqual(parseNames("A and {others}"), { people: [{ first: "", last: "A" }, { first: "", last: "others" }], more: false });
  assert.deepEqual(parseNames("others and A").more, false);
  assert.deepEqual(parseNames("{A and B} and others"), { people: [{ first: "", last: "A and B" }], more: true });
});
test("names that are missing", () => {
  for (const text of [" ", "and", "and A", "A and", "A and and B", "A and  and\nB", "and and", "A and and others", "{A and B} and", "and {A and B}", "{A and B} and and C", ",", "A and , B", "{A, B} and A, B, C"])
    assert.throws(() => parseNames(text), SyntaxError, JSON.stringify(text));
});
test("braces that do not fit are refused", () => {
  for (const text of ["{A and B", "A} and B", "{A and {B} and C", "A and B}", "{\\} and A", "}A and B{"]) assert.throws(() => parseNames(text), SyntaxError, text);
});
test("values are read as they stand", () => {
  for (let i = 0; i < 500; i++) {
    const fields = {};
    const written = many(next(4), (_, at) => {
      const quoted = next(2) === 0;
      const { text } = joined(many(1 + next(3), () => word()));
      fields[`f${at}`] = text;
      return `${pick(["f", "F"])}${at}${space()}=${space()}${quoted ? `"${text}"` : `{${text}}`}`;
    });
    const text = `x @misc${pick(["", " "])}{${space()}k${i}${written.map((one) => `${pick(["", " "])},${space()}${one}`).join("")}${pick(["", ",", " , "])}} y @Book{z, year = 12}`;
    assert.deepEqual(parseEntries(text), [{ type: "misc", key: `k${i}`, fields }, { type: "book", key: "z", fields: { year: "12" } }], text);
  }
});
test("entries that are wrong", () => {
  for (const [text, line] of [["\n@book{", 2], ["@book{a,\n\nb}", 3], ["@book{a, b = }", 1], ["@book\n{a, b = 1 c}", 2], ["@{a}", 1], ['@book{a, b = "c', 1], ["@book{a, b = 1, c = 2,\nB = 3}", 2]])
    assert.throws(() => parseEntries(text), (error) => error instanceof SyntaxError && error.message.startsWith(`line ${line}: `), text);
});
const entry = (key, fields) => ({ type: "misc", key, fields });

test("citations of all kinds", () => {
  assert.equal(cite(entry("a", { editor: "{Rock and Roll} and B. Two", year: "1" })), "Rock and Roll and Two 1");
  assert.equal(cite(entry("a", { author: "A. One", editor: "B. Two" })), "One n.d.");
  assert.equal(cite(entry("a", { author: "A. One and B. Two and others", year: "1" })), "One et al. 1");
  assert.equal(cite(entry("a", { author: "{A and B and C} and D and E", year: "1" })), "A and B and C et al. 1");
  assert.equal(cite(entry("a", { year: "3" })), "a 3");
});
test("letters go by titles, then keys", () => {
  const titles = ["b", "A", "{c}", "a", "B"];
  const entries = titles.map((title, at) => entry(`k${at}`, { author: "{X and Y}", year: "1", title }));
  assert.deepEqual(Object.fromEntries(citations(entries)), { k0: "X and Y 1c", k1: "X and Y 1a", k2: "X and Y 1e", k3: "X and Y 1b", k4: "X and Y 1d" });
  assert.deepEqual(bibliography(entries), ["X and Y (1a). A.", "X and Y (1b). a.", "X and Y (1c). b.", "X and Y (1d). B.", "X and Y (1e). c."]);
});
test("the list of all", () => {
  const entries = [
    entry("z", { title: "Zeta" }),
    entry("y", { author: "von Y, X and {Alpha and Co}", year: "20", title: "T" }),
    entry("x", { author: "{alpha and Co}, A and others", year: "19" }),
  ];
  assert.deepEqual(bibliography(entries), ["alpha and Co, A; et al. (19). x.", "von Y, X; Alpha and Co (20). T.", "Zeta (n.d.)."]);
});
