/** Names of pitches, as `C4` for the C in the middle of a piano. */

const steps: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const names = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];

/** Reads a name: a letter, any sharps (`#`) or flats (`b`), and the octave from -1 to 9. Throws a SyntaxError for what is no pitch from 0 to 127. */
export function parsePitch(name: string): number {
  const [, letter = "", accidentals = "", octave] = /^([A-G])(#*|b*)(-1|\d)$/.exec(name) ?? [];
  const shift = accidentals.startsWith("b") ? -accidentals.length : accidentals.length;
  const pitch = (Number(octave) + 1) * 12 + (steps[letter] ?? NaN) + shift;
  if (!(pitch >= 0 && pitch <= 127)) throw new SyntaxError(`not a pitch: ${name}`);
  return pitch;
}

export const nameOf = (pitch: number): string => `${names[pitch % 12]}${Math.floor(pitch / 12) - 1}`;
