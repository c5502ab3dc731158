/** Numbers in few characters, as counters show them: `999`, `1.2k`, `35k`, `1M`. */

const units = ["", "k", "M", "B", "T"];

/**
 * A whole number in short. Below a thousand it is written as it is; from there on in the largest unit that leaves at least 1, with `digits` digits after the
 * point at most, none of them a zero at the end. It is rounded to the nearest, halves away from zero, and never shows a thousand of a unit for
 * which there is a larger one. Numbers beyond the last unit are so many of it, as in `1200T`. A number below zero is the same with a `-`;
 * zero has none. What is no whole number, or too large to be exact, is a RangeError.
 */
export function shorten(number, digits = 1) {
  if (!Number.isSafeInteger(number)) throw new RangeError(`not a whole number: ${number}`);
  if (!Number.isInteger(digits) || digits < 0 || digits > 3) throw new RangeError(`not a number of digits: ${digits}`);
  const sign = number < 0 ? "-" : "";
  const size = Math.abs(number);
  let unit = 0;
  while (unit < units.length - 1 && size >= 1000 ** (unit + 1)) unit += 1;
  return `${sign}${rounded(size, unit, digits)}${units[unit]}`;
}

/** The number that a short one stands for; undefined for a text that is none. Small and capital letters do not matter for the units. */
export function expand(text) {
  const [, sign, whole, fraction = "", unit] = /^(-?)(\d+)(?:\.(\d{1,3}))?([kmbt]?)$/i.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const power = units.findIndex((one) => one.toLowerCase() === unit.toLowerCase());
  if (fraction !== "" && power === 0) return undefined;
  const thousandths = Number(whole) * 1000 + Number(fraction.padEnd(3, "0"));
  const value = power === 0 ? Number(whole) : thousandths * 1000 ** (power - 1);
  return sign === "-" && value !== 0 ? -value : value;
}

/** Numbers as a column: in short, all as wide as the widest. */
export function column(numbers, digits = 1) {
  const texts = numbers.map((number) => shorten(number, digits));
  const width = Math.max(0, ...texts.map(({ length }) => length));
  return texts.map((text) => text.padStart(width));
}

/** So many of a unit as a text, reckoned in whole steps of its last digit. */
function rounded(size, unit, digits) {
  if (unit === 0) return String(size);
  const step = 1000 ** unit / 10 ** digits;
  const steps = Math.floor(size / step) + (size % step >= step / 2 ? 1 : 0);
  const whole = Math.floor(steps / 10 ** digits);
  const fraction = String(steps % 10 ** digits).padStart(digits, "0").slice(0, digits).replace(/0+$/, "");
  return fraction === "" ? String(whole) : `${whole}.${fraction}`;
}
