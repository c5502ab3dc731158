import assert from "node:assert/strict";
import { test } from "node:test";
import { champions, lines, table } from "../lib/table.js";

const match = (home, away, ...score) => ({ home, away, ...(score.length > 0 && { score }) });
const places = (matches) => table(matches).map(({ place, team }) => `${place} ${team}`);

test("nobody plays", () => assert.deepEqual(table([]), []));
test("a win has three points", () => {
  assert.deepEqual(table([match("Rovers", "United", 2, 1)]), [
    { place: 1, team: "Rovers", played: 1, points: 3, goals: 2, against: 1 },
    { place: 2, team: "United", played: 1, points: 0, goals: 1, against: 2 },
  ]);
});
test("a draw has one point each", () => {
  assert.deepEqual(table([match("Rovers", "United", 1, 1)]).map(({ points }) => points), [1, 1]);
});
test("a match that was not played counts for nothing", () => {
  assert.deepEqual(table([match("City", "Rovers")]).map(({ played, points }) => [played, points]), [[0, 0], [0, 0]]);
});
test("the difference of goals decides, then goals", () => {
  const matches = [match("City", "Albion", 1, 0), match("Rovers", "Albion", 3, 0), match("United", "Albion", 4, 1), match("Town", "Albion", 2, 0)];
  assert.deepEqual(places(matches), ["1 United", "2 Rovers", "3 Town", "4 City", "5 Albion"]);
});
test("places of a longer season", () => {
  const matches = [match("Rovers", "City", 2, 0), match("Athletic", "Town", 1, 1), match("City", "Athletic", 0, 3)];
  matches.push(match("Rovers", "Albion", 1, 0), match("Wanderers", "Town", 1, 1));
  assert.deepEqual(places(matches), ["1 Rovers", "2 Athletic", "3 Town", "4 Wanderers", "5 Albion", "6 City"]);
});
test("two winners are first, and who comes next is third", () => {
  assert.deepEqual(places([match("Rovers", "City", 2, 0), match("Athletic", "Town", 2, 0), match("United", "Albion", 1, 0)]), [
    "1 Athletic",
    "1 Rovers",
    "3 United",
    "4 Albion",
    "5 City",
    "5 Town",
  ]);
});
test("a shared place is told once", () => {
  assert.deepEqual(lines(table([match("Rovers", "City", 1, 1)])), [" 1. City    1  1  1:1", "    Rovers  1  1  1:1"]);
});
test("champions cannot be overtaken", () => {
  const matches = [match("Rovers", "City", 1, 0), match("Rovers", "Town", 1, 0), match("City", "Town", 0, 0)];
  assert.deepEqual(champions(matches, 3), ["Rovers"]);
  assert.deepEqual(champions(matches, 4), []);
});
