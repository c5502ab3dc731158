/** What can be asked of lists of blocks; the README says how they come out. */
import { blocksOf, formatBlock, gapsOf, joined, parseBlock } from "./range.js";

const read = (blocks) => joined(blocks.map(parseBlock));
const write = (ranges) => ranges.flatMap(blocksOf).map(formatBlock);

/** The addresses of all the blocks. */
export function summarise(blocks) {
  return write(read(blocks));
}

/** The addresses of the first blocks that are in none of the others. */
export function subtract(blocks, others) {
  return write(common(read(blocks), gapsOf(read(others))));
}

/** The addresses that are in both of two lists. */
export function intersect(blocks, others) {
  return write(common(read(blocks), read(others)));
}

/** The addresses from one up to another, which is in it too. Throws a RangeError when they are the wrong way round. */
export function between(from, to) {
  const [{ first }, { end }] = [parseBlock(from), parseBlock(to)];
  if (first >= end) throw new RangeError(`${to} is before ${from}`);
  return write([{ first, end }]);
}

/** The first block of so many bits within another that has no address in common with those that are taken; undefined when there is no room. */
export function firstFree(block, taken, bits) {
  const size = parseBlock(`0.0.0.0/${bits}`).end;
  for (const { first, end } of common([parseBlock(block)], gapsOf(read(taken)))) {
    const start = Math.ceil(first / size) * size;
    if (start + size <= end) return formatBlock({ first: start, end: start + size });
  }
  return undefined;
}

/** How many addresses some blocks have, none counted twice. */
export function count(blocks) {
  return read(blocks).reduce((sum, { first, end }) => sum + end - first, 0);
}

/** What two lists of ranges in order have in common. */
function common(ranges, others) {
  return ranges.flatMap(({ first, end }) =>
    others
      .map((other) => ({ first: Math.max(first, other.first), end: Math.min(end, other.end) }))
      .filter((part) => part.first < part.end),
  );
}
