/** `{ r, g, b }`, 0 to 255 each, of `#rgb` or `#rrggbb` in either case. Anything else is a SyntaxError. */
export function parseHex(text) {
  const match = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text);
  if (match === null) throw new SyntaxError(`not a colour: ${text}`);
  const digits = match[1];
  const size = digits.length / 3;
  const [r, g, b] = [0, 1, 2].map((i) => parseInt(digits.slice(i * size, (i + 1) * size), 16));
  return { r, g, b };
}

/** `#rrggbb` in small letters; parts are rounded and kept from 0 to 255. */
export function formatHex({ r, g, b }) {
  const part = (value) => Math.round(Math.min(255, Math.max(0, value))).toString(16).padStart(2, "0");
  return `#${part(r)}${part(g)}${part(b)}`;
}

/** The colour a share (0 to 1) of the way from one to another. */
export function mix(from, to, share) {
  const [a, b] = [parseHex(from), parseHex(to)];
  const between = (x, y) => x + (y - x) * share;
  return formatHex({ r: between(a.r, b.r), g: between(a.g, b.g), b: between(a.b, b.b) });
}
