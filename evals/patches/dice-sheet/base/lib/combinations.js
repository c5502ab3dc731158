/** What five dice are worth, by what they are put down as. */

/** How often each number is there, as a list of the counts of 1 to 6. */
function countsOf(dice) {
  return [1, 2, 3, 4, 5, 6].map((number) => dice.filter((die) => die === number).length);
}

/** The length of the longest row of numbers that follow each other, such as 4 for 3, 4, 5, 6 and another die. */
function longestRow(dice) {
  const numbers = [...new Set(dice)].sort((a, b) => a - b);
  let row = 1;
  let longest = 1;
  for (let at = 1; at < numbers.length; at++) {
    row = numbers[at] === numbers[at - 1] + 1 ? row + 1 : 0;
    longest = Math.max(longest, row);
  }
  return longest;
}

const sum = (dice) => dice.reduce((total, die) => total + die, 0);

/** The points of dice that show one number: only those are counted. */
const only = (number) => (dice) => number * countsOf(dice)[number - 1];

/** The six combinations of the upper half. */
export const upper = ["ones", "twos", "threes", "fours", "fives", "sixes"];

/**
 * What each combination gives, 0 when the dice are not one:
 *
 * - ones to sixes: the sum of the dice with that number;
 * - three and four alike: the sum of all dice;
 * - full house, 25 points: three of one number and two of another;
 * - small straight, 30 points: four numbers or more that follow each other; large straight, 40 points: five of them;
 * - five alike, 50 points; chance: the sum of all dice.
 */
const points = {
  ones: only(1),
  twos: only(2),
  threes: only(3),
  fours: only(4),
  fives: only(5),
  sixes: only(6),
  threeAlike: (dice) => (Math.max(...countsOf(dice)) >= 3 ? sum(dice) : 0),
  fourAlike: (dice) => (Math.max(...countsOf(dice)) >= 4 ? sum(dice) : 0),
  fullHouse: (dice) => (countsOf(dice).includes(3) && countsOf(dice).includes(2) ? 25 : 0),
  smallStraight: (dice) => (longestRow(dice) >= 4 ? 30 : 0),
  largeStraight: (dice) => (longestRow(dice) >= 5 ? 40 : 0),
  fiveAlike: (dice) => (countsOf(dice).includes(5) ? 50 : 0),
  chance: sum,
};

/** All combinations, in the order of the sheet. */
export const combinations = Object.keys(points);

/** The points of dice as a combination. Throws a RangeError for an unknown combination and for what are no five dice. */
export function score(combination, dice) {
  if (!Object.hasOwn(points, combination)) throw new RangeError(`there is no ${combination}`);
  const isDie = (die) => Number.isInteger(die) && die >= 1 && die <= 6;
  if (dice.length !== 5 || !dice.every(isDie)) throw new RangeError(`not five dice: ${dice.join(" ")}`);
  return points[combination](dice);
}
