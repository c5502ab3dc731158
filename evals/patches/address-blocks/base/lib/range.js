/** Ranges of addresses, from `first` on and up to `end`, which is not in it any more; and the blocks that they consist of. */
import { all, formatAddress, parseAddress } from "./address.js";

const sizeOf = (bits) => 2 ** (32 - bits);

/** The range of a block. Throws a SyntaxError for a text that is none, or one that does not begin at a multiple of its size. */
export function parseBlock(text) {
  const [address, bits = "32", ...more] = text.split("/");
  if (more.length > 0 || !/^(?:\d|[12]\d|3[0-2])$/.test(bits)) throw new SyntaxError(`not a block: ${text}`);
  const first = parseAddress(address);
  const size = sizeOf(bits);
  if (first % size !== 0) throw new SyntaxError(`${address} is no beginning of a block of ${bits} bits`);
  return { first, end: first + size };
}

export const formatBlock = ({ first, end }) => `${formatAddress(first)}/${32 - Math.log2(end - first)}`;

/** The blocks of a range, in order. */
export function blocksOf({ first, end }) {
  const blocks = [];
  while (first < end) {
    const size = 2 ** Math.floor(Math.log2(end - first));
    blocks.push({ first, end: first + size });
    first += size;
  }
  return blocks;
}

/** The same addresses in ranges that neither touch nor overlap, in order. */
export function joined(ranges) {
  const result = [];
  for (const { first, end } of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = result.at(-1);
    if (before && first <= before.end) before.end = Math.max(before.end, end);
    else result.push({ first, end });
  }
  return result;
}

/** The ranges between some ranges that neither touch nor overlap, from the first to the last address there is. */
export function gapsOf(ranges) {
  const firsts = [0, ...ranges.map(({ end }) => end)];
  const ends = [...ranges.map(({ first }) => first), all];
  return firsts.map((first, at) => ({ first, end: ends[at] })).filter(({ first, end }) => first < end);
}
