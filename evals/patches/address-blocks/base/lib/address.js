/** Addresses as numbers from 0 to 2 ** 32 - 1, and as text. */

/** How many addresses there are. */
export const all = 2 ** 32;

/** Throws a SyntaxError unless the text is four numbers from 0 to 255, without zeros in front. */
export function parseAddress(text) {
  const parts = text.split(".");
  const isPart = (part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256;
  if (parts.length !== 4 || !parts.every(isPart)) throw new SyntaxError(`not an address: ${text}`);
  return parts.reduce((address, part) => address * 256 + Number(part), 0);
}

export function formatAddress(address) {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(address / unit) % 256).join(".");
}
