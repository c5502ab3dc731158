/** Ranges of versions: alternatives of comparators, as the README describes them. */
import { compare, parse } from "./version.js";

/** True when a version is in a range; both are given as text. Throws a TypeError for what is no version or no range. */
export function satisfies(version, range) {
  const given = parse(version);
  return range.split("||").some((alternative) => {
    const bounds = alternative.trim().split(/\s+/).flatMap(boundsOf);
    return bounds.every((bound) => isWithin(given, bound)) && allowsPre(given, bounds);
  });
}

/** The highest of some versions that is in a range, as it was written; undefined when there is none. */
export function best(versions, range) {
  const fitting = versions.filter((version) => satisfies(version, range));
  return fitting.sort((a, b) => compare(parse(b), parse(a)))[0];
}

/** What one comparator asks for, as bounds `{ sign, version }`. */
function boundsOf(comparator) {
  const [, sign, rest] = /^(\^|~|[<>]=?|=)?(.*)$/.exec(comparator);
  if (sign === undefined && /^(\*|(\d+\.){1,2}x)$/.test(rest)) return boundsOfWildcard(rest);
  const version = parse(rest);
  const [major, minor] = version.numbers;
  if (sign === "^") return between(version, [major + 1, 0, 0]);
  if (sign === "~") return between(version, [major, minor + 1, 0]);
  return [{ sign: sign ?? "=", version }];
}

/** `1.x` is from 1.0.0 up to 2.0.0, which is not in it any more. */
function boundsOfWildcard(text) {
  const given = text.split(".").slice(0, -1).map(Number);
  if (given.length === 0) return [];
  const [major, minor = 0] = given;
  const end = given.length === 1 ? [major + 1, 0, 0] : [major, minor + 1, 0];
  return between({ numbers: [major, minor, 0], pre: [] }, end);
}

function between(version, end) {
  return [
    { sign: ">=", version },
    { sign: "<", version: { numbers: end, pre: [] } },
  ];
}

function isWithin(given, { sign, version }) {
  const order = compare(given, version);
  if (sign === "=") return order === 0;
  if (sign.startsWith(">")) return order > 0 || (sign === ">=" && order === 0);
  return order < 0 || (sign === "<=" && order === 0);
}

function allowsPre(given, bounds) {
  if (given.pre.length === 0) return true;
  return bounds.some(({ version }) => version.pre.length > 0 && version.numbers.join() === given.numbers.join());
}
