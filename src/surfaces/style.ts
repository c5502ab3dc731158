/** The few colours of the screen, or none. */

export interface Style {
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly accent: (text: string) => string;
}

const sgr =
  (open: number, close: number) =>
  (text: string): string =>
    text === "" ? "" : `\u{1b}[${open}m${text}\u{1b}[${close}m`;
const none = (text: string): string => text;

/** The style for a terminal that shows colour, or for one that does not. */
export function createStyle(color: boolean): Style {
  if (!color) return { dim: none, bold: none, good: none, bad: none, accent: none };
  return { dim: sgr(2, 22), bold: sgr(1, 22), good: sgr(32, 39), bad: sgr(31, 39), accent: sgr(36, 39) };
}
