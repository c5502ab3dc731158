import assert from "node:assert/strict";
import { test } from "node:test";
import { champions, lines, table } from "../lib/table.js";

let seed = 1863;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const names = ["Albion", "City", "Rovers", "Town", "United", "Wanderers", "Zebras", "athletic"];
function season(teams, count, most) {
  return Array.from({ length: count }, () => {
    const home = names[next(teams)];
    const away = names.slice(0, teams).filter((name) => name !== home)[next(teams - 1)];
    return { home, away, ...(next(6) > 0 && { score: [next(most), next(most)] }) };
  });
}
/** A place is one more than the number of teams that are better. */
function plain(matches) {
  const teams = [...new Set(matches.flatMap(({ home, away }) => [home, away]))];
  const rows = teams.map((team) => {
    const own = matches.filter(({ home, away, score }) => score && (home === team || away === team)).map(({ home, score: [a, b] }) => (home === team ? [a, b] : [b, a]));
    const sum = (of) => own.reduce((total, one) => total + of(one), 0);
    return { team, played: own.length, points: sum(([a, b]) => (a > b ? 3 : a === b ? 1 : 0)), goals: sum(([a]) => a), against: sum(([, b]) => b) };
  });
  // One number tells who is better: no season here has a thousand goals.
  const worth = ({ points, goals, against }) => points * 1e7 + (goals - against) * 1e3 + goals;
  return rows
    .map((row) => ({ place: 1 + rows.filter((other) => worth(other) > worth(row)).length, ...row }))
    .sort((a, b) => a.place - b.place || (a.team < b.team ? -1 : 1));
}
test("agrees with counting who is better", () => {
  for (let round = 0; round < 500; round++) {
    const matches = season(2 + next(7), next(14), 1 + next(4));
    const copy = structuredClone(matches);
    const rows = table(matches);
    assert.deepEqual(rows, plain(matches));
    assert.deepEqual(Object.keys(rows[0] ?? { place: 0 })[0], "place");
    assert.deepEqual(matches, copy);
  }
});
const draw = (home, away, goals) => ({ home, away, score: [goals, goals] });
test("three and four that are alike", () => {
  const places = (matches) => table(matches).map(({ place }) => place);
  assert.deepEqual(places([draw("a", "b", 0), draw("c", "d", 0)]), [1, 1, 1, 1]);
  assert.deepEqual(places([draw("a", "b", 1), draw("c", "d", 0), { home: "e", away: "f", score: [2, 0] }]), [1, 2, 2, 4, 4, 6]);
  assert.deepEqual(places([{ home: "a", away: "b" }, { home: "c", away: "d" }, draw("e", "f", 2)]), [1, 1, 3, 3, 3, 3]);
});
test("alike in points only is not alike", () => {
  const won = (home, away, ...score) => ({ home, away, score });
  assert.deepEqual(table([won("a", "x", 2, 0), won("b", "y", 3, 1), won("c", "z", 1, 0)]).map(({ place, team }) => `${place}${team}`), ["1b", "2a", "3c", "4z", "5y", "6x"]);
});
test("lines agree with the rows", () => {
  for (let round = 0; round < 100; round++) {
    const rows = plain(season(2 + next(6), next(10), 3));
    const width = rows.reduce((most, { team }) => (team.length > most ? team.length : most), 0);
    const expected = rows.map((row, at) => {
      const first = rows.findIndex(({ place }) => place === row.place) === at;
      return [(first ? `${row.place}.` : "").padStart(3), row.team.padEnd(width), `${row.played}`.padStart(2), `${row.points}`.padStart(2), "", `${row.goals}:${row.against}`].join(" ");
    });
    assert.deepEqual(lines(rows), expected);
  }
});
test("no lines of no rows", () => assert.deepEqual(lines([]), []));
test("champions agree with what is possible", () => {
  for (let round = 0; round < 300; round++) {
    const matches = season(2 + next(4), 2 + next(12), 4);
    const rows = plain(matches);
    const rounds = Math.max(...rows.map(({ played }) => played)) + next(2);
    const expected = rows.filter((row) => rows.every((other) => other.team === row.team || other.points + 3 * (rounds - other.played) < row.points)).map(({ team }) => team);
    assert.deepEqual(champions(matches, rounds), expected);
  }
});
