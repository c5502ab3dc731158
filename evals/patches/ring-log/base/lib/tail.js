"use strict";

/**
 * The last entries of a log as lines, the oldest first, each with its number in front, all numbers of the same width. `count` limits how many
 * there are; of entries that are not like `match`, a regular expression, none is counted.
 */
function tail(log, { count = Infinity, match } = {}) {
  const lines = [];
  for (let number = log.next - 1; number >= log.first && lines.length < count; number--) {
    const text = String(log.at(number - log.first));
    if (match === undefined || match.test(text)) lines.unshift({ number, text });
  }
  const width = String(Math.max(0, ...lines.map(({ number }) => number))).length;
  return lines.map(({ number, text }) => `${String(number).padStart(width)} ${text}`);
}

module.exports = { tail };
