/**
 * The table of a league from its results, `{ home, away, score: [goals of home, goals of away] }`. A match without a score has not been played.
 */

/**
 * One row for each team that occurs in a match, played or not: `{ place, team, played, points, goals, against }`. A win has three points, a draw
 * one. Teams are ordered by points, then by the difference of goals, then by goals. Teams that are alike in all three share a place, and the next place
 * counts all that are before it, as in 1, 2, 2, 4; among themselves they are ordered by name, as texts
 * compare: capitals before small letters.
 */
export function table(matches) {
  const rows = new Map();
  const rowOf = (team) => {
    if (!rows.has(team)) rows.set(team, { team, played: 0, points: 0, goals: 0, against: 0 });
    return rows.get(team);
  };
  for (const { home, away, score } of matches) {
    const [first, second] = [rowOf(home), rowOf(away)];
    if (score === undefined) continue;
    enter(first, score[0], score[1]);
    enter(second, score[1], score[0]);
  }
  const ordered = [...rows.values()].sort((a, b) => compare(a, b) || (a.team < b.team ? -1 : 1));
  return ordered.map((row, at) => ({ place: at + 1, ...row }));
}

/** Teams that no other team can overtake any more, if each has `rounds` matches in all: none or one, since who can still draw level in points might be better. */
export function champions(matches, rounds) {
  const rows = table(matches);
  const possible = ({ points, played }) => points + 3 * (rounds - played);
  return rows
    .filter((row) => rows.every((other) => other === row || possible(other) < row.points))
    .map(({ team }) => team);
}

/** The table as lines such as ` 1. Rovers  4  9  12:3`: place, team, matches, points, goals. A place is told once for those who share it. */
export function lines(rows) {
  const width = Math.max(0, ...rows.map(({ team }) => team.length));
  return rows.map(({ place, team, played, points, goals, against }, at) => {
    const shown = at > 0 && rows[at - 1].place === place ? "" : `${place}.`;
    return `${shown.padStart(3)} ${team.padEnd(width)} ${String(played).padStart(2)} ${String(points).padStart(2)}  ${goals}:${against}`;
  });
}

/** Below zero when `a` stands before `b`; zero when they are alike. */
function compare(a, b) {
  return b.points - a.points || difference(b) - difference(a) || b.goals - a.goals;
}

const difference = ({ goals, against }) => goals - against;

function enter(row, goals, against) {
  row.played += 1;
  row.goals += goals;
  row.against += against;
  if (goals > against) row.points += 3;
  else if (goals === against) row.points += 1;
}
